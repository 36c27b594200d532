"""Whoever is known is found among very many, however the name was spelt: by asking, by a list, at once."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import delete, event, insert, select

from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.dev.bench.pairs import Record, somebody, spoilt
from app.people import names
from app.people.candidates import Asked
from app.people.crowd import Crowd
from app.people.judging import Described, judge
from app.people.likely_pairs import everybody
from app.people.models import NearWord, Participant, ParticipantNamePair
from app.people.name_index import tend, write_words
from app.people.operations.records import edit_participant
from app.people.queries import find_candidates, find_for_each
from tests.cast import Cast

Register = Callable[..., Participant]
SURNAMES = (
    "Silva",
    "Santos",
    "Ferreira",
    "Pereira",
    "Oliveira",
    "Costa",
    "Rodrigues",
    "Martins",
    "Sousa",
    "Gomes",
)
CROWD, ASKED = 2_000, 60


def fill(cast: Cast, records: Sequence[Record]) -> list[UUID]:
    """Many people at once, without what a registration does around each."""
    people = [
        Participant(
            id=new_id(),
            municipality_id=cast.here,
            name=each.name,
            sort_key=names.sort_key(each.name),
            birth_year=int(each.born[:4]) if each.born else None,
            last_activity_on=clock.now().date(),
        )
        for each in records
    ]
    columns = ("id", "municipality_id", "name", "sort_key", "birth_year", "last_activity_on")
    with writing():
        db.session.execute(
            insert(Participant), [{name: getattr(each, name) for name in columns} for each in people]
        )
        write_words(*people)
    return [each.id for each in people]


@contextmanager
def counted() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("João Baptista", "João Batista"),
        ("João Victor", "João Vítor"),
        ("Maria Christina", "Maria Cristina"),
        ("João Egypto", "João Egito"),
        ("João Barradas", "João Barrabas"),
        ("Maria Castelo-Branco", "Maria Castelobranco"),
    ],
)
def test_a_rare_surname_is_found_misspelt_among_many_of_the_same_first_name(
    cast: Cast, register: Register, known: str, typed: str
) -> None:
    """As blocking by the letters or the sound of a name alone loses it."""
    chance = random.Random(1)  # noqa: S311  the same people every time
    for first in ("João", "Maria"):
        fill(cast, [Record(" ".join([first, *chance.sample(SURNAMES, 2)])) for _ in range(260)])
    register(known)
    found = find_candidates(cast.facilitator.actor, name=typed)
    assert [each.participant.name for each in found][:1] == [known]


def test_a_crowd_hides_nobody_whom_comparing_everybody_would_find(cast: Cast) -> None:
    chance = random.Random(2)  # noqa: S311  the same people every time
    records = [somebody(chance) for _ in range(CROWD)]
    ids = fill(cast, records)
    known = {
        id_: Described(names.keys(each.name), each.born[:4]) for id_, each in zip(ids, records, strict=True)
    }
    crowd = Crowd(known)
    compared = asked = at_once = 0
    for at in chance.sample(range(CROWD), ASKED):
        other = spoilt(chance, records[at])[1]
        wanted = Described(names.keys(other.name), other.born[:4])
        every = {id_: verdict for id_, each in known.items() if (verdict := judge(wanted, each))}
        best = sorted(every, key=lambda id_: -every[id_].score)[:5]
        if ids[at] not in best or sum(every[id_].score >= every[ids[at]].score for id_ in every) > 5:
            continue  # nobody could tell them from so many others
        compared += 1
        found = find_candidates(cast.facilitator.actor, name=other.name, born=other.born[:4])
        asked += ids[at] in [each.participant.id for each in found]
        at_once += ids[at] in crowd.find(wanted, 5)
    assert compared > ASKED / 2
    assert asked / compared >= 0.99
    assert at_once / compared >= 0.99


def test_a_list_is_answered_like_its_names_one_by_one(cast: Cast) -> None:
    chance = random.Random(3)  # noqa: S311  the same people every time
    records = [somebody(chance) for _ in range(400)]
    fill(cast, records)
    actor = cast.facilitator.actor
    asked = [Asked(name=each.name, born=each.born[:4]) for each in records[:25]]
    with counted() as few:
        found = find_for_each(actor, asked=asked, municipality_id=cast.here)
    alone = [find_candidates(actor, name=each.name, born=each.born) for each in asked]
    assert [each[0].participant.name for each in found] == [each[0].participant.name for each in alone]
    with counted() as many:
        find_for_each(actor, asked=asked[:1], municipality_id=cast.here)
    assert len(few) <= 3 * len(many)


def test_sealed_people_are_in_no_look_over_everybody(
    cast: Cast, register: Register, seal: Callable[[Participant], None]
) -> None:
    person = register("Maria Escondida")
    assert person.id in everybody(cast.colleague.actor, cast.here)
    seal(person)
    for each in (cast.facilitator, cast.colleague, cast.coordinator):
        assert person.id not in everybody(each.actor, cast.here)


def test_a_changed_name_is_found_by_the_new_one_alone(cast: Cast, register: Register) -> None:
    person, actor = register("Ana Barradas"), cast.facilitator.actor
    with writing():
        edit_participant(actor, participant=person, version=person.version, name="Olga Kovalenko")
    assert [each.participant.id for each in find_candidates(actor, name="Olha Covalenco")] == [person.id]
    assert find_candidates(actor, name="Ana Barradas") == []


def test_the_night_indexes_whom_the_release_before_wrote(cast: Cast, register: Register) -> None:
    person = register("Ermelinda Faísca")
    with writing():
        db.session.execute(delete(ParticipantNamePair))
        db.session.execute(delete(NearWord))
    assert find_candidates(cast.facilitator.actor, name="Ermelinda Faisa") == []
    with writing():
        tend()
    found = find_candidates(cast.facilitator.actor, name="Ermelinda Faisa")
    assert [each.participant.id for each in found] == [person.id]


def test_the_night_forgets_words_that_nobody_carries(cast: Cast, register: Register) -> None:
    person = register("Ermelinda Faísca")
    with writing():
        db.session.execute(delete(Participant).where(Participant.id == person.id))
        tend()
    assert db.session.scalars(select(NearWord.word).where(NearWord.municipality_id == cast.here)).all() == []
