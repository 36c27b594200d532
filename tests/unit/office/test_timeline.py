"""What happened with a person, in order."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from app.office.timeline import LIST_CHANGED, Happening, acts, moments
from app.people.history import Event
from app.people.models import Consent, Participant
from app.skills.models import Inventory

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def at(hours: int) -> datetime:
    return START + timedelta(hours=hours)


def test_the_newest_comes_first_with_who_did_it() -> None:
    anna = uuid4()
    participant = Participant(created_at=at(2), created_by=anna)
    brought = Inventory(
        created_at=at(0), saved_at=at(1), claimed_at=at(3), claimed_by=anna, reviewed_at=at(5)
    )
    consent = Consent(given_at=at(4), taken_by=anna, withdrawn_at=at(6), withdrawn_to=None)
    found = moments(participant, [brought], [consent])
    assert [each.what for each in found] == [
        Happening.CONSENT_WITHDRAWN,
        Happening.LIST_REVIEWED,
        Happening.CONSENT_GIVEN,
        Happening.LIST_RECEIVED,
        Happening.REGISTERED,
        Happening.LIST_MADE,
    ]
    assert [each.by for each in found] == [None, None, anna, anna, anna, None]


def test_a_list_made_together_was_not_received() -> None:
    together = Inventory(created_at=at(1), claimed_at=at(1))
    found = moments(Participant(created_at=at(0)), [together], [])
    assert [each.what for each in found] == [Happening.LIST_MADE, Happening.REGISTERED]


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
