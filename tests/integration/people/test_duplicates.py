"""Records that may be one person's: found over everybody, decided by a person, remembered, taken back."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update

from app.core import jobs, tasks
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, NotFound
from app.core.tasks import Task
from app.core.unit_of_work import writing
from app.people.duplicates.models import LikelyPair, NotSame
from app.people.likely_pairs import get_two
from app.people.merging.operations import merge_unverified
from app.people.models import Participant
from app.people.operations.duplicates import LOOK, say_not_same, take_back_not_same
from app.people.operations.unverified import create_unverified
from app.people.queries import find_candidates
from tests.cast import Cast, Person
from tests.client import PageClient

Register = Callable[..., Participant]
Seal = Callable[[Participant], None]
ClientFor = Callable[[Person | None], PageClient]
ONE, OTHER = "João Baptista Caeiro", "Joao Batista Caeiro"
PAGE, APART = "/participants/duplicates", "/participants/apart"


@pytest.fixture
def look(cast: Cast) -> Callable[..., Task]:
    """Have everybody compared, as a worker does it."""

    def compare(by: Person = cast.facilitator) -> Task:
        with writing():
            task = tasks.ask(by.actor, LOOK, {}, task_id=new_id(), municipality_id=cast.here)
        jobs.run_due()
        return db.session.get_one(Task, task.id, populate_existing=True)

    return compare


def pairs() -> set[frozenset[UUID]]:
    return {frozenset((row.one_id, row.other_id)) for row in db.session.scalars(select(LikelyPair))}


def one_and_other(register: Register) -> tuple[Participant, Participant]:
    return (
        register(ONE, birth_year=1970, phone="912 345 678"),
        register(OTHER, birth_year=1970, phone="+351 912345678"),
    )


def test_a_look_over_everybody_finds_who_stands_twice(
    cast: Cast, register: Register, look: Callable[..., Task]
) -> None:
    both = frozenset(each.id for each in one_and_other(register))
    register("Olga Kovalenko", birth_year=1970)
    task = look()
    assert (task.state, task.done, task.total) == ("done", 3, 3)
    assert pairs() == {both}
    (row,) = db.session.scalars(select(LikelyPair))
    assert set(row.reasons) == {"phone", "sound", "birth_year"}
    look()
    assert len(pairs()) == 1


def test_a_later_look_forgets_what_is_no_longer_likely(
    cast: Cast, register: Register, look: Callable[..., Task]
) -> None:
    one_and_other(register)
    look()
    with writing():
        db.session.execute(delete(Participant).where(Participant.name == OTHER))
    assert pairs() == set()
    third = register(OTHER, birth_year=1970).id
    look()
    assert any(third in pair for pair in pairs())
    with writing():
        db.session.execute(update(Participant).where(Participant.id == third).values(birth_year=1920))
    look()
    assert pairs() == set()


def test_names_left_at_the_kiosk_and_sealed_people_are_not_compared(
    cast: Cast, register: Register, seal: Seal, look: Callable[..., Task]
) -> None:
    one, _ = one_and_other(register)
    with writing():
        create_unverified(
            cast.facilitator.actor,
            municipality_id=cast.here,
            name="João Batista Caeiro",
            language="pt",
            contact="912345678",
        )
    seal(one)
    look(cast.colleague)
    assert pairs() == set()


def test_a_pair_with_somebody_sealed_is_shown_to_nobody(
    cast: Cast, register: Register, seal: Seal, look: Callable[..., Task], client_for: ClientFor
) -> None:
    first, _ = (each.id for each in one_and_other(register))
    look()
    assert ONE in client_for(cast.colleague).get(PAGE).text
    seal(db.session.get_one(Participant, first))
    hidden = client_for(cast.colleague).get(PAGE).text
    assert ONE not in hidden
    assert OTHER not in hidden
    assert ONE not in client_for(cast.coordinator).get(PAGE).text
    (row,) = db.session.scalars(select(LikelyPair))
    for each in (cast.colleague, cast.coordinator):
        with pytest.raises(NotFound):
            get_two(each.actor, LikelyPair, row.id)


def test_not_the_same_is_remembered_in_both_directions_and_taken_back(
    cast: Cast, register: Register, look: Callable[..., Task], client_for: ClientFor
) -> None:
    first, second = (each.id for each in one_and_other(register))
    look()
    desk, actor = client_for(cast.facilitator), cast.facilitator.actor

    def is_proposed(name: str, record: UUID, beside: UUID) -> bool:
        return beside in [each.participant.id for each in find_candidates(actor, name=name, of=record)]

    (row,) = db.session.scalars(select(LikelyPair))
    desk.submit(desk.get(PAGE), f"{PAGE}/{row.id}/apart")
    assert f'href="/participants/{first}"' not in desk.get(PAGE).html
    assert not is_proposed(ONE, first, second)
    assert not is_proposed(OTHER, second, first)
    look()
    assert f'href="/participants/{first}"' not in desk.get(PAGE).html
    (said,) = db.session.scalars(select(NotSame))
    assert (said.decided_by, said.withdrawn_at) == (actor.id, None)
    desk.submit(desk.get(APART), f"{APART}/{said.id}/removal")
    db.session.expire_all()
    assert is_proposed(ONE, first, second)
    assert db.session.scalars(select(NotSame)).one().withdrawn_by == actor.id
    assert f'href="/participants/{first}"' in desk.get(PAGE).html


def test_saying_it_twice_says_it_once(cast: Cast, register: Register) -> None:
    one, other = one_and_other(register)
    with writing():
        first = say_not_same(cast.facilitator.actor, one=one, other=other)
        assert say_not_same(cast.facilitator.actor, one=other, other=one) is first
        take_back_not_same(cast.facilitator.actor, said=first, one=one, other=other)
        take_back_not_same(cast.facilitator.actor, said=first, one=one, other=other)
        assert say_not_same(cast.facilitator.actor, one=one, other=other) is not first


def test_nobody_is_somebody_else_than_themselves(cast: Cast, register: Register) -> None:
    one = register()
    with pytest.raises(Conflict):
        say_not_same(cast.facilitator.actor, one=one, other=one)


def test_whoever_may_not_register_decides_nothing(cast: Cast, register: Register) -> None:
    one, other = one_and_other(register)
    with pytest.raises(Forbidden):
        say_not_same(cast.observer.actor, one=one, other=other)


def test_what_was_said_of_a_name_from_the_kiosk_holds_of_whom_it_turns_out_to_be(
    cast: Cast, register: Register
) -> None:
    one, other = one_and_other(register)
    actor = cast.facilitator.actor
    with writing():
        left = create_unverified(actor, municipality_id=cast.here, name="João Batista", language="pt")
        say_not_same(actor, one=left, other=one)
        say_not_same(actor, one=left, other=other)
        merge_unverified(actor, gone=left, kept=other)
    (said,) = db.session.scalars(select(NotSame).where(NotSame.withdrawn_at.is_(None)))
    assert {said.one_id, said.other_id} == {one.id, other.id}


def test_everybody_is_compared_by_the_worker_and_the_page_leads_there(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    one_and_other(register)
    desk = client_for(cast.facilitator)
    sent = desk.submit(desk.get(PAGE), PAGE)
    assert sent.location.startswith("/tasks/")
    jobs.run_due()
    assert OTHER in desk.get(PAGE).text
    assert f'href="{PAGE}"' in desk.get("/").html
