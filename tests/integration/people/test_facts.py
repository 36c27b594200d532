"""What changes about people: noted, ended, mended, taken back; in lists, and on a day."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import delete, select

from app.core import clock
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import Conflict, Forbidden, StaleRecord
from app.core.machine import UnknownReason
from app.core.permission import Permission
from app.core.unit_of_work import writing
from app.people.facts.held import held_on, said
from app.people.facts.models import Fact
from app.people.facts.queries import groups_on, in_group, list_facts
from app.people.groups import AGES, DECLARED, groups_of
from app.people.merging.operations import merge_unverified
from app.people.models import Participant
from app.people.operations.facts import UNDATED, Noting, note_facts, restore_fact, withdraw_fact
from app.people.operations.unverified import create_unverified
from app.people.queries import find_candidates
from tests.cast import Cast
from tests.factories.facts import TODAY, holding, note

Register = Callable[..., Participant]
REQUESTS = frozenset({Permission.ENROLMENT_REQUEST})
pytestmark = pytest.mark.clock("2026-11-30T10:00:00+00:00")


def test_what_is_said_at_registration_is_noted(cast: Cast, register: Register) -> None:
    person = register(birth_year=1984, language="uk", groups=["migrant"])
    facts = list_facts(person.id)
    assert {(each.kind, each.key, each.value) for each in facts} == {
        ("language", "", "uk"),
        ("born", "", "1984"),
        ("group", "migrant", "yes"),
    }
    assert {each.noted_by for each in facts} == {cast.facilitator.id}


def test_what_changes_follows_what_was_there(cast: Cast, register: Register) -> None:
    person = register()
    noted = note(cast, person, Noting(since="2020"), work="employed", schooling="isced_2")
    assert noted == ["schooling", "work"]
    assert note(cast, person, Noting(since="2026-09"), work="registered") == ["work"]
    assert holding(person) == {"work": "registered", "schooling": "isced_2"}
    assert holding(person, date(2026, 9, 29)) == {"work": "employed", "schooling": "isced_2"}
    assert holding(person, date(2026, 9, 30))["work"] == "registered"
    assert note(cast, person, work="registered") == []
    assert note(cast, person, work="") == ["work"]
    assert holding(person) == {"schooling": "isced_2"}
    assert holding(person, TODAY - timedelta(days=1))["work"] == "registered"


def test_what_is_answered_now_holds_now_whatever_was_noted_before(cast: Cast, register: Register) -> None:
    """Noted again after it ended, and with a day before that of another answer."""
    person = register()
    note(cast, person, work="employed", representative="Rosa")
    note(cast, person, work="registered", representative="Alda")
    note(cast, person, work="", representative="")
    assert holding(person) == {}
    note(cast, person, work="learning", representative="Rosa")
    assert holding(person) == {"work": "learning", "representative": "Rosa"}
    note(cast, person, Noting(since="2019"), work="retired")
    assert holding(person)["work"] == "retired"
    for answer in ({"mornings": "yes"}, {}, {"mornings": "yes"}):
        note(cast, person, Noting(since="2026-03"), hours=answer)
    assert holding(person)["hours mornings"] == "yes"


def test_what_ended_in_a_year_that_is_not_over_has_ended(cast: Cast, register: Register) -> None:
    person = register()
    note(cast, person, Noting(since="2020"), benefit="rsi")
    note(cast, person, Noting(since="2026"), benefit="")
    assert holding(person) == {}


def test_what_changes_and_has_no_date_begins_today(cast: Cast, register: Register) -> None:
    """What lasts held before anybody asked; a benefit did not."""
    person = register()
    note(cast, person, benefit="rsi", schooling="isced_2", nationality="UA")
    assert holding(person, TODAY - timedelta(days=1)) == {"schooling": "isced_2", "nationality": "UA"}
    assert holding(person) == {"benefit": "rsi", "schooling": "isced_2", "nationality": "UA"}


def test_what_was_wrong_never_held(cast: Cast, register: Register) -> None:
    person = register(birth_year=1984)
    note(cast, person, Noting(is_correction=True), born="1948-03-27")
    assert (holding(person)["born"], person.birth_year) == ("1948-03-27", 1948)
    assert holding(person, date(2000, 1, 1))["born"] == "1948-03-27"
    assert {each.value for each in list_facts(person.id) if each.is_withdrawn} == {"1984"}


def test_an_emptied_answer_is_none_whatever_was_there_before(cast: Cast, register: Register) -> None:
    for noting in (UNDATED, Noting(is_correction=True)):
        person = register()
        note(cast, person, Noting(since="2020"), work="employed")
        note(cast, person, work="registered")
        note(cast, person, noting, work="")
        assert holding(person) == {}
        assert holding(person, TODAY - timedelta(days=1)) == {"work": "employed"}


def test_something_taken_back_leaves_what_was_before(cast: Cast, register: Register) -> None:
    person = register()
    note(cast, person, nationality="UA")
    note(cast, person, nationality="PT")
    wrong = next(each for each in list_facts(person.id) if each.value == "PT")
    for _twice in range(2):
        with writing():
            withdraw_fact(cast.colleague.actor, participant=person, fact=wrong)
    assert (holding(person), person.version) == ({"nationality": "UA"}, 4)
    for _twice in range(2):
        with writing():
            restore_fact(cast.colleague.actor, participant=person, fact=wrong)
    assert (holding(person), person.version) == ({"nationality": "PT"}, 5)
    with pytest.raises(Conflict), writing():
        withdraw_fact(cast.colleague.actor, participant=register("Rui"), fact=wrong)


def test_several_answers_hold_beside_each_other(cast: Cast, register: Register) -> None:
    person = register()
    note(cast, person, spoken={"uk": "mother_tongue", "pt": "some"}, hours={"mornings": "yes"})
    note(cast, person, spoken={"uk": "mother_tongue", "pt": "everyday"})
    assert holding(person) == {"hours mornings": "yes", "spoken pt": "everyday", "spoken uk": "mother_tongue"}


def test_what_was_so_before_anybody_asked_has_no_beginning(cast: Cast, register: Register) -> None:
    """One "since when" goes for a whole form."""
    person = register()
    note(cast, person, Noting(since="2026-03"), nationality="UA", work="registered", born="1984")
    began = {each.kind: each.since for each in list_facts(person.id)}
    assert began == {"language": "", "nationality": "", "work": "2026-03", "born": ""}
    note(cast, person, Noting(since="2026-10"), nationality="PT", born="1985")
    began = {each.kind: each.since for each in held_on(list_facts(person.id), TODAY).values()}
    assert began == {"language": "", "nationality": "2026-10", "work": "2026-03", "born": ""}
    assert (holding(person, date(2026, 9, 1))["born"], person.birth_year) == ("1985", 1985)


def test_a_year_that_is_not_over_has_begun(cast: Cast, register: Register) -> None:
    person = register()
    note(cast, person, Noting(since="2026"), work="employed")
    assert holding(person)["work"] == "employed"


def test_nobody_notes_on_what_they_have_not_read(cast: Cast, register: Register) -> None:
    person = register()
    note(cast, person, gender="woman")
    with pytest.raises(StaleRecord), writing():
        note_facts(
            cast.colleague.actor,
            participant=person,
            version=1,
            answers={"gender": {"": "man"}},
            noting=UNDATED,
        )
    with pytest.raises(Forbidden), writing():
        note_facts(cast.observer.actor, participant=person, version=2, answers={}, noting=UNDATED)


def test_who_is_recognised_keeps_their_own_answers_and_gains_the_others(
    cast: Cast, register: Register
) -> None:
    known = register("Olga Bondar", birth_year=1984, language="uk")
    with writing():
        terminal = Actor(kind=ActorKind.TERMINAL, id=cast.kiosk.id, grants={cast.here: REQUESTS})
        new = create_unverified(terminal, municipality_id=cast.here, name="Olga Bondar", language="pt")
    note(cast, known, spoken={"uk": "mother_tongue"})
    note(cast, known, gender="man")
    wrong = next(each for each in list_facts(known.id) if each.kind == "gender")
    with writing():
        withdraw_fact(cast.facilitator.actor, participant=known, fact=wrong)
    note(cast, new, born="1999", gender="woman", spoken={"ar": "well", "uk": "some"})
    with writing():
        merge_unverified(cast.facilitator.actor, gone=new, kept=known)
    assert holding(known) == {
        "born": "1984",
        "gender": "woman",
        "spoken ar": "well",
        "spoken uk": "mother_tongue",
    }
    assert (known.language, known.birth_year) == ("uk", 1984)


def test_lists_and_pages_agree_on_who_belongs_to_a_group(cast: Cast, register: Register) -> None:
    """Every rule against every kind of answer: the list's query and the page's function."""
    answers: list[dict[str, Any]] = [
        {kind: value}
        for kind, value in (
            *product(["gender"], ["woman", "man", "not_said"]),
            *product(["nationality"], ["PT", "UA", "not_said"]),
            *product(["schooling"], ["isced_0", "isced_2", "isced_3", "not_said"]),
            *product(["benefit"], ["rsi", "none"]),
            *product(["work"], ["unregistered", "learning", "not_said"]),
        )
    ]
    for number, answer in enumerate([{}, *answers]):
        for declared, year in ((list(DECLARED), 2001), ([], 1950), (list(DECLARED), None)):
            note(cast, register(f"Pessoa {number}", groups=declared, birth_year=year), **answer)
    people = {each.id: each for each in db.session.scalars(select(Participant))}
    by_group = {
        group: set(db.session.scalars(select(Participant.id).where(in_group(group, TODAY, cast.here))))
        for group in (*DECLARED, *AGES)
    }
    at_once = groups_on(select(Participant.id), TODAY)
    for key in people:
        belongs = set(groups_of(said(held_on(list_facts(key), TODAY)), TODAY.year))
        assert {group for group, members in by_group.items() if key in members} == belongs
        assert at_once[key] == belongs & DECLARED.keys()
    assert all(by_group.values())


def test_who_is_born_when_is_found_by_the_year(cast: Cast, register: Register) -> None:
    person = register("Olga Bondar")
    note(cast, person, born="1984-03")
    found = find_candidates(cast.facilitator.actor, name="Olga Bondar", birth_year=1984)
    assert [each.reasons[-1] for each in found] == ["birth_year"]
    assert clock.now().date() == TODAY


def test_how_it_is_known_is_one_of_the_ways_there_are(cast: Cast, register: Register) -> None:
    person = register()
    with pytest.raises(UnknownReason):
        note(cast, person, Noting(source=""), gender="woman")
    assert holding(person) == {}


def test_what_the_release_before_wrote_meanwhile_stays(cast: Cast, register: Register) -> None:
    """Somebody without a fact, as it registers people: noting one thing changes no other."""
    person = register(birth_year=1984, language="uk")
    with writing():
        db.session.execute(delete(Fact).where(Fact.participant_id == person.id))
    note(cast, person, gender="woman")
    assert (person.birth_year, person.language) == (1984, "uk")
