"""Among whom people are looked for: only those who agreed to it, at that moment."""

from app.core import clock
from app.core.db import db
from app.core.unit_of_work import writing
from app.initiatives.pool.people import LEVELS, THERE, Person
from app.initiatives.pool.queries import as_people, people_of
from app.people.models import Consent, Participant
from app.people.operations.consents import withdraw_consent
from app.skills.loader import id_of
from app.skills.operations.entries import describe_entry
from app.skills.scales import Level
from tests.cast import Cast
from tests.factories.facts import note
from tests.integration.skills.conftest import MakeList, MakePerson, counted_statements

CHILD, OLDER = id_of("care-child"), id_of("care-older-person")


def test_levels_are_those_of_the_scale() -> None:
    assert list(LEVELS) == ["", *(level.value for level in Level)]


def test_only_who_agreed_and_may_be_seen_is_found(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    ana = make_person("Ana")
    waiting, resting = make_person("Nome por comparar"), make_person("Dados em repouso")
    silent, sealed = make_person("Sem acordo", consent=False), make_person("Protegida", sealed=True)
    for person in (ana, silent, sealed, waiting, resting):
        make_list("care-child", participant=person)
    make_list("care-child")
    waiting.unverified_since = resting.restricted_at = clock.now()
    db.session.commit()
    assert [each.id for each in people_of(cast.here)] == [ana.id]
    assert not people_of(cast.elsewhere)


def test_whoever_takes_it_back_is_not_found_any_more(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    person = make_person("Ana")
    make_list("care-child", participant=person)
    assert len(people_of(cast.here)) == 1
    with writing():
        consent = db.session.query(Consent).filter_by(participant_id=person.id).one()
        withdraw_consent(cast.facilitator.actor, participant=person, consent=consent)
    assert not people_of(cast.here)
    assert [each.id for each in as_people(cast.here, [person.id])] == [person.id]


def test_what_somebody_never_did_or_would_rather_not_do_is_not_theirs(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    ana, rui, eva = make_person("Ana"), make_person("Rui"), make_person("Eva")
    described = make_list("care-child", "care-older-person", participant=ana)
    make_list("care-child", participant=rui)
    make_list("care-child", participant=rui, frequency="never")
    unwilling = make_list("care-child", participant=eva)
    with writing():
        describe_entry(cast.facilitator.actor, entry=described.entries[0], level="teaches")
        describe_entry(cast.facilitator.actor, entry=unwilling.entries[0], wish="no")
    (found,) = people_of(cast.here, competences=[CHILD, OLDER])
    assert (found.id, found.levels) == (ana.id, {CHILD: 3, OLDER: 0})
    also = people_of(cast.here, competences=[CHILD], also=[eva.id])
    assert {each.id: each.levels for each in also} == {ana.id: {CHILD: 3}, eva.id: {}}


def test_what_was_said_of_hours_ways_and_languages_is_read_in_three_queries(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    person = make_person("Ana", parish_id=cast.parish)
    make_list("care-child", participant=person)
    note(
        cast,
        person,
        hours={"mornings": "yes", "saturdays": "yes"},
        transport="car",
        distance="20",
        spoken={"uk": "well", "fr": "some"},
    )
    with counted_statements() as sent:
        (found,) = people_of(cast.here)
    assert len(sent) <= 4  # and one for the zone
    assert found == Person(
        person.id,
        {CHILD: 0},
        cast.parish,
        frozenset({"pt", "uk"}),
        frozenset({"mornings", "saturdays"}),
        has_transport=True,
        distance_km=20,
    )
    assert found.distance_to(cast.parish) == THERE


def test_of_members_who_are_protected_only_their_place_counts(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    sealed: Participant = make_person("Protegida", sealed=True)
    make_list("care-child", participant=sealed)
    assert as_people(cast.here, [sealed.id]) == (Person(sealed.id, {}),)
