"""Who can do X near Y: only those who agreed, nearest first, whatever the number."""

from uuid import UUID

import pytest

from app.core.db import db
from app.network.models import Parish
from app.people.models import Participant
from app.skills.loader import id_of
from app.skills.operations.entries import describe_entry
from app.skills.queries.who_can import Wanted, first_able, who_can
from tests.cast import Cast
from tests.integration.skills.conftest import MakeList, MakePerson, counted_statements

OLDER, CHILD = Wanted(id_of("care-older-person")), Wanted(id_of("care-child"))


def names(cast: Cast, **question: object) -> list[str]:
    page = who_can(cast.facilitator.actor, **question)  # type: ignore[arg-type]
    return [found.participant.name for found in page.items]


def test_all_or_any_of_the_competences(cast: Cast, make_list: MakeList, make_person: MakePerson) -> None:
    make_list("care-older-person", "care-child", participant=make_person("Ana"))
    make_list("care-child", participant=make_person("Bela"))
    assert names(cast, wanted=[OLDER, CHILD]) == ["Ana"]
    assert names(cast, wanted=[OLDER, CHILD], match="any") == ["Ana", "Bela"]
    assert names(cast, wanted=[]) == []


def test_nobody_without_consent_nobody_sealed_nobody_elsewhere(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    make_list("care-child", participant=make_person("Sem consentimento", consent=False))
    make_list("care-child", participant=make_person("Protegida", sealed=True))
    make_list("care-child")
    page = who_can(cast.facilitator.actor, wanted=[CHILD])
    assert (page.items, page.count) == ([], 0)
    assert who_can(cast.coordinator.actor, wanted=[CHILD]).count == 0
    make_list("care-child", participant=make_person("Ana"))
    assert who_can(cast.stranger.actor, wanted=[CHILD]).count == 0
    assert who_can(cast.registrar.actor, wanted=[CHILD]).count == 0


def test_the_parish_comes_first_then_the_name(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    for name, parish in (
        ("ana", cast.other_parish),
        ("rui", cast.parish),
        ("bela", cast.parish),
        ("zé", None),
    ):
        make_list("care-child", participant=make_person(name, parish_id=parish))
    assert names(cast, wanted=[CHILD], parish_id=cast.parish) == ["bela", "rui", "ana", "zé"]
    assert names(cast, wanted=[CHILD]) == ["ana", "bela", "rui", "zé"]


def test_for_a_glance_those_near_come_first_however_many_there_are(
    cast: Cast, make_list: MakeList, make_person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place of an offer is written by hand: whole names of parishes count, not pieces of words."""
    monkeypatch.setattr("app.skills.queries.who_can.AT_A_GLANCE", 2)
    near = db.session.get_one(Parish, cast.parish).name
    for name, parish in (("ana", cast.other_parish), ("bela", None), ("rui", cast.parish)):
        make_list("care-child", participant=make_person(name, parish_id=parish))

    def found(place: str) -> list[tuple[str, bool]]:
        able = first_able(cast.facilitator.actor, wanted=[CHILD.competence_id], place=place)
        return [(each.participant.name, each.is_near) for each in able]

    assert found(f"Largo da Fonte, {near.upper()}") == [("rui", True), ("ana", False)]
    assert found(f"Largo do{near}inho") == [("ana", False), ("bela", False)]
    assert found("") == [("ana", False), ("bela", False)]


def test_a_minimum_level_and_the_latest_word_count(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    actor, person = cast.facilitator.actor, make_person("Ana")
    inventory = make_list("care-child", participant=person)
    describe_entry(actor, entry=inventory.entries[0], level="alone")
    db.session.commit()
    assert names(cast, wanted=[Wanted(CHILD.competence_id, "with_help")]) == ["Ana"]
    assert names(cast, wanted=[Wanted(CHILD.competence_id, "teaches")]) == []
    make_list("care-child", participant=person, frequency="never")
    assert names(cast, wanted=[CHILD]) == []


def test_it_says_from_which_entries(cast: Cast, make_list: MakeList, make_person: MakePerson) -> None:
    make_list("care-child", "care-older-person", participant=make_person())
    found = who_can(cast.facilitator.actor, wanted=[CHILD]).items[0]
    assert [entry.competence_id for entry in found.entries] == [CHILD.competence_id]


@pytest.fixture
def _many(make_list: MakeList, make_person: MakePerson, cast: Cast) -> None:
    for at in range(60):
        make_list("care-child", participant=make_person(f"pessoa {at:02}", parish_id=cast.parish))


@pytest.mark.usefixtures("_many")
def test_pages_follow_each_other_without_gaps_and_with_the_same_queries(cast: Cast) -> None:
    actor, seen, cursor = cast.facilitator.actor, list[UUID](), None
    while True:
        with counted_statements() as statements:
            page = who_can(actor, wanted=[CHILD], parish_id=cast.parish, after=cursor)
        assert len([each for each in statements if each.startswith("SELECT")]) <= 3
        assert page.count == 60
        seen += [found.participant.id for found in page.items]
        if page.older is None:
            break
        cursor = page.older
    assert len(seen) == len(set(seen)) == 60
    assert len(who_can(actor, wanted=[CHILD], after="broken").items) == 25
    assert db.session.get(Participant, seen[0]) is not None
