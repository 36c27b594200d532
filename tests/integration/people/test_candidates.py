"""Who a newcomer could be: found by indexed keys, explained, never a sealed stranger."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, insert

from app.core import clock
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.unit_of_work import writing
from app.people import names
from app.people.models import Participant, ParticipantWord
from app.people.operations.records import create_participant
from app.people.operations.sealing import add_to_team, remove_from_team
from app.people.queries import find_candidates
from tests.cast import Cast

Register = Callable[..., Participant]
Seal = Callable[[Participant], None]


def found(cast: Cast, name: str, **options: object) -> list[tuple[str, tuple[str, ...]]]:
    proposed = find_candidates(cast.facilitator.actor, name=name, **options)  # type: ignore[arg-type]
    return [(each.participant.name, tuple(map(str, each.reasons))) for each in proposed]


def test_reasons_are_said(cast: Cast, register: Register) -> None:
    register("Ольга Коваленко", birth_year=1984, phone="912 345 678")
    assert found(cast, "Kovalenko Olga", birth_year=1984, phone="+351 912345678") == [
        ("Ольга Коваленко", ("phone", "other_order", "birth_year"))
    ]


def test_a_shared_telephone_alone_proposes(cast: Cast, register: Register) -> None:
    register("António Barradas", phone="912345678")
    assert found(cast, "Rosa Faísca", phone="912 345 678") == [("António Barradas", ("phone",))]


def test_somebody_is_found_by_each_of_the_numbers_that_stood_in_one_field(
    cast: Cast, register: Register
) -> None:
    register("António Barradas", phone="912 345 678 / 934 567 890")
    register("Rui Tavares", phone="+351 (0) 961 111 222")
    assert found(cast, "Rosa Faísca", phone="912345678") == [("António Barradas", ("phone",))]
    assert found(cast, "Rosa Faísca", phone="934567890 (filha)") == [("António Barradas", ("phone",))]
    assert found(cast, "Rosa Faísca", phone="961111222") == [("Rui Tavares", ("phone",))]
    both = found(cast, "Rosa Faísca", phone="961 111 222, 934 567 890")
    assert {name for name, _ in both} == {"António Barradas", "Rui Tavares"}


@pytest.mark.parametrize("typed", ["Mohamed Alami", "محمد العلمي", "Muhamad Alamy", "MOHAMMED AL-ALAMI"])
def test_arabic_names_meet(cast: Cast, register: Register, typed: str) -> None:
    register("محمد العلمي")
    assert [name for name, _ in found(cast, typed)] == ["محمد العلمي"]


def test_the_likeliest_comes_first(cast: Cast, register: Register) -> None:
    for name, year in (("Maria Silva", 1950), ("Maria Silva", 1990), ("Mariana Sousa", 1990)):
        register(name, birth_year=year)
    best = find_candidates(cast.facilitator.actor, name="Maria da Silva", birth_year=1990)
    assert [(each.participant.name, each.participant.birth_year) for each in best[:2]] == [
        ("Maria Silva", 1990),
        ("Maria Silva", 1950),
    ]
    assert best[0].score > best[1].score


def test_a_typing_mistake_in_a_single_word(cast: Cast, register: Register) -> None:
    register("Barradas")
    assert found(cast, "Barrabas") == [("Barradas", ("spelling",))]


def test_not_from_another_municipality(cast: Cast, register: Register) -> None:
    register("Maria Silva")
    assert find_candidates(cast.stranger.actor, name="Maria Silva") == []


def test_the_sealed_are_proposed_to_their_team_alone(
    cast: Cast, register: Register, seal: Callable[[Participant], None]
) -> None:
    seal(register("Maria Silva", phone="912345678"))
    assert find_candidates(cast.colleague.actor, name="Maria Silva", phone="912345678") == []
    assert len(find_candidates(cast.facilitator.actor, name="Maria Silva")) == 1
    assert len(find_candidates(cast.coordinator.actor, name="Maria Silva")) == 1


def fill(cast: Cast, count: int) -> None:
    """Many people of the commonest name, and their words."""
    people, words = [], []
    for number in range(count):
        person = {"id": new_id(), "name": f"Maria Silva {number}", "sort_key": f"maria silva {number}"}
        people.append(person | {"municipality_id": cast.here, "last_activity_on": clock.now().date()})
        words += [
            {"participant_id": person["id"], "municipality_id": cast.here, "position": at, "word": key.word}
            | {"sound": key.sound}
            for at, key in enumerate(names.keys(f"Maria Silva {number}"))
        ]
    with writing():
        db.session.execute(insert(Participant), people)
        db.session.execute(insert(ParticipantWord), words)


def statements(cast: Cast, name: str) -> list[tuple[str, object]]:
    seen: list[tuple[str, object]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        seen.append((statement, parameters))

    actor = cast.facilitator.actor
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        find_candidates(actor, name=name, birth_year=1980, phone="912345678")
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return seen


def test_queries_do_not_grow_with_the_people(cast: Cast) -> None:
    fill(cast, 10)
    few = len(statements(cast, "Maria da Silva Lança"))
    fill(cast, 1_000)
    assert len(statements(cast, "Maria da Silva Lança")) == few


def test_no_query_reads_a_whole_table(cast: Cast) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's planner rightly reads small tables whole")
    fill(cast, 1_000)
    for statement, parameters in statements(cast, "Maria da Silva Lança"):
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
        details = [str(row[-1]) for row in plan]
        whole = [line for line in details if line.startswith("SCAN participant")]
        assert not whole, (statement, details)


def test_unheard_of_names_find_nobody(cast: Cast) -> None:
    assert find_candidates(cast.facilitator.actor, name="…", phone="") == []


def test_the_form_that_registered_somebody_finds_nobody_once_they_are_sealed(
    cast: Cast, register: Register, seal: Seal
) -> None:
    """Sent again by who registered them and works with them no more."""
    person, facilitator = register("Maria Escondida"), cast.facilitator.actor
    with writing():
        add_to_team(cast.coordinator.actor, participant=person, staff_id=cast.colleague.id)
        remove_from_team(cast.coordinator.actor, participant=person, staff_id=cast.facilitator.id)
    again: dict[str, Any] = {
        "participant_id": person.id,
        "name": "Maria Escondida",
        "municipality_id": cast.here,
    }
    assert create_participant(facilitator, **again) is person
    seal(person)
    with pytest.raises(NotFound):
        create_participant(facilitator, **again)
