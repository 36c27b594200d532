"""The queue of two tablets against the real server: answers get lost, everything is sent twice, batteries end
in the middle, last night's backup comes back, and jobs run whenever they like. Once everybody can reach
everybody again, whoever was written down is registered, and stands there once.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from app.core import backup_marks, clock, jobs
from app.core.application import Autonomus
from app.core.config import settings as portal
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.outreach.deliveries.jobs import queue_forgotten
from app.outreach.deliveries.models import FieldRecord
from app.outreach.registrations.models import Registration
from app.people.models import Participant
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.client import PageClient
from tests.engines import Engine, disconnect
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_deliveries import a_device, a_pack, become
from tests.tablet import Prepared, State, Tablet, losing, wire
from tests.turns import everything

TABLET = st.integers(0, 1)
LOST = st.lists(st.sampled_from(["", "", "question", "answer"]), max_size=6)
START = datetime(2027, 3, 1, 9, tzinfo=UTC)
LONG_ENOUGH = 5
"""Rounds in which everybody reaches everybody, until nothing moves any more."""


class Hall(RuleBasedStateMachine):
    """Two tablets and a server. `names`: who was written down, by the id of their slip or record."""

    app: Autonomus
    engine: Engine
    packs: tuple[Prepared, Prepared]

    def __init__(self) -> None:
        super().__init__()
        disconnect()
        self.engine.renew("hall")
        self.now, self.names, self.has_backup = START, dict[UUID, str](), False
        self.lost: list[str] = []
        self.tablets = [self._tablet(number) for number in (0, 1)]

    def _tablet(self, number: int) -> Tablet:
        client = PageClient(self.app)
        become(client.browser, f"key {number}")
        return Tablet(self.packs[number], losing(wire(client.browser), self._loses))

    def _loses(self) -> str:
        self.now += timedelta(seconds=1)
        return self.lost.pop() if self.lost else ""

    def _write(self, record_id: UUID, *tablets: int) -> None:
        self.names[record_id] = f"{chr(65 + len(self.names) % 26)}{len(self.names)} Inventada"
        for each in tablets:
            self.tablets[each].write([("name", self.names[record_id]), ("language", "pt")], record_id)

    @rule(which=TABLET)
    def write(self, which: int) -> None:
        self._write(new_id(), which)

    @rule()
    def write_one_slip_on_both(self) -> None:
        self._write(new_id(), 0, 1)

    @rule(which=TABLET, lost=LOST)
    def come_near(self, which: int, lost: list[str]) -> None:
        """There is a network for a while: what is safe goes, what is not there is sent."""
        self.lost = lost
        with clock.frozen_at(self.now):
            self.tablets[which].send()
        with clock.frozen_at(self.now):
            self.tablets[which].ask()

    @rule(which=TABLET, at=st.integers(0, 30))
    def send_twice(self, which: int, at: int) -> None:
        """A request that was slow arrives once more, whatever became of it meanwhile."""
        self.lost, tablet = [], self.tablets[which]
        able = [*tablet.of(State.SEALED, State.ACKNOWLEDGED)]
        if able:
            kept = able[at % len(able)]
            with clock.frozen_at(self.now):
                tablet.send_one(kept)
                tablet.network("PUT", f"/records/{kept.id}", kept.envelope)

    @rule(which=TABLET)
    def end_in_the_middle(self, which: int) -> None:
        for kept in self.tablets[which].of(State.SEALED):
            kept.state = State.SENDING
        self.tablets[which].restart()

    @rule(most=st.integers(1, 4))
    def work(self, most: int) -> None:
        left = iter([False] * most)
        with clock.frozen_at(self.now):
            jobs.run_due(lambda: next(left, True))
        db.session.rollback()

    @rule(minutes=st.integers(1, 90))
    def let_time_pass(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def back_up(self) -> None:
        with clock.frozen_at(self.now):
            began_at = backup_marks.moment()
            disconnect()
            self.engine.keep("night")
            with writing():
                backup_marks.note_backup(began_at)
        self.now, self.has_backup = self.now + timedelta(seconds=1), True

    @precondition(lambda self: self.has_backup)
    @rule()
    def restore(self) -> None:
        disconnect()
        self.engine.renew("night")
        with clock.frozen_at(self.now), writing():
            backup_marks.note_restore()

    @rule(which=TABLET, lost=LOST, most=st.integers(0, 2))
    def lose_a_day(self, which: int, lost: list[str], most: int) -> None:
        """What chance alone seldom brings together: all between a backup and its return."""
        self.back_up()
        self.write(which)
        self.come_near(which, lost)
        if most:
            self.work(most)
        self.restore()

    @invariant()
    def nobody_stands_twice(self) -> None:
        assert max(self._registered().values(), default=1) == 1

    @invariant()
    def nobody_goes_from_a_tablet_who_is_not_here(self) -> None:
        db.session.rollback()
        here = {*db.session.scalars(select(FieldRecord.id))}
        gone = {each.id for tablet in self.tablets for each in tablet.of(State.ERASED)}
        assert gone <= here

    def teardown(self) -> None:
        self.lost = []
        for _ in range(LONG_ENOUGH):
            self.now += timedelta(minutes=61)
            with clock.frozen_at(self.now):
                for tablet in self.tablets:
                    tablet.ask()
                    tablet.send()
                with writing():
                    queue_forgotten(portal())
                jobs.run_due()
                db.session.rollback()
        assert self._registered() == Counter(self.names.values())
        self.back_up()
        for tablet in self.tablets:
            tablet.ask()
            assert not [*tablet.of(*{*State} - {State.ERASED})]
        states = {each.state for each in db.session.scalars(select(FieldRecord))}
        assert states <= {"registered", "dismissed"}
        db.session.rollback()

    def _registered(self) -> Counter[str]:
        db.session.rollback()
        names = select(Participant.name).join(Registration, Registration.participant_id == Participant.id)
        found = Counter(db.session.scalars(names))
        db.session.rollback()
        return found


def test_whatever_happens_on_the_way_everybody_is_registered_once(
    app: Autonomus, engine: Engine, cast: Cast, table: Session
) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    packs = []
    with making():
        for number in (0, 1):
            device = a_device(staff, f"key {number}", name=f"Tablet {number}")
            db.session.flush()
            packs.append(Prepared.of(a_pack(staff, table, device, prepared_by=cast.registrar.id)))
    disconnect()
    engine.keep("hall")
    machine = type("Here", (Hall,), {"app": app, "engine": engine, "packs": tuple(packs)})
    quick = settings(
        max_examples=100 if everything() else 12,
        stateful_step_count=40 if everything() else 20,
        derandomize=not everything(),
        phases=(Phase.generate,),  # a shorter way to the same fault would take an hour to find
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=quick)
