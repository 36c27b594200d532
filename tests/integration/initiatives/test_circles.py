"""Circles: only people who agreed, in one at most, closed up, answered, met as an atelier, and taken back."""

from collections.abc import Callable
from datetime import date, time
from functools import partial

import pytest

from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import StaleRecord
from app.initiatives.circles.matching import solve
from app.initiatives.circles.models import Circle, CircleState, Left
from app.initiatives.circles.operations import InAnother, NoCircle, NotOpen
from app.initiatives.circles.operations.changing import (
    When,
    note_answer,
    put_back,
    remove_person,
    say_when,
)
from app.initiatives.circles.operations.dropping import drop_circle, restore_circle
from app.initiatives.circles.operations.finding import keep
from app.initiatives.circles.operations.meeting import (
    HasBegun,
    NoPlace,
    Terms,
    become_atelier,
    take_back_atelier,
)
from app.initiatives.circles.queries.circles import circles_of
from app.initiatives.circles.queries.learners import meeting_of, question_of, standing
from app.network.parties.queries import list_organisations
from app.people.merging.operations import merge
from app.people.merging.reasons import offered
from app.people.models import Consent, Participant
from app.people.operations.consents import withdraw_consent
from app.people.operations.erasing import erase
from app.people.operations.rights import restrict
from app.people.operations.sealing import seal
from app.people.rights.reasons import ASKED_BY, RESTRICTION_REASONS
from app.people.sealing import SEAL_REASONS
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.series import start_workshop
from tests.cast import Cast
from tests.factories.initiatives_circles import (
    a_circle,
    agreed,
    around,
    learner,
    search_again,
    searched,
)
from tests.factories.initiatives_teams import competences
from tests.factories.one_of_each import clerk, making


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return clerk(cast.here, cast.facilitator.id)


def people_in(circle: Circle) -> set[str]:
    return {db.session.get_one(Participant, each.participant_id).name for each in circle.members}


def terms(actor: Actor) -> Terms:
    host = list_organisations(actor.here())[0].id
    return Terms(
        title="Círculo de três", organisation_id=host, on=date(2031, 5, 2), starts=time(10), ends=time(12)
    )


def test_a_circle_of_three_is_found_among_those_who_agreed(staff: Actor) -> None:
    with making():
        around(staff, 3)
        one, two = competences(5)[3:]
        learner(staff, "Calado Um", [one], [two], matching=False)
        learner(staff, "Calado Dois", [two], [one], matching=False)
        search = searched(staff)
        (circle,) = circles_of(search)
        assert people_in(circle) == {"Alda Roda", "Bento Roda", "Clara Roda"}
        assert (search.people, search.found, search.bound) == (3, 3, 3)
        things = {each.id: each.competence_id for each in circle.members}
        assert set(things.values()) == set(competences(3))


def test_nobody_stands_in_two_circles(staff: Actor) -> None:
    with making():
        around(staff, 2)
        first = a_circle(staff)
        other = searched(staff)
        assert (circles_of(other), other.people) == ([], 0)
        drop_circle(staff, circle=first, reason="no_time")
        search_again(staff, other)
        (second,) = circles_of(other)
        with pytest.raises(InAnother):
            restore_circle(staff, circle=first)
        drop_circle(staff, circle=second, reason="no_time")
        restore_circle(staff, circle=first)
        assert first.state == CircleState.PROPOSED
        assert len(standing(staff.here())) == 2


def test_looking_again_leaves_what_somebody_answered(staff: Actor) -> None:
    with making():
        around(staff, 2)
        search = searched(staff)
        search_again(staff, search)
        kept, *dropped = circles_of(search)
        assert [each.state for each in dropped] == [CircleState.DROPPED]
        note_answer(staff, place=kept.members[0], answer="yes")
        search_again(staff, search)
        assert [each.id for each in circles_of(search) if each.state != CircleState.DROPPED] == [kept.id]


def test_a_consent_that_is_withdrawn_while_the_solver_runs_keeps_the_circle_out(staff: Actor) -> None:
    with making():
        people = around(staff, 3)
        search = searched(staff)
        for circle in circles_of(search):
            drop_circle(staff, circle=circle, reason="no_time")
        question = question_of(staff.here(), meeting_of(search), search_id=search.id)
        found = solve(question, seconds=5)
        withdraw(staff, people[1])
        assert keep(staff, search=search, question=question, found=found) == {people[1].id}
        assert search.left_out == 1
        assert not standing(staff.here())


def withdraw(actor: Actor, person: Participant) -> None:
    consent = db.session.query(Consent).filter_by(participant_id=person.id, purpose="matching").one()
    withdraw_consent(actor, participant=person, consent=consent)


def seal_them(actor: Actor, person: Participant) -> None:
    seal(actor, participant=person, reason=SEAL_REASONS[0])


def let_rest(actor: Actor, person: Participant) -> None:
    reasons = {"reason": next(iter(RESTRICTION_REASONS)), "asked_by": next(iter(ASKED_BY))}
    restrict(actor, participant=person, **reasons)


