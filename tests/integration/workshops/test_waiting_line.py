"""The waiting line against a slow model that anybody can follow on paper."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.core import clock
from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import db
from app.people.models import Participant
from app.workshops.enrolments import seats
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations import leaving
from app.workshops.enrolments.operations.waiting import (
    NobodyWaits,
    NotOffered,
    StillTimeToAnswer,
    accept,
    extend,
    give_up,
    note_reached,
    note_try,
    offer_free_seats,
    pass_on,
)
from tests.cast import Cast
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.one_of_each import clerk
from tests.factories.workshops import make_workshop

PEOPLE = 7
WHICH = st.integers(0, 30)
START = datetime.fromisoformat("2026-11-20T12:00:00+00:00")


@dataclass
class Paper:
    """The line as a sheet of paper: one row a sign-up in order of arrival, its state beside it."""

    capacity: int
    states: list[str] = field(default_factory=list)

    def free(self) -> int:
        return self.capacity - sum(state in {"confirmed", "offered"} for state in self.states)

    def arrive(self) -> None:
        waits = "waitlisted" in self.states
        self.states.append("confirmed" if self.free() > 0 and not waits else "waitlisted")
        self.offer()

    def offer(self, but: int | None = None) -> None:
        for at, state in enumerate(self.states):
            if state == "waitlisted" and at != but and self.free() > 0:
                self.states[at] = "offered"


class Line(RuleBasedStateMachine):
    staff: Actor
    people: list[Participant]

    def __init__(self) -> None:
        super().__init__()
        self.workshop = make_workshop(self.staff, capacity=2, sessions=0)
        self.paper = Paper(2)
        self.places: list[Enrolment] = []
        self.now = START

    def teardown(self) -> None:
        db.session.rollback()

    def _some(self, which: int, *states: str) -> int | None:
        """One of those in these states."""
        able = [at for at, state in enumerate(self.paper.states) if state in states]
        return able[which % len(able)] if able else None

    def _do(self, act: Callable[..., None], at: int) -> None:
        with clock.frozen_at(self.now):
            act(self.staff, enrolment=self.places[at])

    @rule(which=st.integers(0, PEOPLE - 1))
    def sign_up(self, which: int) -> None:
        person = self.people[which]
        there = [
            each for each in self.places if each.participant_id == person.id and each.state != "cancelled"
        ]
        place = make_enrolment(self.staff, self.workshop, person)
        if there:
            assert place is there[0]
            return
        self.places.append(place)
        self.paper.arrive()

    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        at = self._some(which, "confirmed", "waitlisted", "offered")
        if at is not None:
            leaving.cancel(self.staff, enrolment=self.places[at], reason="health")
            self.paper.states[at] = "cancelled"
            self.paper.offer()

    @rule(which=WHICH, takes=st.booleans())
    def answer(self, which: int, takes: bool) -> None:
        at = self._some(which, "offered")
        if at is not None:
            self._do(accept if takes else give_up, at)
            self.paper.states[at] = "confirmed" if takes else "cancelled"
            self.paper.offer()

    @rule(which=WHICH)
    def reach(self, which: int) -> None:
        at = self._some(which, "offered")
        if at is not None:
            self._do(note_reached, at)

    @rule(which=WHICH)
    def call_in_vain_and_pass_on(self, which: int) -> None:
        at = self._some(which, "offered")
        if at is None:
            return
        self._do(note_try, at)
        until = self.places[at].answer_until
        is_promised = until is not None and until >= self.now
        others = [n for n, state in enumerate(self.paper.states) if state == "waitlisted"]
        refusal = StillTimeToAnswer if is_promised else None if others else NobodyWaits
        if refusal:
            with pytest.raises(refusal):
                self._do(pass_on, at)
            return
        self._do(pass_on, at)
        self.paper.states[at] = "waitlisted"
        self.paper.offer(but=at)

    @rule(hours=st.integers(1, 60))
    def let_time_pass(self, hours: int) -> None:
        """Nobody loses a place by it: the invariants hold unchanged."""
        self.now += timedelta(hours=hours)

    @precondition(lambda self: self.places)
    @rule(capacity=st.integers(0, 5))
    def change_capacity(self, capacity: int) -> None:
        self.workshop.capacity = self.paper.capacity = capacity
        offer_free_seats(self.staff, workshop=self.workshop)
        self.paper.offer()

    @invariant()
    def it_is_as_on_paper(self) -> None:
        assert [each.state for each in self.places] == self.paper.states

    @invariant()
    def a_free_seat_is_never_left_while_somebody_waits(self) -> None:
        assert self.paper.free() <= 0 or "waitlisted" not in self.paper.states

    @invariant()
    def positions_count_from_one_in_the_order_of_arrival(self) -> None:
        line = [each for each in self.places if each.state == "waitlisted"]
        assert [seats.position_of(each) for each in line] == list(range(1, len(line) + 1))


def test_the_line_is_as_on_paper(app: Autonomus, cast: Cast) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    people = [make_person(staff, f"Pessoa {number}") for number in range(PEOPLE)]
    db.session.commit()
    machine = type("Here", (Line,), {"staff": staff, "people": people})
    quick = settings(
        max_examples=30,
        stateful_step_count=25,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=quick)


def test_the_hours_count_from_when_the_person_was_reached(app: Autonomus, cast: Cast) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    workshop = make_workshop(staff, capacity=1, answer_hours=48)
    first, second, third = (make_enrolment(staff, workshop) for _ in range(3))
    with clock.frozen_at(START):
        leaving.cancel(staff, enrolment=first, reason="health")
    with clock.frozen_at(START + timedelta(days=10)):
        assert not second.is_unanswered(clock.now())
        with pytest.raises(StillTimeToAnswer):
            pass_on(staff, enrolment=second)
        note_reached(staff, enrolment=second)
        assert second.answer_until == START + timedelta(days=12)
    with clock.frozen_at(START + timedelta(days=11)):
        note_reached(staff, enrolment=second)
        assert second.answer_until == START + timedelta(days=12)
        with pytest.raises(StillTimeToAnswer):
            pass_on(staff, enrolment=second)
    with clock.frozen_at(START + timedelta(days=13)):
        assert second.is_unanswered(clock.now())
        extend(staff, enrolment=second)
        assert not second.is_unanswered(clock.now())
    with clock.frozen_at(START + timedelta(days=16)):
        pass_on(staff, enrolment=second)
    assert (second.state, third.state) == ("waitlisted", "offered")
    with pytest.raises(NotOffered):
        accept(staff, enrolment=second)
    accept(staff, enrolment=third)
    leaving.cancel(staff, enrolment=third, reason="work")
    assert second.state == "offered"  # passed on once, and still the first
    assert second.reached_at is None
