"""Merging what staff note beside a record: households, numbers, meetings, duties, and who is not who."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock, tombstones
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people.contact_notes.queries import find_appointment
from app.people.duplicates.apart import find_not_same
from app.people.duplicates.models import LikelyPair, in_order
from app.people.households.models import HouseholdMember
from app.people.households.operations import live_together, speak_with
from app.people.identifiers.models import NationalIdentifier
from app.people.merging import operations
from app.people.merging.noted import APART
from app.people.merging.queries import obstacles, preview
from app.people.merging.undoing import ChangedSince
from app.people.models import Merge, MergeSnapshot, Participant, RecordOpening
from app.people.name_index import tend
from app.people.operations.contact_notes import Noted, note_contact
from app.people.operations.duplicates import say_not_same
from app.people.operations.erasing import erase
from app.people.operations.identifiers import note_identifier
from app.people.operations.openings import open_record
from app.people.operations.rights import give_notice, hold, restrict
from app.people.queries import find_candidates
from app.people.rights.models import ErasureNotice, Hold
from app.people.rights.rest import UseRestricted
from tests.cast import Cast
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making
from tests.factories.people import merged_into

Two = tuple[Participant, Participant]


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


@pytest.fixture
def two(staff: Actor) -> Two:
    with making():
        return make_person(staff, "Rosa Verdade"), make_person(staff, "Roza Vrdade")


def merge(staff: Actor, kept: Participant, gone: Participant) -> Merge:
    with writing():
        return merged_into(staff, kept, gone)


def undo(staff: Actor, done: Merge) -> None:
    with writing():
        operations.undo(staff, merge=done)


def said(kept: Participant, gone: Participant) -> str:
    """All that the preview says."""
    return repr(preview(kept, gone).parts)


def at_home(staff: Actor, who: Participant, other: Participant) -> HouseholdMember:
    live_together(staff, member_id=new_id(), person=who, other=other)
    now = {"participant_id": who.id, "until": None, "withdrawn_at": None}
    return db.session.scalars(select(HouseholdMember).filter_by(**now)).one()


def test_of_two_homes_that_of_the_kept_record_counts(staff: Actor, two: Two) -> None:
    with making():
        mine, other = (at_home(staff, each, make_person(staff)) for each in two)
    assert mine.household_id != other.household_id
    done = merge(staff, *two)
    db.session.expire_all()
    assert (mine.lives_there, other.lives_there) == (True, False)
    assert mine.participant_id == other.participant_id == two[0].id
    undo(staff, done)
    assert mine.lives_there
    assert other.lives_there


def test_of_one_home_the_row_that_is_spoken_with_stays(staff: Actor, two: Two) -> None:
    with making():
        other, mine = at_home(staff, two[1], two[0]), at_home(staff, *two)
        speak_with(staff, household=mine.household, participant_id=two[1].id)
    merge(staff, *two)
    db.session.expire_all()
    assert (mine.lives_there, other.lives_there, other.is_contact) == (False, True, True)


def test_whoever_is_spoken_with_since_goes_on_being_so(staff: Actor, two: Two) -> None:
    with making():
        at_home(staff, two[0], make_person(staff))
        friend = make_person(staff)
        other = at_home(staff, two[1], friend)
        speak_with(staff, household=other.household, participant_id=two[1].id)
    done = merge(staff, *two)
    with writing():
        db.session.expire_all()
        speak_with(staff, household=other.household, participant_id=friend.id)
    assert len(obstacles(done) or []) == 1
    with pytest.raises(ChangedSince):
        undo(staff, done)


def test_a_number_of_both_stands_once_and_stays_readable(staff: Actor, two: Two) -> None:
    with making():
        for who, digits in ((two[0], "123456789"), (two[1], "123456789"), (two[1], "245716220")):
            kind = "nif" if digits == "123456789" else "niss"
            note_identifier(staff, identifier_id=new_id(), participant=who, kind=kind, digits=digits)
    assert "123456789" not in said(*two)
    done = merge(staff, *two)
    db.session.expire_all()
    stored = db.session.scalars(select(NationalIdentifier)).all()
    assert sorted((each.number, each.participant_id) for each in stored) == [
        ("123456789", two[0].id),
        ("245716220", two[0].id),
    ]
    undo(staff, done)
    again = db.session.scalars(select(NationalIdentifier).filter_by(participant_id=done.gone_id)).all()
    assert sorted(each.number for each in again) == ["123456789", "245716220"]


def test_notes_are_joined_and_come_back_apart(staff: Actor) -> None:
    with making():
        kept, gone = make_person(staff, note="Vem às 9."), make_person(staff, note="Prefere a tarde.")
    done = merge(staff, kept, gone)
    assert kept.note == "Vem às 9.\nPrefere a tarde."
    undo(staff, done)
    there = [db.session.get_one(Participant, each).note for each in (done.kept_id, done.gone_id)]
    assert there == ["Vem às 9.", "Prefere a tarde."]


def met(staff: Actor, who: Participant, next_on: date | None = None) -> None:
    noted = Noted(kind="phone", held_on=date(2026, 11, 20), outcome="helped", next_on=next_on)
    note_contact(staff, participant=who, note_id=new_id(), noted=noted)


def test_an_appointment_that_no_longer_counts_is_named_before(staff: Actor, two: Two) -> None:
    with making():
        met(staff, two[1], date(2026, 12, 4))
        assert "12/2026" in said(*two)
        before = said(*two)
        met(staff, two[0])
    assert len(said(*two)) > len(before) + len("fate")
    assert find_appointment(two[1])
    merge(staff, *two)
    assert find_appointment(two[0]) is None


def test_duties_go_along_and_notices_are_over(cast: Cast, staff: Actor, two: Two) -> None:
    with making():
        for each in two:
            give_notice(cast.coordinator.actor, participant=each, told_how="letter")
        until: dict[str, Any] = {"reason": "court", "until_on": clock.now().date() + timedelta(days=90)}
        hold(cast.coordinator.actor, hold_id=new_id(), participant=two[1], **until)
    merge(staff, *two)
    db.session.expire_all()
    assert db.session.scalars(select(Hold.participant_id)).all() == [two[0].id]
    assert all(db.session.scalars(select(ErasureNotice.ended_at)))


def test_nobody_is_merged_whose_data_rests(cast: Cast, staff: Actor, two: Two) -> None:
    with writing():
        restrict(cast.coordinator.actor, participant=two[1], reason="claims", asked_by="person")
    for kept, gone in (two, two[::-1]):
        with pytest.raises(UseRestricted):
            merge(staff, kept, gone)


def test_that_the_two_were_said_to_be_two_is_shown_and_comes_back(staff: Actor, two: Two) -> None:
    with making():
        third = make_person(staff, "Rosa Verdadeira")
        say_not_same(staff, one=two[0], other=two[1])
        say_not_same(staff, one=third, other=two[1])
    (part,) = [part for part in preview(*two).parts if part.title == str(APART.title)]
    assert [len(part.kept), len(part.gone)] == [1, 2]
    assert sum(bool(line.fate) for line in part.gone) == 1
    done = merge(staff, *two)
    assert find_not_same(two[0].id, third.id)
    undo(staff, done)
    assert find_not_same(done.kept_id, done.gone_id)
    assert find_not_same(done.gone_id, third.id)
    assert not find_not_same(done.kept_id, third.id)


def test_what_a_look_found_comes_back_unless_the_other_is_gone(cast: Cast, staff: Actor, two: Two) -> None:
    with making():
        third = make_person(staff)
        for other in (two[0], third):
            one_id, other_id = in_order(two[1].id, other.id)
            where = {"municipality_id": third.municipality_id, "one_id": one_id, "other_id": other_id}
            found = {"doubt": 40, "reasons": ["sound"], "found_at": clock.now()}
            db.session.add(LikelyPair(id=new_id(), **where, **found))
    done = merge(staff, *two)
    assert not db.session.scalars(select(LikelyPair)).all()
    with writing():
        db.session.delete(third)
    undo(staff, done)
    pair = db.session.scalars(select(LikelyPair)).one()
    assert {pair.one_id, pair.other_id} == {done.kept_id, done.gone_id}


def test_slips_in_a_name_are_found_again_after_a_night_in_which_nobody_bore_it(
    staff: Actor, two: Two
) -> None:
    done = merge(staff, *two)
    with writing():
        tend()
    undo(staff, done)
    found = find_candidates(staff, name="Roza Vrdadi")
    assert done.gone_id in {each.participant.id for each in found}


def test_with_a_person_goes_every_id_they_had(cast: Cast, staff: Actor, two: Two) -> None:
    with making():
        first, undone = make_person(staff), make_person(staff)
    chain = [merge(staff, two[1], first), merge(staff, *two)]
    other = merge(staff, two[0], undone)
    undo(staff, other)
    gone, there = [each.gone_id for each in chain], other.gone_id
    with writing():
        kept = db.session.get_one(Participant, two[0].id)
        erase(cast.coordinator.actor, participant=kept, reason="asked_by_person")
    known = tombstones.known()
    assert all(tombstones.is_erased(each, known) for each in gone)
    assert not tombstones.is_erased(there, known), "somebody else after all"
    assert db.session.get(Participant, there)
    assert not db.session.scalars(select(Merge)).all()
    assert not db.session.scalars(select(MergeSnapshot)).all()


def test_who_opened_the_record_that_went_is_still_known(cast: Cast, staff: Actor, two: Two) -> None:
    with writing():
        opened: dict[str, Any] = {"opening_id": new_id(), "reason": "called"}
        open_record(cast.facilitator.actor, participant=two[1], **opened)
    merge(staff, *two)
    assert db.session.scalars(select(RecordOpening.participant_id)).all() == [two[0].id]


def test_both_records_are_opened_with_a_reason(cast: Cast, two: Two, client_for: Any) -> None:
    client = client_for(cast.facilitator)
    client.gives_reasons = False
    where = f"/participants/{two[0].id}/merge?other={two[1].id}"
    asked: list[UUID] = []
    for each in two:
        needed = client.get(where, status=303).location
        assert str(each.id) in needed.partition("?")[0]
        asked.append(each.id)
        with writing():
            open_record(cast.facilitator.actor, participant=each, opening_id=new_id(), reason="called")
    client.get(where)
