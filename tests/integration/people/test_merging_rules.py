"""What merging decides where both records have the same, feature by feature, and when it is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select

from app.core.actor import Actor, ActorKind
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, StaleRecord
from app.core.machine import UnknownReason
from app.core.permission import Permission
from app.core.signals import Signal
from app.core.unit_of_work import writing
from app.kiosk.models import Visit, VisitEnrolment
from app.people.facts.queries import list_facts
from app.people.merging import operations
from app.people.merging.operations import LeftBehind
from app.people.merging.queries import obstacles, preview
from app.people.merging.rules import Merged
from app.people.merging.undoing import ChangedSince
from app.people.models import ContactPoint, Merge, MergeSnapshot, Participant, SupportTeamMember
from app.people.operations.sealing import add_to_team
from app.people.operations.unverified import create_unverified
from app.workshops.attendance.models import Attendance
from app.workshops.attendance.operations.attendance import Mark
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.operations.waiting import offer_in_the_night
from app.workshops.papers.models import Certificate
from app.workshops.papers.queries import code_of, find_by_code
from app.workshops.planning.models.series import Workshop
from tests.cast import Cast
from tests.factories.attendance import make_running, note, sessions_of
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.facts import holding
from tests.factories.facts import note as note_facts
from tests.factories.histories import History
from tests.factories.one_of_each import clerk, making
from tests.factories.visits import begin_visit
from tests.factories.workshops import make_workshop

Register = Callable[..., Participant]
pytestmark = pytest.mark.clock("2026-11-30T10:00:00+00:00")


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


def merge(actor: Actor, kept: Participant, gone: Participant, **options: Any) -> Merge:
    with writing():
        return operations.merge(
            actor,
            **{
                "merge_id": new_id(),
                "kept": kept,
                "gone": gone,
                "versions": (kept.version, gone.version),
                "reason": "registered_twice",
                **options,
            },
        )


def fates(kept: Participant, gone: Participant) -> str:
    """All that the preview says."""
    return repr(preview(kept, gone).parts)


def test_of_two_places_in_the_line_the_earlier_stays(staff: Actor) -> None:
    with making():
        full = make_workshop(staff, capacity=1)
        make_enrolment(staff, full)
        early, late = make_person(staff), make_person(staff)
        first = make_enrolment(staff, full, early)
        make_enrolment(staff, full)
        last = make_enrolment(staff, full, late)
    early_id = early.id
    done = merge(staff, late, early)
    db.session.expire_all()
    assert (first.participant_id, first.state) == (late.id, EnrolmentState.WAITLISTED)
    assert last.state == EnrolmentState.CANCELLED
    with writing():
        operations.undo(staff, merge=done)
    assert (first.participant_id, first.state) == (early_id, EnrolmentState.WAITLISTED)
    assert (last.participant_id, last.state) == (late.id, EnrolmentState.WAITLISTED)


def two_seats(staff: Actor) -> tuple[Workshop, Enrolment, Enrolment, Enrolment]:
    """One person with both seats of a series, and somebody who waits for one."""
    with making():
        full = make_workshop(staff, capacity=2)
        one, two, waiting = (make_enrolment(staff, full) for _ in range(3))
        return full, one, two, waiting


def people_of(*places: Enrolment) -> list[Participant]:
    return [db.session.get_one(Participant, each.participant_id) for each in places]


def test_a_seat_that_becomes_free_is_offered_in_the_night(staff: Actor) -> None:
    _full, one, two, waiting = two_seats(staff)
    undoable = merge(staff, *people_of(one, two))
    db.session.expire_all()
    assert sorted([one.state, two.state]) == ["cancelled", "confirmed"]
    assert waiting.state == EnrolmentState.WAITLISTED, "until then the merge can be undone"
    assert obstacles(undoable) == []
    with writing():
        offer_in_the_night(staff)
    assert waiting.state == EnrolmentState.OFFERED
    (told,) = obstacles(undoable) or []
    assert _full.title in told.title
    with pytest.raises(ChangedSince), writing():
        operations.undo(staff, merge=undoable)


def test_what_was_noted_of_both_in_a_session_is_noted_once(staff: Actor) -> None:
    with making():
        running, (one, two) = make_running(staff, "Rosa Verdade", "Rosa V.")
        first, second = sessions_of(staff, running)
        note(staff, first, one, Mark("absent", 0, "health"))
        note(staff, first, two, Mark("present", 120))
        note(staff, second, two, Mark("late", 60))
    kept, gone = people_of(one, two)
    assert "attendance" in fates(kept, gone) or "presenças" in fates(kept, gone)
    merge(staff, kept, gone)
    db.session.expunge_all()
    noted = db.session.execute(select(Attendance.session_id, Attendance.enrolment_id, Attendance.state)).all()
    assert sorted(noted) == sorted([(first.id, one.id, "present"), (second.id, one.id, "late")])


def test_what_is_printed_goes_on_verifying(staff: Actor, cast: Cast) -> None:
    with making():
        history = History(staff, [cast.facilitator.id], 0)
        kept, gone = history.two
        history.paper(gone)
        paper = db.session.scalars(select(Certificate)).one()
        code = code_of(paper)
    merge(staff, kept, gone)
    found = find_by_code(code)
    assert isinstance(found, Certificate)
    assert (found.participant_id, found.name) == (kept.id, gone.name)


def test_of_two_answers_the_chosen_holds_and_the_other_stays_in_the_history(
    cast: Cast, staff: Actor, register: Register
) -> None:
    for chosen, work in ((frozenset[str](), "registered"), (frozenset({"fact_work_"}), "employed")):
        kept, gone = register(birth_year=1984), register(birth_year=1984)
        note_facts(cast, kept, work="registered", gender="woman")
        note_facts(cast, gone, work="employed", schooling="isced_2")
        assert [each.name for each in preview(kept, gone).questions] == ["fact_work_"]
        merge(staff, kept, gone, others=chosen)
        held = {"born": "1984", "gender": "woman", "schooling": "isced_2", "work": work}
        assert holding(kept) == held
        assert {each.value for each in list_facts(kept.id) if each.kind == "work"} == {
            "registered",
            "employed",
        }
        assert len([each for each in list_facts(kept.id) if each.kind == "born"]) == 1


def test_the_teams_become_one(cast: Cast, staff: Actor, register: Register) -> None:
    kept, gone = register(), register(by=cast.colleague)
    with writing():
        add_to_team(staff, participant=gone, staff_id=cast.facilitator.id)
    merge(staff, kept, gone)
    team = select(SupportTeamMember.staff_id).where(SupportTeamMember.participant_id == kept.id)
    assert sorted(db.session.scalars(team)) == sorted([cast.facilitator.id, cast.colleague.id])


def test_a_merged_record_is_forgotten_with_the_person(staff: Actor, register: Register) -> None:
    kept, gone = register(phone="912345678"), register(phone="934567890")
    merge(staff, kept, gone)
    with writing():
        for model in (ContactPoint, SupportTeamMember):
            for row in db.session.scalars(select(model)).all():
                db.session.delete(row)
        db.session.flush()
        db.session.delete(db.session.get_one(Participant, kept.id))
    assert not db.session.scalars(select(Merge)).all()
    assert not db.session.scalars(select(MergeSnapshot)).all(), "nothing of them is left to be put back"


def test_two_merges_are_undone_the_latest_first(staff: Actor, register: Register) -> None:
    kept, one, two = register("Ana"), register("Berta"), register("Clara")
    first, second = merge(staff, kept, one), merge(staff, kept, two)
    with pytest.raises(ChangedSince), writing():
        operations.undo(staff, merge=first)
    for each in (second, first):
        with writing():
            operations.undo(staff, merge=each)
    db.session.expire_all()
    assert sorted(db.session.scalars(select(Participant.name))) == ["Ana", "Berta", "Clara"]


def test_a_record_that_gained_another_takes_it_along(staff: Actor, register: Register) -> None:
    one, two, three = register("Ana"), register("Berta"), register("Clara")
    first = merge(staff, two, one)
    second = merge(staff, three, two)
    db.session.expire_all()
    assert first.kept_id == three.id
    with pytest.raises(ChangedSince), writing():
        operations.undo(staff, merge=first)
    for each in (second, first):
        with writing():
            operations.undo(staff, merge=each)
        db.session.expire_all()
    assert sorted(db.session.scalars(select(Participant.name))) == ["Ana", "Berta", "Clara"]


def test_what_cannot_be_one_is_refused(cast: Cast, staff: Actor, register: Register) -> None:
    person, other = register(), register()
    abroad = register(by=cast.stranger, municipality_id=cast.elsewhere)
    for gone, options, error in (
        (person, {}, Conflict),
        (abroad, {}, Conflict),
        (other, {"reason": "recognised"}, UnknownReason),
        (other, {"versions": (1, 7)}, StaleRecord),
    ):
        with pytest.raises(error):
            merge(staff, person, gone, **options)
    with pytest.raises(Forbidden):
        merge(cast.observer.actor, person, other)
    assert len(db.session.scalars(select(Participant)).all()) == 3


def test_a_name_that_was_recognised_by_mistake_waits_again(
    cast: Cast, staff: Actor, register: Register
) -> None:
    known = register("Rosa Verdade")
    terminal = Actor(
        kind=ActorKind.TERMINAL,
        id=cast.kiosk.id,
        grants={cast.here: frozenset({Permission.ENROLMENT_REQUEST})},
    )
    with writing():
        name = create_unverified(terminal, municipality_id=cast.here, name="Rosa V.", language="pt")
        done = operations.merge_unverified(staff, gone=name, kept=known)
    assert len(db.session.scalars(select(Participant)).all()) == 1
    with writing():
        operations.undo(staff, merge=done)
    waiting = db.session.scalars(select(Participant).where(Participant.unverified_since.is_not(None)))
    assert [each.name for each in waiting] == ["Rosa V."]


def test_the_end_of_a_visit_keeps_nobody_from_undoing(staff: Actor, cast: Cast) -> None:
    """Somebody stands at the kiosk while the name they left is recognised."""
    begin_visit(cast.kiosk.id)
    with making():
        one, two = (make_enrolment(staff, make_workshop(staff)) for _ in range(2))
        visit = db.session.scalars(select(Visit)).one()
        seen = VisitEnrolment(municipality_id=cast.here, visit_id=visit.id, enrolment_id=two.id)
        db.session.add(seen)
    done = merge(staff, *people_of(one, two))
    with writing():
        db.session.execute(delete(Visit))
    assert obstacles(done) == []


def test_rows_that_nobody_speaks_for_stop_a_merge(
    staff: Actor, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if features had forgotten to say what merging means: nothing is lost with the record."""
    kept, gone = register(), register()
    monkeypatch.setattr(operations, "merged", Signal[Merged]())
    with pytest.raises(LeftBehind, match="support_team_member"):
        merge(staff, kept, gone)
    assert len(db.session.scalars(select(Participant)).all()) == 2
