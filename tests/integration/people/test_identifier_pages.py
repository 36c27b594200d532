"""Numbers of the state: covered until opened, refused where mistyped, found by whoever may."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people import queries
from app.people.dossier import identifiers
from app.people.identifiers.models import NationalIdentifier
from app.people.identifiers.queries import list_identifiers, with_identifier
from app.people.merging.operations import merge_unverified
from app.people.models import Participant
from app.people.operations.identifiers import forget_removed, note_identifier, remove_identifier
from app.people.operations.unverified import create_unverified
from tests.cast import Cast, Person
from tests.client import PageClient

ClientFor = Callable[[Person | None], PageClient]
Register = Callable[..., Participant]
Seal = Callable[[Participant], None]
NIF, SPOKEN = "123456789", "123 456 789"
SEEK = "/participants/by-number"


def of(person: Participant, room: str = "") -> str:
    return f"/participants/{person.id}/identifiers{room}"


def note(cast: Cast, person: Participant, digits: str = NIF, kind: str = "nif") -> NationalIdentifier:
    with writing():
        return note_identifier(
            cast.coordinator.actor, identifier_id=new_id(), participant=person, kind=kind, digits=digits
        )


def acts() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc())))


def test_a_number_is_noted_covered_opened_and_removed_with_its_trace(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register("Rosa"), client_for(cast.pathway_worker)
    page = client.get(of(person))
    assert "nobody needs one" in page.text or "ninguém" in page.text
    page = client.follow(client.submit(page, of(person), kind="nif", number=SPOKEN))
    assert SPOKEN not in page.text
    assert NIF not in page.text
    opened = client.submit(page, of(person, "/opening"), status=200)
    assert SPOKEN in opened.text
    assert acts()[:2] == ["participant.identifiers_opened", "participant.identifier_noted"]
    noted = db.session.scalars(select(NationalIdentifier)).one()
    assert NIF not in noted.number_encrypted + noted.number_index
    client.submit(opened, of(person, f"/{noted.id}/removal"))
    assert "•••" not in client.get(of(person)).text
    whats = [event.what for event in queries.timeline(cast.coordinator.actor, person)]
    assert whats[0] == "participant.identifier_removed"
    assert not db.session.scalar(
        select(func.count()).where(func.cast(AuditEntry.detail, AuditEntry.action.type).contains(NIF))
    )


def test_who_removed_a_number_by_mistake_puts_it_back_and_meanwhile_nobody_reads_it(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, other, client = register("Rosa"), register("Rosa M."), client_for(cast.pathway_worker)
    first = note(cast, person)
    note(cast, other)
    back = of(person, f"/{first.id}/restoration")
    page = client.follow(client.submit(client.get(of(person)), of(person, f"/{first.id}/removal")))
    assert f"/participants/{other.id}" not in page.html, "the same number is told of no more"
    found = client.submit(client.get(SEEK), SEEK, status=200, number=NIF)
    assert f"/participants/{person.id}" not in found.html
    assert SPOKEN not in client.post(of(person, "/opening"), status=200).text
    db.session.rollback()
    (row,) = identifiers(person).rows
    assert row["number"] == ""
    colleague = client_for(cast.coordinator)
    assert not colleague.get(of(person)).soup.select(f'form[action="{back}"]')
    colleague.post(back, status=404)

    page = client.follow(client.submit(client.get(of(person)), back))
    client.post(back)
    assert SPOKEN in client.submit(page, of(person, "/opening"), status=200).text
    assert acts()[:2] == ["participant.identifiers_opened", "participant.identifier_restored"]


def test_a_removed_number_waits_for_the_other_of_its_kind_and_is_erased_after_thirty_days(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register("Rosa"), client_for(cast.pathway_worker)
    first = note(cast, person)
    client.submit(client.get(of(person)), of(person, f"/{first.id}/removal"))
    client.submit(client.get(of(person)), of(person), kind="nif", number="245 000 003")
    page = client.follow(client.post(of(person, f"/{first.id}/restoration")))
    assert page.soup.select_one("[class*=warning]") is not None
    for days, left in ((29, 2), (31, 1)):
        with clock.frozen_at(clock.now() + timedelta(days=days)), writing():
            forget_removed()
        assert len(db.session.scalars(select(NationalIdentifier)).all()) == left
        db.session.rollback()


def test_a_removed_number_follows_a_person_and_stands_beside_nothing(cast: Cast, register: Register) -> None:
    """Neither does it keep the other record's from standing, nor does it come back."""
    kept, actor = register("Rosa"), cast.coordinator.actor
    removed = note(cast, kept)
    with writing():
        gone = create_unverified(actor, municipality_id=cast.here, name="Rosa", language="pt")
        remove_identifier(actor, participant=kept, identifier=removed)
    standing = note(cast, gone)
    with writing():
        merge_unverified(actor, gone=gone, kept=kept)
    assert [each.id for each in list_identifiers(actor, kept)] == [standing.id]


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("nif", "12345678", "9"),
        ("nif", "123 456 788", "algarismos"),
        ("nif", "501 964 843", "1, 2, 3"),
        ("niss", "1234567890", "11"),
        ("iefp", "tenho em casa", "algarismos"),
        ("nif", "", ""),
        ("passport", NIF, ""),
    ],
)
def test_what_was_mistyped_is_refused_in_words_that_fit_and_stays_to_be_mended(
    cast: Cast, register: Register, client_for: ClientFor, kind: str, typed: str, said: str
) -> None:
    person, client = register("Rosa"), client_for(cast.pathway_worker)
    page = client.submit(client.get(of(person)), of(person), status=422, kind=kind, number=typed)
    assert said in page.text
    field = page.soup.select_one("input[name=number]")
    assert field is not None
    assert field.get("value", "") == typed
    assert not db.session.scalars(select(NationalIdentifier)).all()


