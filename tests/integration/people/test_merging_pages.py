"""Merging two records in the browser: chosen, looked at, done, undone, and what stands in the way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.unit_of_work import writing
from app.people.merging.operations import forget_snapshots
from app.people.models import ContactPoint, Merge, MergeSnapshot, Participant
from app.people.operations.contacts import add_contact
from app.people.operations.records import edit_participant
from app.people.operations.sealing import add_to_team
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.facts import note

ClientFor = Callable[[Person | None], PageClient]
Register = Callable[..., Participant]
Seal = Callable[[Participant], None]
WHY: dict[str, Any] = {"reason": "registered_twice"}


def url(kept: Participant, gone: Participant) -> str:
    return f"/participants/{kept.id}/merge?other={gone.id}"


def merged(client: PageClient, kept: Participant, gone: Participant, **answers: Any) -> Page:
    """Looked at and sent; the page that it leads to."""
    return client.submit(client.get(url(kept, gone)), url(kept, gone), **{**WHY, **answers})


def records() -> list[str]:
    """The names of all records, as they are stored now."""
    db.session.expire_all()
    return sorted(db.session.scalars(select(Participant.name)))


@pytest.fixture
def two(register: Register) -> tuple[Participant, Participant]:
    """One person who was registered twice."""
    kept = register("Rosa Verdade", birth_year=1984, phone="912345678")
    gone = register("Rosa Verdadeiro", birth_year=1985, phone="912 345 678", note="Vem às 9.")
    return kept, gone


def test_the_other_record_is_proposed_looked_at_and_merged(
    cast: Cast, two: tuple[Participant, Participant], client_for: ClientFor
) -> None:
    kept, gone = two
    client = client_for(cast.facilitator)
    person = client.get(f"/participants/{kept.id}")
    assert person.soup.select(f'a[href$="/participants/{kept.id}/merge"]')
    chosen = client.get(f"/participants/{kept.id}/merge")
    assert chosen.soup.select(f'a[href="{url(kept, gone)}"]')
    page = client.get(url(kept, gone))
    assert "912" not in page.text, "who reads a telephone opens it, which is logged"
    client.submit(page, url(kept, gone), status=422)
    assert len(records()) == 2, "nothing is done without a reason"
    client.submit(page, url(kept, gone), **WHY, name="gone", fact_born_="gone")
    assert records() == ["Rosa Verdadeiro"]
    assert (kept.name, kept.birth_year, kept.note) == ("Rosa Verdadeiro", 1985, "Vem às 9.")
    assert db.session.scalars(select(ContactPoint.participant_id)).all() == [kept.id]
    told = client.get(f"/participants/{kept.id}")
    merge = db.session.scalars(select(Merge)).one()
    assert told.soup.select(f'a[href$="/merges/{merge.id}"]')


def test_a_search_finds_the_other_by_any_name(cast: Cast, register: Register, client_for: ClientFor) -> None:
    kept, gone = register("Olga Bondar"), register("Maria Casada")
    client, where = client_for(cast.facilitator), f"/participants/{kept.id}/merge"
    assert not client.get(where).soup.select(f'a[href="{url(kept, gone)}"]')
    assert client.get(f"{where}?q=casada").soup.select(f'a[href="{url(kept, gone)}"]')
    assert not client.get(f"{where}?q=bondar").soup.select('main a[href*="other="]')
    client.get(f"{where}?other=nonsense", status=404)


def test_whoever_has_the_old_address_is_led_to_the_record_that_stays(
    cast: Cast, two: tuple[Participant, Participant], register: Register, client_for: ClientFor
) -> None:
    kept, gone = two
    third, client = register("Rosa"), client_for(cast.facilitator)
    edited = client.get(f"/participants/{gone.id}/edit")
    merged(client, kept, gone)
    merged(client, third, kept)
    led = client.get(f"/participants/{gone.id}/edit?_external=1&endpoint=x", status=303)
    assert led.location == f"/participants/{third.id}/edit?_external=1&endpoint=x"
    sent = client.submit(edited, f"/participants/{gone.id}/edit", name="Outra")
    assert sent.location.endswith(f"/participants/{third.id}")
    assert client.follow(sent).soup.select(".notice-warning"), "what was typed is not lost without a word"
    assert not db.session.scalars(select(Participant).filter_by(name="Outra")).all()
    client_for(cast.stranger).get(f"/participants/{gone.id}/edit", status=404)
    acts = client.get(f"/participants/{third.id}/history")
    assert len(acts.soup.select("main li")) > len(two)


def test_undone_both_stand_as_before_and_can_be_merged_again(
    cast: Cast, two: tuple[Participant, Participant], client_for: ClientFor
) -> None:
    kept, gone = two
    client = client_for(cast.facilitator)
    for _ in range(2):
        page = client.get(merged(client, kept, gone, name="gone").location)
        undo = page.soup.select_one('form[action$="/reversal"]')
        assert undo is not None
        client.submit(page, str(undo["action"]))
        client.submit(page, str(undo["action"]))  # pressed twice
        assert records() == ["Rosa Verdade", "Rosa Verdadeiro"]
    acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == gone.id)).all()
    assert acts.count("participant.merge_undone") == 2
    assert "Rosa Verdadeiro" not in client.get(f"/participants/{kept.id}").text


def test_what_changed_since_is_named_and_nothing_is_undone(
    cast: Cast, two: tuple[Participant, Participant], client_for: ClientFor
) -> None:
    kept, gone = two
    client = client_for(cast.facilitator)
    shown = client.get(merged(client, kept, gone).location)
    db.session.expire_all()
    note(cast, kept, work="employed")
    where = shown.soup.select_one('form[action$="/reversal"]')
    assert where is not None
    refused = client.submit(shown, str(where["action"]), status=409)
    assert refused.soup.select(".notice-warning li")
    assert records() == ["Rosa Verdade"]


def test_an_old_merge_is_not_undone(
    cast: Cast, two: tuple[Participant, Participant], client_for: ClientFor
) -> None:
    """What it takes is forgotten after a month, for it holds what was written of the person."""
    kept, gone = two
    client = client_for(cast.facilitator)
    shown = client.get(merged(client, kept, gone).location)
    where = shown.soup.select_one('form[action$="/reversal"]')
    assert where is not None
    with clock.frozen_at(clock.now() + timedelta(days=31)), writing():
        forget_snapshots()
    assert not db.session.scalars(select(MergeSnapshot)).all()
    client.submit(shown, str(where["action"]), status=409)
    assert not client.get(f"/participants/{kept.id}").soup.select('form[action$="/reversal"]')


def test_two_tabs_merge_once(cast: Cast, two: tuple[Participant, Participant], client_for: ClientFor) -> None:
    """In the same direction and in the other one."""
    kept, gone = two
    client = client_for(cast.facilitator)
    pages = [client.get(url(kept, gone)), client.get(url(kept, gone))]
    other_way = client.get(url(gone, kept))
    client.submit(pages[0], url(kept, gone), **WHY)
    client.submit(pages[0], url(kept, gone), **WHY)  # the same tap again is that merge
    for page, where in ((pages[1], url(kept, gone)), (other_way, url(gone, kept))):
        told = client.submit(page, where, **WHY, status=409)
        assert told.soup.select(".notice-warning")
    assert len(db.session.scalars(select(Merge)).all()) == 1


def test_what_changes_between_the_look_and_the_press_is_looked_at_again(
    cast: Cast, two: tuple[Participant, Participant], client_for: ClientFor
) -> None:
    kept, gone = two
    client = client_for(cast.facilitator)
    page = client.get(url(kept, gone))
    with writing():
        add_contact(
            cast.facilitator.actor, contact_id=kept.id, participant=gone, kind="email", value="r@example.org"
        )
        edit_participant(cast.facilitator.actor, participant=gone, version=gone.version, name="Rosa Outra")
    again = client.submit(page, url(kept, gone), **WHY, note="É a mesma.", status=409)
    assert "É a mesma." in again.html
    assert len(records()) == 2
    client.submit(again, url(kept, gone))
    assert len(records()) == 1


def test_one_record_is_not_two(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register(), client_for(cast.facilitator)
    refused = client.get(url(person, person), status=422)
    assert refused.soup.select("[data-error-summary]")
    client.post(url(person, person), WHY, status=422)


def test_protected_people_are_merged_by_whoever_may_protect(
    cast: Cast, two: tuple[Participant, Participant], seal: Seal, client_for: ClientFor
) -> None:
    kept, gone = two
    with writing():
        for each in two:
            add_to_team(cast.coordinator.actor, participant=each, staff_id=cast.colleague.id)
    seal(gone)
    client_for(cast.registrar).get(url(kept, gone), status=404)
    client_for(cast.registrar).post(url(kept, gone), WHY, status=404)
    team = client_for(cast.colleague)
    team.get(url(kept, gone), status=303)  # says first why it is opened
    team.post(f"/participants/{gone.id}/opening", {"reason": "coordination"})
    page = team.get(url(kept, gone))
    assert not page.soup.select('form[action*="other="]')
    client, gone_id = client_for(cast.coordinator), gone.id
    page = client.get(url(kept, gone))
    sent = page.form(url(kept, gone)) | WHY
    team.post(url(kept, gone), {**sent, "csrf_token": team.token()}, status=403)
    client.post(url(kept, gone), sent)
    db.session.expire_all()
    assert db.session.get(Participant, gone_id) is None
    assert kept.is_sealed
    client_for(cast.registrar).get(f"/participants/{gone_id}", status=404)
