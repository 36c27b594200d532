"""A place in a series: given, asked for, given up."""

from dataclasses import replace

import pytest

from app.core.actor import Actor
from app.core.errors import Conflict
from app.core.machine import UnknownReason
from app.core.permission import Permission
from app.workshops.enrolments import seats, slips
from app.workshops.enrolments.operations.enrolments import (
    ClosedForEnrolment,
    Wishes,
    confirm_request,
    enrol,
)
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.planning.models.series import Admission, WorkshopState
from app.workshops.planning.operations.series import cancel_workshop, end_workshop
from tests.cast import Cast
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.one_of_each import clerk
from tests.integration.workshops.conftest import series, states

pytestmark = pytest.mark.usefixtures("in_request")


def test_seats_first_then_the_line(staff: Actor) -> None:
    with series(staff, capacity=2) as workshop:
        places = [make_enrolment(staff, workshop) for _ in range(4)]
    assert states(workshop) == ["confirmed", "confirmed", "waitlisted", "waitlisted"]
    assert [seats.position_of(each) for each in places] == [None, None, 1, 2]
    assert seats.room_in(workshop).free == 0


def test_without_capacity_everybody_comes(staff: Actor) -> None:
    with series(staff, capacity=None) as workshop:
        make_enrolment(staff, workshop)
    assert states(workshop) == ["confirmed"]


def test_the_same_person_and_the_same_id_are_one_place(staff: Actor) -> None:
    with series(staff) as workshop:
        person = make_person(staff)
        first = make_enrolment(staff, workshop, person)
        assert make_enrolment(staff, workshop, person).id == first.id
        again = enrol(
            staff,
            enrolment_id=first.id,
            workshop=workshop,
            whose=person,
            origin="desk",
            wishes=Wishes("pt"),
        )
        assert again.id == first.id
        with pytest.raises(Conflict):
            enrol(
                staff,
                enrolment_id=first.id,
                workshop=workshop,
                whose=make_person(staff),
                origin="desk",
                wishes=Wishes("pt"),
            )
    assert states(workshop) == ["confirmed"]


def test_who_gave_up_may_come_again_at_the_end_of_the_line(staff: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        person = make_person(staff)
        cancel(staff, enrolment=make_enrolment(staff, workshop, person), reason="transport")
        make_enrolment(staff, workshop)
        make_enrolment(staff, workshop, person)
    assert states(workshop) == ["cancelled", "confirmed", "waitlisted"]


@pytest.mark.parametrize("state", [WorkshopState.DRAFT, WorkshopState.ENDED])
def test_a_closed_series_says_so(staff: Actor, state: str) -> None:
    with series(staff, state=state) as workshop:
        with pytest.raises(ClosedForEnrolment) as caught:
            make_enrolment(staff, workshop)
        assert caught.value.state == state


def test_requests_wait_for_a_person_and_keep_their_order(staff: Actor) -> None:
    with series(staff, capacity=1, admission=Admission.ON_REQUEST) as workshop:
        first, second, third = (make_enrolment(staff, workshop) for _ in range(3))
        assert states(workshop) == ["requested"] * 3
        for each in (third, second, second):
            confirm_request(staff, enrolment=each)
        confirm_request(staff, enrolment=first)
    assert states(workshop) == ["waitlisted", "waitlisted", "confirmed"]
    assert (seats.position_of(first), seats.position_of(second)) == (1, 2)


def test_cancelling_needs_a_reason_of_the_catalogue_and_frees_the_seat(staff: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        first, second = make_enrolment(staff, workshop), make_enrolment(staff, workshop)
        with pytest.raises(UnknownReason):
            cancel(staff, enrolment=first, reason="because")
        cancel(staff, enrolment=first, reason="health")
    assert states(workshop) == ["cancelled", "offered"]
    assert second.reached_at is None
    assert second.answer_until is None


def test_who_leaves_a_running_series_has_dropped_out(staff: Actor) -> None:
    with series(staff, state=WorkshopState.RUNNING) as workshop:
        cancel(staff, enrolment=make_enrolment(staff, workshop), reason="work")
    assert states(workshop) == ["dropped"]


def test_a_cancelled_series_has_no_places_any_more(staff: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        for _ in range(3):
            make_enrolment(staff, workshop)
        cancel_workshop(staff, workshop=workshop, reason="weather")
    assert states(workshop) == ["cancelled"] * 3


def test_the_slip_is_found_by_whoever_notes_attendance(staff: Actor, cast: Cast) -> None:
    with series(staff) as workshop:
        place = make_enrolment(staff, workshop)
    token = slips.token_of(place.id)
    assert slips.find_by_slip(cast.registrar.actor, token) == place
    assert slips.find_by_slip(cast.stranger.actor, token) is None
    assert slips.find_by_slip(cast.pathway_worker.actor, token) is None
    assert slips.find_by_slip(cast.registrar.actor, f"{token}x") is None


def test_when_a_series_ends_nobody_waits_any_longer(staff: Actor) -> None:
    with series(staff, capacity=2, state=WorkshopState.RUNNING) as workshop:
        first, *_rest = (make_enrolment(staff, workshop) for _ in range(4))
        cancel(staff, enrolment=first, reason="work")
        end_workshop(staff, workshop=workshop)
    assert states(workshop) == ["dropped", "confirmed", "cancelled", "cancelled"]


def test_nobody_enrols_across_municipalities(staff: Actor, cast: Cast) -> None:
    with series(staff) as workshop:
        elsewhere = replace(
            clerk(cast.elsewhere, cast.stranger.id),
            grants={each: frozenset(Permission) for each in (cast.here, cast.elsewhere)},
        )
        with pytest.raises(Conflict):
            make_enrolment(elsewhere, workshop, make_person(elsewhere))
