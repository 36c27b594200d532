"""Stages of initiatives: gates with open items, steps that do not follow, rest, end, and the way back."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from app.core.db import db
from app.core.errors import Forbidden, IllegalTransition, StaleRecord
from app.core.machine import UnknownReason
from app.core.unit_of_work import writing
from app.initiatives.groups import closing
from app.initiatives.groups.checklist import checks_of, gate_of, passages_of
from app.initiatives.groups.closing import Hanging
from app.initiatives.groups.gates import Answer
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.groups.operations import stages
from app.initiatives.groups.operations.initiatives import Plan, edit_initiative
from app.initiatives.groups.operations.members import StillOpen
from app.initiatives.groups.queries import get_initiative
from app.initiatives.groups.states import GOING_ON, INITIATIVE, STAGES
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_groups import a_member, a_need, an_initiative, brought_to

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def initiative(cast: Cast) -> Initiative:
    """An idea of two members, with a need."""
    actor = cast.facilitator.actor
    with writing():
        found = an_initiative(actor)
        a_member(actor, found, "Belmira Seixas", share=5_000)
        a_member(actor, found, "Custódio Anes", is_invited=True)
        a_need(actor, found)
        return found


@pytest.fixture
def money_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that keeps money of initiatives says that 120 euros are open."""

    def said(kind: type, _app: object = None) -> Sequence[Hanging]:
        return [Hanging(lambda _id: ["120,00 € are granted and not received."])] if kind is Hanging else ()

    monkeypatch.setattr(closing, "declared", said)