@pytest.mark.parametrize("how", [withdraw, seal_them, let_rest], ids=["withdrawn", "sealed", "restricted"])
def test_whoever_may_not_be_proposed_any_more_leaves_and_the_circle_closes_or_ends(
    staff: Actor, how: Callable[[Actor, Participant], None]
) -> None:
    with making():
        one, two, three = competences(3)
        first = learner(staff, "Alda Roda", [one], [three])
        second = learner(staff, "Bento Roda", [two], [one])
        third = learner(staff, "Clara Roda", [three], [two, one])
        circle = agreed(staff, a_circle(staff))
        assert circle.state == CircleState.AGREED
        how(staff, second)
        assert people_in(circle) == {first.name, third.name}
        assert circle.state == CircleState.PROPOSED
        assert {each.answer for each in circle.members} == {""}
        taught = {each.participant_id: each.competence_id for each in circle.members}
        assert taught == {first.id: one, third.id: three}
        how(staff, third)
        assert circle.state == CircleState.DROPPED
        assert not standing(staff.here())


def test_who_says_no_is_taken_out_and_can_come_back(staff: Actor) -> None:
    with making():
        one, two, three = competences(3)
        learner(staff, "Alda Roda", [one], [three])
        learner(staff, "Bento Roda", [two], [one])
        learner(staff, "Clara Roda", [three], [two, one])
        circle = a_circle(staff)
        second = next(each for each in circle.members if each.competence_id == two)
        note_answer(staff, place=second, answer="no")
        remove_person(staff, place=second)
        assert (second.left, len(circle.members)) == (Left.REMOVED, 2)
        put_back(staff, place=second)
        assert [each.left for each in circle.places] == ["", "", ""]
        assert second.answer == ""


def test_who_cannot_be_missed_is_not_taken_out(staff: Actor) -> None:
    with making():
        around(staff, 3)
        circle = agreed(staff, a_circle(staff))
        with pytest.raises(NoCircle):
            remove_person(staff, place=circle.members[0])
        assert (circle.state, len(circle.members)) == (CircleState.AGREED, 3)


def test_it_becomes_an_atelier_and_is_a_circle_again(staff: Actor) -> None:
    with making():
        around(staff, 3)
        circle = a_circle(staff)
        begin = partial(become_atelier, staff, circle=circle, terms=terms(staff))
        with pytest.raises(NotOpen):
            begin(version=circle.version, workshop_id=new_id())
        agreed(staff, circle)
        with pytest.raises(NoPlace):
            begin(version=circle.version, workshop_id=new_id())
        say_when(staff, circle=circle, version=circle.version, when=When(place_name="Junta"))
        with pytest.raises(StaleRecord):
            begin(version=circle.version - 1, workshop_id=new_id())
        made = begin(version=circle.version, workshop_id=new_id())
        assert begin(version=1, workshop_id=made.id) is made
        assert (made.kind, made.state, made.is_public) == ("atelier", WorkshopState.OPEN, False)
        assert {each.competence_id for each in made.competences} == set(competences(3))
        (session,) = db.session.query(Session).filter_by(workshop_id=made.id)
        assert (session.on, session.where) == (date(2031, 5, 2), "Junta")
        enrolled = db.session.query(Enrolment).filter_by(workshop_id=made.id).all()
        assert {each.state for each in enrolled} == {EnrolmentState.CONFIRMED}
        assert {each.participant_id for each in enrolled} == {each.participant_id for each in circle.members}
        assert len(standing(staff.here())) == 3
        take_back_atelier(staff, circle=circle)
        assert (circle.state, circle.workshop_id) == (CircleState.AGREED, None)
        assert db.session.get_one(Workshop, made.id).state == WorkshopState.CANCELLED


def test_an_atelier_that_has_begun_stays_one(staff: Actor) -> None:
    with making():
        around(staff, 2)
        circle = agreed(staff, a_circle(staff, place_name="Junta"))
        made = become_atelier(
            staff, circle=circle, version=circle.version, workshop_id=new_id(), terms=terms(staff)
        )
        start_workshop(staff, workshop=made)
        with pytest.raises(HasBegun):
            take_back_atelier(staff, circle=circle)


def test_whoever_is_forgotten_leaves_no_place(staff: Actor) -> None:
    with making():
        people = around(staff, 2)
        circle = agreed(staff, a_circle(staff))
        erase(staff, participant=people[0], reason="asked_by_person")
        db.session.expire_all()
        assert circle.state == CircleState.DROPPED
        assert [each.participant_id for each in circle.places] == [people[1].id]


def test_two_records_of_one_person_stand_in_one_circle(staff: Actor) -> None:
    with making():
        one, two, three, four = competences(4)
        kept = learner(staff, "Alda Roda", [one], [two])
        learner(staff, "Bento Roda", [two], [one])
        gone = learner(staff, "Alda da Roda", [three], [four])
        learner(staff, "Clara Roda", [four], [three])
        first, second = circles_of(searched(staff))
        merge(
            staff,
            merge_id=new_id(),
            kept=kept,
            gone=gone,
            versions=(kept.version, gone.version),
            reason=next(iter(offered())),
        )
        db.session.expire_all()
        assert {first.state, second.state} == {CircleState.PROPOSED, CircleState.DROPPED}
        open_one = first if first.state == CircleState.PROPOSED else second
        assert people_in(open_one) == {"Alda Roda", "Bento Roda"}


def test_two_records_of_one_person_in_one_circle_end_it_where_nobody_closes_it(staff: Actor) -> None:
    with making():
        kept, gone = around(staff, 2)
        circle = a_circle(staff)
        versions = kept.version, gone.version
        merge(
            staff,
            merge_id=new_id(),
            kept=kept,
            gone=gone,
            versions=versions,
            reason=next(iter(offered())),
        )
        db.session.expire_all()
        assert circle.state == CircleState.DROPPED
        assert [each.participant_id for each in circle.places] == [kept.id]
