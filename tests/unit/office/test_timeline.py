"""What happened with a person, in order."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from app.core.lines import Line
from app.core.person_page import AboutPerson
from app.office.panels import newest_first
from app.office.timeline import LIST_CHANGED, acts
from app.people import panels as people
from app.people.history import Event
from app.people.models import Participant
from app.skills import panels as skills
from app.skills.models.inventory import Inventory

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def at(hours: int) -> datetime:
    return START + timedelta(hours=hours)


def test_the_newest_comes_first_with_who_did_it() -> None:
    anna = uuid4()
    participant = Participant(created_at=at(2), created_by=anna)
    brought = Inventory(
        origin="kiosk",
        created_at=at(0),
        saved_at=at(1),
        claimed_at=at(3),
        claimed_by=anna,
        reviewed_at=at(5),
    )
    consent = Line("consent", uuid4(), at(4), anna, "sharing", "", None, at(6), None)
    parts = [
        AboutPerson(moments=people.moments(participant, [consent], "en")),
        AboutPerson(moments=skills.moments([brought], may_open=False)),
    ]
    found = newest_first(parts)
    assert [each.at for each in found] == [at(hours) for hours in (6, 5, 4, 3, 2, 0)]
    assert [each.by for each in found] == [None, None, anna, anna, anna, None]


def test_a_list_made_together_was_not_received() -> None:
    together = Inventory(origin="desk", created_at=at(1), claimed_at=at(1))
    assert len(skills.moments([together], may_open=False)) == 1


def test_many_answers_of_one_day_are_one_act() -> None:
    anna = uuid4()
    events = [
        Event(at(5), "participant.edited", anna),
        Event(at(4), "entry.described", anna),
        Event(at(3), "entry.answered", anna),
        Event(at(2), "participant.edited", None),
    ]
    found = [(act.at, act.what, act.count) for act in acts(events)]
    assert found == [
        (at(5), "participant.edited", 1),
        (at(4), LIST_CHANGED, 2),
        (at(2), "participant.edited", 1),
    ]
