"""Calling somebody: what is said on a Sunday, on a holiday, and to whoever waits in vain."""

from datetime import UTC, datetime

import pytest

from app.core.db import db
from app.core.unit_of_work import writing
from app.network.models import Notice
from app.network.operations.notices import answer_notice
from app.network.queries import get_municipality
from tests.cast import Cast
from tests.integration.kiosk.conftest import HandClock, rows
from tests.integration.kiosk.test_idle import refresh
from tests.integration.kiosk.visitor import Visitor

SUNDAY = datetime(2027, 3, 7, 10, tzinfo=UTC)
HOLIDAY = datetime(2027, 12, 8, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def desk(cast: Cast, time: HandClock) -> None:
    """Open on working days; the clock stands at ten on a Monday."""
    with writing():
        here = get_municipality(cast.here)
        here.desk_hours, here.desk_phone = "Mo-Fr 09:00-17:00; PH off", "+351291000111"


def open_calls() -> list[Notice]:
    db.session.rollback()
    return [each for each in db.session.query(Notice) if each.is_open]


@pytest.mark.parametrize(
    ("now", "opens"),
    [(SUNDAY, "segunda, 8 de março, 09:00"), (HOLIDAY, "quinta, 9 de dezembro, 09:00")],
    ids=["on a Sunday", "on a holiday"],
)
def test_while_the_desk_is_closed_the_screen_says_so_and_when_it_opens(
    time: HandClock, visitor: Visitor, now: datetime, opens: str
) -> None:
    """Nobody is told to wait for somebody who does not come."""
    time.now = now
    visitor.press("/kiosk/call")
    assert "O balcão está fechado" in visitor.page.text
    said = visitor.page.soup.select_one("#call")
    assert said is not None
    assert opens in " ".join(said.get_text().split())
    assert "291 000 111" in visitor.page.text
    assert "Espere aqui" not in visitor.page.text
    assert not open_calls()


def test_inside_the_hours_somebody_is_called(visitor: Visitor) -> None:
    visitor.press("/kiosk/call")
    assert "Espere aqui" in visitor.page.text
    assert "Segunda a sexta" in visitor.page.text
    assert len(open_calls()) == 1


def test_hours_that_nobody_can_read_keep_nobody_from_calling(
    cast: Cast, time: HandClock, visitor: Visitor
) -> None:
    with writing():
        get_municipality(cast.here).desk_hours = "só com marcação"
    time.now = SUNDAY
    visitor.press("/kiosk/call")
    assert "Espere aqui" in visitor.page.text
    assert len(open_calls()) == 1


def test_whoever_waits_long_is_told_until_somebody_answers(
    cast: Cast, time: HandClock, visitor: Visitor
) -> None:
    visitor.press("/kiosk/call")
    time.pass_by(119)
    visitor.open("/kiosk/call")
    assert "Espere aqui" in visitor.page.text
    time.pass_by(1)
    visitor.open("/kiosk/call")
    assert "Ainda não pôde vir ninguém" in visitor.page.text
    assert "291 000 111" in visitor.page.text
    with writing():
        answer_notice(cast.facilitator.actor, notice=db.session.query(Notice).one())
    visitor.open("/kiosk/call")
    assert "Já vem alguém" in visitor.page.text


def test_a_call_in_vain_ends_with_words_in_every_language_and_nothing_else(
    time: HandClock, visitor: Visitor
) -> None:
    """The language of whoever called is gone with the visit; the office still sees that somebody called."""
    visitor.answer("language", "uk")
    visitor.press("/kiosk/call")
    time.pass_by(300)
    visitor.open("/kiosk/call")
    assert "ніхто не зміг" in visitor.page.text
    visitor.open(refresh(visitor)[1])
    time.pass_by(30)
    visitor.open(refresh(visitor)[1])
    assert rows()["visit"] == 0
    assert len(open_calls()) == 1
    for words in ("não pôde vir ninguém", "nobody could come", "ніхто не зміг"):
        assert words in visitor.page.text
    assert 'http-equiv="refresh"' not in visitor.page.html
    visitor.answer("language", "pt")
    assert "não pôde vir ninguém" not in visitor.page.text


def test_whoever_leaves_soon_after_calling_reads_no_apology(time: HandClock, visitor: Visitor) -> None:
    visitor.press("/kiosk/call")
    time.pass_by(20)
    visitor.open("/kiosk/leaving")
    visitor.press("/kiosk/visit/end")
    assert "não pôde vir ninguém" not in visitor.page.text
