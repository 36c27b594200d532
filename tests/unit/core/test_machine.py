"""States: what may follow, who may, and one answer to a reason that stands in no list."""

from dataclasses import dataclass
from typing import Any

import pytest

from app.core import machine
from app.core.actor import NOBODY, SYSTEM, Actor
from app.core.errors import Forbidden, IllegalTransition
from app.core.machine import Machine, Step, UnknownReason


@dataclass
class Thing:
    state: str = "open"


def _system(actor: Actor, _thing: Any) -> bool:
    return actor is SYSTEM


DOOR = Machine(
    Step("open", "closed", may=_system, reasons={"rain": "Chuva", "wind": "Vento"}),
    Step("open", "painted"),
    Step("closed", "open"),
    names={"open": "Aberta", "closed": "Fechada", "painted": "Pintada"},
    tones={"open": "good"},
)


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What would have been written down."""
    found: list[tuple[str, str, str]] = []

    def keep(_actor: Actor, _thing: Any, before: str, after: str, *, reason: str, note: str) -> None:
        found.append((before, after, reason))

    monkeypatch.setattr(machine, "keep", keep)
    return found


def test_a_step_is_taken_and_written_down(kept: list[tuple[str, str, str]]) -> None:
    thing: Any = Thing()
    DOOR.move(SYSTEM, thing, "closed", reason="rain")
    assert thing.state == "closed"
    assert kept == [("open", "closed", "rain")]


@pytest.mark.parametrize("reason", ["", "snow", "Chuva"])
def test_a_reason_that_stands_in_no_list_is_refused_as_input(reason: str) -> None:
    thing: Any = Thing()
    with pytest.raises(UnknownReason) as refused:
        DOOR.move(SYSTEM, thing, "closed", reason=reason)
    assert refused.value.status == 422
    assert thing.state == "open"


def test_what_follows_no_state_is_a_conflict_and_what_is_not_allowed_is_forbidden() -> None:
    painted: Any = Thing("painted")
    with pytest.raises(IllegalTransition):
        DOOR.move(SYSTEM, painted, "open")
    with pytest.raises(Forbidden):
        DOOR.move(NOBODY, painted_over := _thing("open"), "closed", reason="rain")
    assert painted_over.state == "open"


def _thing(state: str) -> Any:
    return Thing(state)


def test_what_is_allowed_now_is_what_can_be_done() -> None:
    assert DOOR.allowed(SYSTEM, _thing("open")) == ["closed", "painted"]
    assert DOOR.allowed(NOBODY, _thing("open")) == ["painted"]
    assert DOOR.allowed(SYSTEM, _thing("painted")) == []
    assert DOOR.reasons("open", "closed") == {"rain": "Chuva", "wind": "Vento"}
    assert DOOR.reasons("closed", "open") == {}


def test_words_and_tone() -> None:
    assert (DOOR.name("open"), DOOR.tone("open"), DOOR.tone("closed")) == ("Aberta", "good", "")
