"""People who live together: noted, split, joined again, counted, and hidden with whoever is hidden."""

import itertools
import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people.households import operations
from app.people.households.models import Household, HouseholdMember
from app.people.households.queries import homes_of, household_on
from app.people.merging.operations import merge_unverified
from app.people.models import Participant
from app.people.operations.unverified import create_unverified
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.integration.people.conftest import Register

ClientFor = Callable[[Person | None], PageClient]
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def together(cast: Cast) -> Callable[..., Household]:
    def make(person: Participant, other: Participant, since: date | None = None, **how: bool) -> Household:
        with writing():
            return operations.live_together(
                cast.facilitator.actor, member_id=new_id(), person=person, other=other, since=since, **how
            )

    return make


def names(household: Household | None) -> set[str]:
    return {each.participant.name for each in household.members if each.lives_there} if household else set()


def home(cast: Cast, person: Participant, by: Person | None = None) -> Household | None:
    return homes_of((by or cast.facilitator).actor, person).present


def leave(cast: Cast, household: Household, who: Iterable[Participant], on: date, **how: bool) -> None:
    ids = {each.id for each in who}
    leaving = [each.id for each in household.members if each.participant_id in ids and each.lives_there]
    with writing():
        operations.move_out(cast.facilitator.actor, household=household, member_ids=leaving, on=on, **how)


def test_split_and_joined_again(cast: Cast, register: Register, together: Callable[..., Household]) -> None:
    mother, daughter, son = register("Rosa"), register("Inês"), register("Rui")
    together(mother, daughter, MAY)
    household = together(mother, son, MAY)
    assert names(household) == {"Rosa", "Inês", "Rui"}
    leave(cast, household, [daughter, son], JUNE, together=True)
    assert names(home(cast, mother)) == {"Rosa"}
    assert names(home(cast, son)) == names(home(cast, daughter)) == {"Inês", "Rui"}
    with pytest.raises(operations.LivesElsewhere):
        together(mother, son)
    together(mother, son, JULY, joins=True)
    assert names(home(cast, daughter)) == {"Rosa", "Inês", "Rui"}
    assert len(homes_of(cast.facilitator.actor, son).earlier) == 1


def test_whom_to_speak_with_is_somebody_who_lives_there(
    cast: Cast, register: Register, together: Callable[..., Household]
) -> None:
    mother, son = register("Rosa"), register("Rui")
    household = together(mother, son)
    assert [each.participant.name for each in household.members if each.is_contact] == ["Rosa"]
    with writing():
        operations.speak_with(cast.facilitator.actor, household=household, participant_id=son.id)
    assert [each.participant.name for each in household.members if each.is_contact] == ["Rui"]
    leave(cast, household, [son], MAY)
    assert [each.participant.name for each in household.members if each.is_contact] == ["Rosa"]


def test_what_was_noted_by_mistake_can_be_taken_back(
    cast: Cast, register: Register, together: Callable[..., Household]
) -> None:
    one, other = register("Rosa"), register("Rui")
    household = together(one, other)
    wrong = next(each for each in household.members if each.participant_id == other.id)
    with writing():
        operations.withdraw(cast.facilitator.actor, member=wrong)
    assert home(cast, other) is None
    assert names(home(cast, one)) == {"Rosa"}
    together(other, register("Sara"))
    assert names(home(cast, other)) == {"Rui", "Sara"}


def test_a_household_is_hidden_with_whoever_is_hidden(
    cast: Cast, register: Register, seal: Callable[[Participant], None], together: Callable[..., Household]
) -> None:
    one, other = register("Rosa"), register("Rui")
    together(one, other)
    seal(other)
    assert homes_of(cast.registrar.actor, one).households == []
    assert names(home(cast, one, cast.coordinator)) == {"Rosa", "Rui"}


def test_on_a_day_people_live_in_the_household_that_was_theirs_then(
    cast: Cast, register: Register, together: Callable[..., Household]
) -> None:
    one, other, alone = register("Rosa"), register("Rui"), register("Sara")
    together(one, other, MAY)
    household = home(cast, one)
    assert household

    def households(day: date) -> dict[UUID, UUID | None]:
        return dict(db.session.execute(select(Participant.id, household_on(day, Participant.id))).all())

    nowhere = dict.fromkeys((one.id, other.id, alone.id))
    assert households(JUNE) == {**nowhere, one.id: household.id, other.id: household.id}
    assert households(MAY - timedelta(days=1)) == nowhere