def test_a_gate_with_open_items_takes_a_note_and_keeps_who_let_it_through(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        brought_to(actor, initiative, Stage.EXPLORING)
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/gate"
    page = client.submit(client.get(address), address, status=422)
    assert page.soup.select_one(".field-error")
    client.submit(client.get(address), address, note="Falámos com dez vizinhos; falta o quadro.")
    db.session.expire_all()
    (latest, *_rest) = passages_of(initiative.id)
    assert (latest.before, latest.after) == ("exploring", "planning")
    assert {"customers_heard", "canvas"} <= set(latest.open)
    assert latest.passed_by == cast.facilitator.id
    shown = client.get(f"/initiatives/{initiative.id}").text
    assert "Falámos com dez vizinhos; falta o quadro." in shown


def test_what_was_let_through_open_is_asked_again(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        brought_to(actor, initiative, Stage.PLANNING)
    gate = gate_of(initiative, date(2026, 12, 1))
    assert gate
    assert "customers_heard" in {each.item.key for each in gate.open}


def test_items_that_are_done_or_not_needed_open_the_gate(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        brought_to(actor, initiative, Stage.EXPLORING)
        gate = gate_of(initiative, date(2026, 12, 1))
        assert gate
        for at, each in enumerate(gate.open):
            answer = Answer.DONE if at % 2 else Answer.NOT_NEEDED
            stages.answer_item(
                actor, initiative=initiative, version=initiative.version, item=each.item.key, answer=answer
            )
        assert initiative.open_items == 0
        stages.pass_gate(actor, initiative=initiative, version=initiative.version)
    assert initiative.state == Stage.PLANNING
    assert passages_of(initiative.id)[0].open == []


def test_an_answer_is_taken_back(cast: Cast, client_for: ClientFor, initiative: Initiative) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/checklist/permits"
    before = initiative.open_items
    with writing():
        brought_to(cast.facilitator.actor, initiative, Stage.TRIAL)
        before = initiative.open_items
    client.submit(client.get(address), address, answer="done", note="Não precisa de licença.")
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).open_items == before - 1
    client.submit(client.get(address), address, answer="open")
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).open_items == before


def test_an_item_of_another_kind_or_of_none_is_not_found(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    for key in ("volunteering_insurance", "no-such-item"):
        client_for(cast.facilitator).get(f"/initiatives/{initiative.id}/checklist/{key}", status=404)


def test_a_step_that_does_not_follow_is_explained(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    address = f"/initiatives/{initiative.id}"
    page = client.get(address)
    for step in ("step-back", "resumption", "reopening"):
        told = client.post(f"{address}/{step}", status=409)
        assert INITIATIVE.name("exploring") in told.text, "what can be done instead"
    with writing():
        stages.close(
            actor, initiative=initiative, version=initiative.version, on=date(2026, 12, 1), reason="other"
        )
    for step in ("gate", "pause", "closing"):
        client.get(f"{address}/{step}", status=409)
    assert page.status == 200


@pytest.mark.parametrize("stage", GOING_ON)
def test_only_the_steps_of_the_way_are_taken(cast: Cast, initiative: Initiative, stage: str) -> None:
    """Whatever the stage, a gate leads to the next one and the way back to the one before."""
    initiative.state = str(stage)
    allowed = set(INITIATIVE.allowed(cast.facilitator.actor, initiative))
    if stage == Stage.PAUSED:
        assert allowed == {*STAGES, Stage.CLOSED}
        return
    at = STAGES.index(Stage(stage))
    beside = {*STAGES[max(0, at - 1) : at], *STAGES[at + 1 : at + 2]}
    assert allowed == {*beside, Stage.PAUSED, Stage.CLOSED}


def test_a_decision_about_what_somebody_changed_meanwhile_is_asked_again(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/pause"
    page = client.get(address)
    with writing():
        plan = Plan(kind=initiative.kind, title="Mudado")
        edit_initiative(cast.facilitator.actor, initiative=initiative, version=initiative.version, plan=plan)
    answers = {"until": ["1", "3", "2030"], "reason": "season", "note": "Volta em março."}
    again = client.submit(page, address, status=409, **answers)
    assert "Volta em março." in again.text


def test_it_rests_until_a_day_and_goes_on_where_it_was(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    with writing():
        brought_to(actor, initiative, Stage.EXPLORING)
    address = f"/initiatives/{initiative.id}"
    past = {"until": ["1", "1", "2020"], "reason": "season"}
    client.submit(client.get(f"{address}/pause"), f"{address}/pause", status=422, **past)
    client.submit(
        client.get(f"{address}/pause"), f"{address}/pause", until=["1", "3", "2099"], reason="season"
    )
    assert "2099" in client.get(address).text
    client.submit(client.get(address), f"{address}/resumption")
    db.session.expire_all()
    found = get_initiative(actor, initiative.id)
    assert (found.state, found.paused_until) == (Stage.EXPLORING, None)


def test_with_money_open_it_is_not_closed_in_silence(
    cast: Cast, client_for: ClientFor, initiative: Initiative, money_is_open: None
) -> None:
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/closing"
    page = client.get(address)
    assert "120,00 € are granted and not received." in page.text
    answers: dict[str, Any] = {"reason": "not_viable"}
    client.submit(page, address, status=422, **answers)
    client.submit(client.get(address), address, note="A câmara recupera o subsídio.", **answers)
    assert "A câmara recupera o subsídio." in client.get(f"/initiatives/{initiative.id}").text
    client.submit(client.get(f"/initiatives/{initiative.id}"), f"/initiatives/{initiative.id}/reopening")
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).state == Stage.IDEA


def test_operations_refuse_what_pages_do_not_offer(
    cast: Cast, initiative: Initiative, money_is_open: None
) -> None:
    actor, version, today = cast.facilitator.actor, initiative.version, date(2026, 12, 1)
    with pytest.raises(StillOpen):
        stages.close(actor, initiative=initiative, version=version, on=today, reason="other")
    with pytest.raises(UnknownReason):
        stages.close(actor, initiative=initiative, version=version, on=today, reason="bored", note="x")
    with pytest.raises(StaleRecord):
        stages.pass_gate(actor, initiative=initiative, version=version - 1)
    with pytest.raises(IllegalTransition):
        stages.resume(actor, initiative=initiative)
    with pytest.raises(Forbidden):
        stages.step_back(cast.pathway_worker.actor, initiative=initiative, stage="idea")


def test_the_day_of_its_launch_is_kept(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        brought_to(actor, initiative, Stage.LAUNCHED)
    assert initiative.launched_on is not None
    with writing():
        stages.step_back(actor, initiative=initiative, stage=Stage.LAUNCHED)
    assert initiative.launched_on is None


def test_of_two_who_step_back_at_once_one_does(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    with writing():
        brought_to(cast.facilitator.actor, initiative, Stage.TRIAL)
    client, there = client_for(cast.facilitator), f"/initiatives/{initiative.id}"
    other = client_for(cast.coordinator)
    one, two = client.get(there), other.get(there)
    client.submit(one, f"{there}/step-back")
    other.submit(two, f"{there}/step-back", status=409)
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).state == Stage.PLANNING


def test_it_ends_neither_in_times_to_come_nor_before_its_launch(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    with writing():
        brought_to(cast.facilitator.actor, initiative, Stage.LAUNCHED)
    client, close = client_for(cast.facilitator), f"/initiatives/{initiative.id}/closing"
    for day in (["1", "3", "2090"], ["1", "3", "2020"]):
        client.submit(client.get(close), close, on=day, reason="other", status=422)
    db.session.expire_all()
    assert get_initiative(cast.facilitator.actor, initiative.id).state == Stage.LAUNCHED


def test_two_who_answer_one_item_do_not_overwrite_each_other(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    with writing():
        brought_to(cast.facilitator.actor, initiative, Stage.TRIAL)
    client, address = client_for(cast.facilitator), f"/initiatives/{initiative.id}/checklist/permits"
    other = client_for(cast.coordinator)
    one, two = client.get(address), other.get(address)
    client.submit(one, address, answer="done", note="Licença 12/2026.")
    again = other.submit(two, address, answer="not_needed", note="Sem obras.", status=409)
    assert "Sem obras." in again.html, "what was typed is still there"
    assert checks_of(initiative.id)["permits"].note == "Licença 12/2026."
    other.submit(again, address, answer="not_needed")
    db.session.expire_all()
    assert checks_of(initiative.id)["permits"].note == "Sem obras."
