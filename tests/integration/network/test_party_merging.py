"""Two organisations that are one are merged with everything that hangs on them, and parted again exactly."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Membership
from app.core import clock
from app.core.db import Base, db, new_id
from app.core.errors import Forbidden
from app.core.images import Row, frozen, key_of
from app.core.unit_of_work import writing
from app.network.parties import attaching, merging
from app.network.parties.attached import (
    NameSort,
    PartnerRole,
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyMerge,
    PartyName,
)
from app.network.parties.hanging import NotOne, preview
from app.network.parties.models import OrganisationKind, Party, PartyReach
from app.network.parties.operations import Address, create_party
from app.network.parties.queries import names_in
from app.people.models import Consent, Participant
from app.people.operations.consents import give_consent
from tests.cast import Cast, Person, id_of
from tests.client import PageClient
from tests.factories import parties as factory
from tests.factories.one_of_each import a_person
from tests.factories.parties import a_body, noted

ClientFor = Callable[[Person | None], PageClient]
Dump = dict[tuple[str, str], Row]
BESIDE = ("audit_", "party_merge", "request_key", "job", "staff_session", "try_count")


def dump() -> Dump:
    """Every row there is, but for what tells of acts."""
    found: Dump = {}
    for table in Base.metadata.sorted_tables:
        if not table.name.startswith(BESIDE):
            for row in db.session.execute(select(table)).mappings():
                found[table.name, key_of(table, row)] = frozen(row)
    return found


def note(cast: Cast, model: Any, party: Party, **values: Any) -> UUID:
    return noted(cast.coordinator.actor, model, party, **values)


def an_organisation(cast: Cast, name: str, parent_id: UUID | None = None) -> Party:
    return factory.an_organisation(cast.coordinator.actor, name, parent_id)


@pytest.fixture
def two(cast: Cast) -> tuple[UUID, UUID]:
    """IEFP under two spellings."""
    with writing():
        kept, gone = an_organisation(cast, "IEFP - GIP"), an_organisation(cast, "IEFP_GIP")
    return kept.id, gone.id


def merge(cast: Cast, kept_id: UUID, gone_id: UUID) -> UUID:
    with writing():
        seen = preview(db.session.get_one(Party, kept_id), db.session.get_one(Party, gone_id))
        of: dict[str, Any] = {"merge_id": new_id(), "municipality_id": cast.here, "reason": "A mesma morada"}
        return merging.merge(cast.coordinator.actor, seen=seen, **of).id


def undo(cast: Cast, merge_id: UUID) -> None:
    with writing():
        merging.undo(cast.coordinator.actor, merge=db.session.get_one(PartyMerge, merge_id))


def hang(cast: Cast, chance: random.Random, parties: tuple[Party, Party]) -> None:  # noqa: C901  one for each sort
    """Something of any sort on one of two parties, often the same as on the other."""
    party, actor = chance.choice(parties), cast.coordinator.actor
    days: dict[str, Any] = {"from_on": chance.choice([None, date(2024, 1, chance.randint(1, 28))])}
    try:
        match chance.randrange(9):
            case 0:
                note(cast, PartyName, party, text=chance.choice("ABC"), sort=NameSort.ACRONYM.value)
            case 1:
                note(cast, PartyContact, party, name="Rosa", **days)
            case 2:
                note(cast, PartyContribution, party, kind="premises", what="Sala", parish_id=cast.parish)
            case 3:
                note(cast, PartnershipRole, party, role=chance.choice(list(PartnerRole)).value, **days)
            case 4:
                body = chance.choice(db.session.scalars(select(Party).where(Party.nature == "body")).all())
                note(cast, PartyMember, body, member_id=party.id, role="member", **days)
            case 5:
                attaching.serve(actor, municipality_id=cast.here, party=party, parishes=[cast.parish])
            case 6:
                who = chance.choice([cast.facilitator.id, cast.registrar.id])
                of = {"municipality_id": cast.here, "role": chance.choice(["observer", "registrar"])}
                there = select(Membership).filter_by(staff_id=who, organisation_id=party.id, **of)
                if not db.session.scalars(there).first():
                    db.session.add(Membership(id=new_id(), staff_id=who, organisation_id=party.id, **of))
            case 7:
                person = db.session.get_one(Participant, PERSON[0])
                said: Any = {"purpose": "sharing", "language": "pt", "given_how": "spoken"}
                give_consent(actor, consent_id=new_id(), participant=person, recipient_id=party.id, **said)
            case 8:
                an_organisation(cast, f"Unidade {new_id()}", party.id)
        db.session.flush()
    except attaching.NotedAlready:
        pass


PERSON: list[UUID] = []


@pytest.mark.parametrize("seed", range(8))
def test_whatever_hangs_on_them_merging_loses_nothing_and_undoing_is_exact(
    cast: Cast, two: tuple[UUID, UUID], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  the same rows every time
    with writing():
        PERSON[:] = [a_person(cast.coordinator.actor).id]
        for name in ("NE", "CLAS"):
            a_body(cast.coordinator.actor, name)
        parties = (db.session.get_one(Party, two[0]), db.session.get_one(Party, two[1]))
        parties[1].address = "Praça, 1" if seed % 2 else ""
        for _ in range(30):
            hang(cast, chance, parties)
    db.session.expire_all()
    kept_id, gone_id = chance.sample(two, 2)
    before = dump()
    merge_id = merge(cast, kept_id, gone_id)
    after = dump()

    assert not [row for row in after.values() if str(gone_id) in map(str, row.values())]
    lost = {key for key in before.keys() - after.keys() if key[0] != "organisation"}
    merged = db.session.get_one(PartyMerge, merge_id)
    assert merged.undoing is not None
    assert lost == {(name, key) for name, key, _row in merged.undoing["removed"]}
    for name, key in lost:
        row = before[name, key]
        same = {each for each in row if each not in {"id", "created_at", "given_at", "from_on", "version"}}
        moved = {**row, **{each: str(kept_id) for each in row if row[each] == str(gone_id)}}
        assert any(
            where == name and all(other[each] == moved[each] for each in same)
            for (where, _), other in after.items()
        ), "joined into a row that says something else"

    undo(cast, merge_id)
    assert dump() == before
    undo(cast, merge_id)
    assert dump() == before


def test_a_chain_of_merges_is_undone_from_its_end(cast: Cast, two: tuple[UUID, UUID]) -> None:
    with writing():
        third = an_organisation(cast, "Centro de Emprego").id
        note(cast, PartyContact, db.session.get_one(Party, two[1]), name="Rosa")
    before = dump()
    first, second = merge(cast, two[0], two[1]), merge(cast, third, two[0])
    with pytest.raises(merging.ChangedSince):
        undo(cast, first)
    db.session.rollback()
    undo(cast, second)
    undo(cast, first)
    assert dump() == before


def test_what_was_noted_since_stays_with_the_one_that_was_kept(cast: Cast, two: tuple[UUID, UUID]) -> None:
    merge_id = merge(cast, *two)
    with writing():
        since = note(cast, PartyContact, db.session.get_one(Party, two[0]), name="Rosa")
    undo(cast, merge_id)
    assert db.session.get_one(PartyContact, since).party_id == two[0]
    assert db.session.get(Party, two[1]) is not None


def test_a_role_taken_away_meanwhile_does_not_come_back(cast: Cast, two: tuple[UUID, UUID]) -> None:
    """Both spellings gave somebody the same role: the second row must not outlive the end of the first."""
    with writing():
        for party_id in two:
            of = {"municipality_id": cast.here, "role": "coordinator", "organisation_id": party_id}
            db.session.add(Membership(id=new_id(), staff_id=cast.registrar.id, **of))
            db.session.flush()
    merge_id = merge(cast, *two)
    left = db.session.scalars(select(Membership).where(Membership.organisation_id == two[0])).one()
    with writing():
        left.ended_at = clock.now()
    with pytest.raises(merging.ChangedSince):
        undo(cast, merge_id)


def test_of_somebody_who_is_forgotten_nothing_is_kept_to_undo(cast: Cast, two: tuple[UUID, UUID]) -> None:
    with writing():
        person = a_person(cast.coordinator.actor)
        said: Any = {"purpose": "sharing", "language": "pt", "given_how": "spoken"}
        for party_id in two:
            give_consent(
                cast.coordinator.actor, consent_id=new_id(), participant=person, recipient_id=party_id, **said
            )
    merge_id = merge(cast, *two)
    merged = db.session.get_one(PartyMerge, merge_id)
    assert str(person.id) in str(merged.undoing)
    with writing():
        merging.forget_rows_about([person.id])
    db.session.expire_all()
    assert str(person.id) not in str(merged.undoing)
    undo(cast, merge_id)
    assert len(db.session.scalars(select(Consent)).all()) == 1


def test_after_a_month_it_is_not_undone_any_more(
    cast: Cast, two: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    merge_id = merge(cast, *two)
    later = clock.now() + merging.WITHIN + timedelta(minutes=1)
    with writing():
        merging.forget_undoing()
    monkeypatch.setattr(clock, "now", lambda: later)
    with writing():
        merging.forget_undoing()
    db.session.expire_all()
    with pytest.raises(merging.TooLate):
        undo(cast, merge_id)


def test_what_cannot_be_one_is_not_merged(cast: Cast, two: tuple[UUID, UUID]) -> None:
    with writing():
        one = db.session.get_one(Party, two[0])
        unit, body = an_organisation(cast, "Unidade", one.id), a_body(cast.coordinator.actor)
        for kept, gone in ((one, one), (one, unit), (unit, one), (one, body)):
            with pytest.raises(NotOne):
                preview(kept, gone)


def test_nobody_merges_what_hangs_on_it_in_another_municipality(cast: Cast, two: tuple[UUID, UUID]) -> None:
    with writing():
        db.session.add(PartyReach(municipality_id=cast.elsewhere, party_id=two[1]))
    with pytest.raises(Forbidden):
        merge(cast, *two)


def test_the_pages_say_what_goes_along_and_lead_to_the_one_that_is_kept(
    cast: Cast, two: tuple[UUID, UUID], client_for: ClientFor
) -> None:
    with writing():
        note(cast, PartyContact, db.session.get_one(Party, two[1]), name="Rosa")
        create_party(
            cast.coordinator.actor,
            party_id=new_id(),
            municipality_id=cast.here,
            name="Outra",
            kind=OrganisationKind.OTHER,
            address=Address(email="geral@outra.example"),
        )
    client, base = client_for(cast.coordinator), f"/organisations/{two[0]}"
    assert "IEFP_GIP" in client.get(f"{base}/merge").text
    url = f"{base}/merge?other={two[1]}"
    page = client.get(url)
    client.submit(page, url, status=422)
    with writing():
        note(cast, PartyName, db.session.get_one(Party, two[1]), text="IEFP", sort="acronym")
    page = client.submit(page, url, reason="A mesma morada", status=409)
    shown = client.follow(client.submit(page, url, reason="A mesma morada"))

    assert client.get(f"/organisations/{two[1]}", status=303).location.endswith(base)
    client.get(f"/organisations/{two[1]}/edit", status=303)
    kept = client.get(base).text
    assert "Rosa" in kept
    assert "IEFP_GIP" in kept
    assert names_in(cast.here).resolve("IEFP_GIP").party_id == two[0]

    merged = db.session.scalars(select(PartyMerge)).one()
    client.submit(shown, f"{base}/merges/{merged.id}/reversal")
    assert "Rosa" not in client.get(base).text
    assert "Rosa" in client.get(f"/organisations/{two[1]}").text
    client.get(f"{base}/merges/{merged.id}")
    client.get(f"{base}/merge?other={cast.town_hall}")
    client.get(f"{base}/merge?other=nonsense", status=404)
    client.get(f"{base}/merge?other={id_of('other_town_hall')}", status=404)
    client_for(cast.administrator).get(f"{base}/merge", status=403)
    client_for(cast.stranger_coordinator).get(f"{base}/merges/{merged.id}", status=404)
