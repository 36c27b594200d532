"""Many at once for the last places: never more people than seats, and a line without a gap."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError

from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.workshops.enrolments import seats
from app.workshops.enrolments.models import SEATED, Enrolment, EnrolmentState
from app.workshops.enrolments.operations.enrolments import Wishes, enrol
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.planning.models.series import Workshop
from tests.cast import Cast
from tests.factories.enrolments import make_enrolment, rows_of_people
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop

REQUESTS, LAST_PLACES, AT_ONCE = 200, 5, 14
"""So many connections are open together as the pool of a server has."""


def test_two_hundred_requests_for_the_last_five_places(app: Autonomus, cast: Cast) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    workshop_id, people = _full_but_five(staff)
    start = Barrier(AT_ONCE)

    def ask(share: list[UUID]) -> None:
        with app.app_context():
            start.wait(timeout=20)
            for each in share:
                _patiently(partial(_enrol_here, staff, workshop_id, each))
                db.session.remove()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(ask, [people[at::AT_ONCE] for at in range(AT_ONCE)]))
    db.session.rollback()
    ours = select(Enrolment).where(Enrolment.participant_id.in_(people))
    found = list(db.session.scalars(ours.order_by(Enrolment.queue_number)))
    states = [each.state for each in found]
    assert states == [EnrolmentState.CONFIRMED] * LAST_PLACES + [EnrolmentState.WAITLISTED] * 195
    assert [each.queue_number for each in found] == list(range(4, REQUESTS + 4))
    assert [seats.position_of(each) for each in found[LAST_PLACES:]] == list(range(1, 196))


def test_cancelling_and_enrolling_at_once_gives_no_seat_twice(app: Autonomus, cast: Cast) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    workshop_id, people = _full_but_five(staff, people=24)
    with making():
        for each in people[:8]:
            _enrol_here(staff, workshop_id, each)
    start = Barrier(8)

    def come_and_go(at: int) -> None:
        with app.app_context():
            start.wait(timeout=20)
            _patiently(partial(_cancel_here, staff, people[at]))
            for each in people[8 + at :: 8]:
                _patiently(partial(_enrol_here, staff, workshop_id, each))
            db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(come_and_go, range(8)))
    db.session.rollback()
    workshop = db.session.get_one(Workshop, workshop_id)
    rows = list(db.session.scalars(select(Enrolment).order_by(Enrolment.queue_number)))
    assert sum(each.state in SEATED for each in rows) == workshop.capacity
    line = [each for each in rows if each.state == EnrolmentState.WAITLISTED]
    assert [seats.position_of(each) for each in line] == list(range(1, len(line) + 1))
    assert len({each.queue_number for each in rows}) == len(rows)


def _full_but_five(staff: Actor, people: int = REQUESTS) -> tuple[UUID, list[UUID]]:
    with making():
        workshop = make_workshop(staff, capacity=LAST_PLACES + 3)
        for _ in range(3):
            make_enrolment(staff, workshop)
        rows = rows_of_people(staff, people)
        db.session.execute(insert(Participant), rows)
    return workshop.id, [row["id"] for row in rows]


def _patiently(act: Callable[[], object]) -> None:
    """Again, as people do, when SQLite says that it is too busy: so many wait there in no order."""
    for _ in range(5):
        try:
            with writing():
                act()
        except OperationalError as error:
            if "database is locked" not in str(error.orig):
                raise
        else:
            return
    raise AssertionError("too busy five times")


def _enrol_here(staff: Actor, workshop_id: UUID, participant_id: UUID) -> None:
    enrol(
        staff,
        enrolment_id=new_id(),
        workshop=db.session.get_one(Workshop, workshop_id),
        whose=db.session.get_one(Participant, participant_id),
        origin="desk",
        wishes=Wishes("pt"),
    )


def _cancel_here(staff: Actor, participant_id: UUID) -> None:
    own = select(Enrolment).where(Enrolment.participant_id == participant_id)
    cancel(staff, enrolment=db.session.scalars(own).one(), reason="health")