def test_a_second_number_of_a_kind_waits_until_the_first_was_removed(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register("Rosa"), client_for(cast.pathway_worker)
    first = note(cast, person)
    page = client.get(of(person))
    client.submit(page, of(person), kind="nif", number=NIF)
    client.submit(client.get(of(person)), of(person), status=422, kind="nif", number="245 000 003")
    assert [each.id for each in db.session.scalars(select(NationalIdentifier))] == [first.id]


def test_whoever_does_not_deal_with_other_services_sees_no_numbers(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person = register("Rosa")
    note(cast, person)
    for who in (cast.registrar, cast.facilitator):
        client = client_for(who)
        client.get(of(person), status=403)
        client.get(SEEK, status=403)
        assert of(person) not in client.get(f"/participants/{person.id}").html


def test_somebody_is_found_by_the_whole_number_and_the_search_is_kept(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register("Rosa Guerreiro"), client_for(cast.coordinator)
    note(cast, person)
    page = client.get(SEEK)
    found = client.submit(page, SEEK, status=200, number=SPOKEN)
    assert "Rosa Guerreiro" in found.text
    assert acts()[0] == "participant.found_by_identifier"
    nobody = client.submit(page, SEEK, status=200, number="12345678")
    assert "Rosa Guerreiro" not in nobody.text
    assert acts()[0] == "participant.sought_by_identifier"
    client.submit(page, SEEK, status=422, number="Rosa")


def test_a_protected_person_is_found_by_nobody_who_may_not_find_them(
    cast: Cast, register: Register, seal: Seal, client_for: ClientFor
) -> None:
    hidden, person = register("Olga Hidden"), register("Rosa")
    note(cast, hidden)
    seal(hidden)
    client = client_for(cast.pathway_worker)
    found = client.submit(client.get(SEEK), SEEK, status=200, number=NIF)
    assert "Olga" not in found.text
    page = client.get(of(person))
    page = client.follow(client.submit(page, of(person), kind="nif", number=NIF))
    assert "Olga" not in page.text


def test_the_same_number_with_somebody_else_is_told(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    other, person = register("Rosa Maria"), register("Rosa M.")
    note(cast, other)
    client = client_for(cast.coordinator)
    page = client.follow(client.submit(client.get(of(person)), of(person), kind="nif", number=NIF))
    assert f"/participants/{other.id}" in page.html
    same = db.session.scalars(select(Participant.name).where(with_identifier("nif", NIF)))
    assert sorted(same) == ["Rosa M.", "Rosa Maria"]


def test_numbers_follow_a_person_who_turns_out_to_be_known(cast: Cast, register: Register) -> None:
    known = register("Rosa")
    with writing():
        gone = create_unverified(
            cast.coordinator.actor, municipality_id=cast.here, name="Rosa", language="pt"
        )
    for person, digits, kind in ((known, NIF, "nif"), (gone, NIF, "nif"), (gone, "12345678902", "niss")):
        note(cast, person, digits, kind)
    with writing():
        merge_unverified(cast.coordinator.actor, gone=gone, kept=known)
    kept = db.session.scalars(select(NationalIdentifier).order_by(NationalIdentifier.kind)).all()
    assert [(each.participant_id, each.number) for each in kept] == [
        (known.id, NIF),
        (known.id, "12345678902"),
    ]