def test_a_name_that_turns_out_to_be_known_lives_where_the_known_one_does(
    cast: Cast, register: Register, together: Callable[..., Household]
) -> None:
    known, husband = register("Rosa"), register("Rui")
    together(known, husband)
    with writing():
        name = create_unverified(
            cast.facilitator.actor, municipality_id=cast.here, name="Rosa", language="pt"
        )
    together(name, register("Sara"))
    with writing():
        merge_unverified(cast.facilitator.actor, gone=name, kept=known)
    db.session.expire_all()
    assert names(home(cast, known)) == {"Rosa", "Rui"}


def test_nobody_lives_in_two_households_on_one_day(cast: Cast, register: Register) -> None:
    """However people come and go: a few hundred random moves, most of them refused."""
    chance = random.Random(11)  # noqa: S311  the same every time
    people = [register(name) for name in ("Ana", "Rui", "Eva", "Gil", "Zé")]
    for _ in range(200):
        one, other = chance.sample(people, 2)
        day = MAY + timedelta(days=chance.randrange(60))
        with suppress(operations.LivesElsewhere, operations.BadDay), writing():
            if (there := home(cast, one)) and chance.random() < 0.5:
                some = [each.id for each in there.members if each.lives_there and chance.random() < 0.6]
                if some:
                    operations.move_out(
                        cast.facilitator.actor,
                        household=there,
                        member_ids=some,
                        on=day,
                        together=chance.random() < 0.5,
                    )
            else:
                operations.live_together(
                    cast.facilitator.actor,
                    member_id=new_id(),
                    person=one,
                    other=other,
                    since=day,
                    joins=chance.random() < 0.5,
                )
        db.session.expire_all()
    for person in people:
        stays = db.session.scalars(select(HouseholdMember).filter_by(participant_id=person.id)).all()
        assert _apart(stays), [(each.since, each.until) for each in stays]
    for each in db.session.scalars(select(Household)):
        assert sum(member.is_contact for member in each.members) == bool(names(each))


def _apart(stays: Sequence[HouseholdMember]) -> bool:
    spans = sorted((each.since or date.min, each.until or date.max) for each in stays)
    return all(begin <= end for begin, end in spans) and all(
        one[1] < next_one[0] for one, next_one in itertools.pairwise(spans)
    )


def test_the_page_from_alone_to_together_and_apart(
    client_for: ClientFor, cast: Cast, register: Register
) -> None:
    mother, son = register("Rosa Dias"), register("Rui Dias")
    client, where = client_for(cast.facilitator), f"/participants/{mother.id}/household"
    page = client.get(f"{where}?q=Rui")
    form = page.form(f"{where}/members")
    page = client.post(f"{where}/members", form, status=422)
    assert page.soup.select_one(".error-summary")
    form = page.form(f"{where}/members") | {"participant_id": str(son.id), "since": ["1", "1", "2199"]}
    page = client.post(f"{where}/members", form, status=422)
    form = page.form(f"{where}/members") | {"participant_id": str(son.id), "since": ["1", "5", "2026"]}
    client.post(f"{where}/members", form)
    page = client.get(where)
    assert "Rui Dias" in page.text
    member = next(each for each in home(cast, mother).members if each.participant_id == son.id)  # type: ignore[union-attr]
    form = page.form(f"{where}/departures") | {"members": [str(member.id)], "on": ["30", "4", "2026"]}
    page = client.post(f"{where}/departures", form, status=422)
    form = page.form(f"{where}/departures") | {"members": [str(member.id)], "on": ["1", "6", "2026"]}
    client.post(f"{where}/departures", form)
    db.session.expire_all()
    assert names(home(cast, mother)) == {"Rosa Dias"}


def test_strangers_and_readers(client_for: ClientFor, cast: Cast, register: Register) -> None:
    where = f"/participants/{register('Rosa').id}/household"
    client_for(cast.stranger).get(where, status=404)
    client_for(cast.observer).get(where, status=403)
    client_for(cast.facilitator).post(f"{where}/members", {}, status=422)
