"""Pages of offers, publications and the learning library."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core import inspection, uploads
from app.core.db import db
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.shelves.operations import shelves as services
from app.skills.operations.entries import answer_card
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.enrolments import make_person
from tests.factories.offers import a_publication, an_offer
from tests.factories.one_of_each import clerk, list_of, making
from tests.factories.papers import a_pdf
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]
OFFER: dict[str, Any] = {
    "kind": "vacancy",
    "title": "Pedreiro de segunda",
    "employer": "Construções Freixo",
    "place": "Vila Nova do Freixo",
    "pay_from": "1.050,50",
    "competence_names": "cozinhar refeiçoes",
    "valid_until": ["31", "12", "2030"],
}


def count(kind: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_a_facilitator_adds_an_offer_that_is_public_at_once(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = client.get("/directory/offers/new?kind=vacancy")
    shown = client.follow(client.submit(page, "/directory/offers", **OFFER))
    (offer,) = db.session.scalars(select(Offer))
    assert (offer.state, offer.pay_from, offer.kind) == ("open", 105_050, "vacancy")
    assert len(offer.competences) == 1
    assert "Construções Freixo" in shown.text
    assert "1050,50" in shown.text
    listed = client.get("/directory/offers?q=pedreiro&kind=vacancy&state=open")
    assert "Pedreiro de segunda" in listed.text


def test_the_page_of_an_offer_shows_who_can_do_it_and_takes_the_outcome(
    cast: Cast, client_for: ClientFor
) -> None:
    """Only who agreed, those nearby first; to nobody who may not read people."""
    actor = clerk(cast.here, cast.colleague.id)
    with making():
        offer = an_offer(actor, place="Sede, freguesia de Amieira")
        card = offer.competences[0].competence_id
        for name, parish, agrees in (
            ("Ana Longe", cast.other_parish, True),
            ("Zita Perto", cast.parish, True),
            ("Rui Calado", cast.parish, False),
        ):
            person = make_person(actor, name, parish_id=parish, matching=agrees)
            inventory = list_of(actor, participant_id=person.id)
            answer_card(actor, inventory=inventory, competence_id=card, context="", frequency="often")
    url = f"/directory/offers/{offer.id}"
    client = client_for(cast.facilitator)
    page = client.get(url)
    assert [each.text for each in page.soup.select("#able strong")] == ["Zita Perto", "Ana Longe"]
    assert client_for(cast.partner_technician).get(url).soup.select_one("#able") is None
    client.post(f"{url}/state", {"after": "filled"}, status=422)
    client.post(f"{url}/state", {"after": "filled", "reason": "programme"})
    assert "Por alguém do programa" in client.get(url).text


def test_what_a_partner_adds_is_proposed_and_published_by_others(cast: Cast, client_for: ClientFor) -> None:
    partner = client_for(cast.partner_technician)
    page = partner.get("/directory/offers/new")
    partner.submit(page, "/directory/offers", **OFFER, organisation_id=str(cast.town_hall))
    (offer,) = db.session.scalars(select(Offer))
    assert offer.state == "proposed"
    url = f"/directory/offers/{offer.id}"
    assert "published" not in partner.get(url).text
    partner.post(f"{url}/state", {"after": "open"}, status=403)
    client_for(cast.facilitator).post(f"{url}/state", {"after": "open"})
    db.session.expire_all()
    assert db.session.get_one(Offer, offer.id).state == "open"


def test_a_partner_writes_for_no_other_organisation(cast: Cast, client_for: ClientFor) -> None:
    with making():
        offer = an_offer(clerk(cast.here, cast.coordinator.id))
    partner = client_for(cast.partner_technician)
    partner.get(f"/directory/offers/{offer.id}/edit", status=403)
    for act in ("edit", "translations"):
        partner.post(f"/directory/offers/{offer.id}/{act}", {"title": ""}, status=403)
    page = partner.get("/directory/offers/new")
    partner.submit(page, "/directory/offers", status=422, **{**OFFER, "organisation_id": str(offer.id)})
    assert count(Offer) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("employer", ""),
        ("pay_from", "muito"),
        ("pay_to", "900"),
        ("competence_names", "xyzzy plugh"),
        ("url", "javascript:alert(1)"),
        ("valid_until", ["31", "2", "2030"]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    cast: Cast, client_for: ClientFor, field: str, value: Any
) -> None:
    client = client_for(cast.facilitator)
    page = client.get("/directory/offers/new")
    answer = client.submit(page, "/directory/offers", status=422, **{**OFFER, field: value})
    assert answer.soup.select_one(f"#{field}-error, #{field} .field-error, .field-error")
    assert count(Offer) == 0


def test_two_who_edit_the_same_offer_do_not_overwrite_each_other(cast: Cast, client_for: ClientFor) -> None:
    with making():
        offer = an_offer(clerk(cast.here, cast.coordinator.id))
    client, url = client_for(cast.facilitator), f"/directory/offers/{offer.id}/edit"
    early = client.get(url)
    client.submit(client.get(url), url, place="Amieira")
    late = client.submit(early, url, status=409, place="Monte Alvo")
    assert versions_on(late) == [("Amieira", "Monte Alvo")]
    assert late.form(url)["place"] == "Monte Alvo"
    client.submit(late, url)
    db.session.expire_all()
    assert db.session.get_one(Offer, offer.id).place == "Monte Alvo"


def test_why_an_offer_stays_unfilled_is_counted(cast: Cast, client_for: ClientFor) -> None:
    with making():
        offer = an_offer(clerk(cast.here, cast.coordinator.id))
    client, url = client_for(cast.facilitator), f"/directory/offers/{offer.id}/reasons"
    client.post(url, {**client.get(url).form(url), "reasons": ["transport", "pay"], "note": "Turno da noite"})
    shown = f"/directory/offers/{offer.id}"
    assert "Turno da noite" in client.get(shown).text
    partner = client_for(cast.partner_technician).get(shown).text
    assert "Não há transporte" in partner
    assert "Turno da noite" not in partner, "free text is shown to no other organisation"
    listed = client.get("/directory/offers?hindrance=transport")
    assert "Não há transporte para lá ou àquelas horas: 1" in listed.text
    assert "Cozinheira de lar" in listed.text
    client.post(url, {**client.get(url).form(url), "reasons": ["pay"]})
    assert "Cozinheira" not in client.get("/directory/offers?hindrance=transport").text


def test_a_leaflet_is_kept_published_and_read_by_everybody(cast: Cast, client_for: ClientFor) -> None:
    client, url = client_for(cast.facilitator), "/directory/publications"
    sent = {**client.get(f"{url}/new").form(url), "title": "Como pedir o RSI"}
    upload = (io.BytesIO(a_pdf()), "../../etc/horário.pdf")
    page = client.follow(client.post(url, {**sent, "upload": upload}))
    (publication,) = db.session.scalars(select(Publication))
    assert page.soup.select_one(".qr svg")
    nobody = client_for(None)
    public = f"/publications/{publication.id}"
    assert "Como pedir o RSI" in nobody.get(public).text
    file = nobody.get(f"{public}/file?save=1", judge=False).response
    assert file.headers["Content-Disposition"] == "attachment; filename=como-pedir-o-rsi.pdf"
    assert file.data == a_pdf()
    client.post(f"{url}/{publication.id}/state", {"after": "withdrawn"})
    nobody.get(public, status=404)
    nobody.get(f"{public}/file", status=404)


@pytest.mark.parametrize(
    ("data", "name"), [(b"MZ\x90", "virus.exe"), (b"<html>", "page.pdf"), (b"x" * 1_001, "a.pdf")]
)
def test_a_file_that_is_refused_leaves_what_was_typed(
    cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch, data: bytes, name: str
) -> None:
    for room in (inspection, uploads):
        monkeypatch.setattr(room, "MOST_BYTES", 1_000)
    client, url = client_for(cast.facilitator), "/directory/publications"
    sent = {**client.get(f"{url}/new").form(url), "title": "Como pedir o RSI"}
    page = client.post(url, {**sent, "upload": (io.BytesIO(data), name)}, status=422)
    assert page.form(url)["title"] == "Como pedir o RSI"
    assert page.soup.select_one("#upload-error")
    assert count(Publication) == 0


def test_a_thing_of_the_library_is_added(cast: Cast, client_for: ClientFor) -> None:
    client, url = client_for(cast.facilitator), "/directory/library"
    client.submit(client.get(f"{url}/new"), url, title="Pão em casa", kind="book", copies="2")
    (item,) = db.session.scalars(select(LibraryItem))
    assert (item.copies, item.state) == (2, "published")


def test_translations_are_written_and_taken_away(cast: Cast, client_for: ClientFor) -> None:
    with making():
        offer = an_offer(clerk(cast.here, cast.coordinator.id))
    client, url = client_for(cast.facilitator), f"/directory/offers/{offer.id}/translations"
    written: dict[str, Any] = {"uk-title": "Кухарка", "ar-title": "طباخة"}
    client.submit(client.get(url), url, **written)
    taken_away: dict[str, Any] = {"ar-title": ""}
    client.submit(client.get(url), url, **taken_away)
    db.session.expire_all()
    (text,) = db.session.get_one(Offer, offer.id).texts
    assert (text.lang, text.value) == ("uk", "Кухарка")


def test_another_municipalitys_entries_do_not_exist(cast: Cast, client_for: ClientFor) -> None:
    with making():
        ours = a_publication(clerk(cast.here, cast.coordinator.id))
    stranger = client_for(cast.stranger_coordinator)
    for path in ("", "/edit", "/translations"):
        stranger.get(f"/directory/publications/{ours.id}{path}", status=404)
    stranger.post(f"/directory/publications/{ours.id}/state", {"after": "withdrawn"}, status=404)


def test_an_offer_whose_day_is_over_expires(cast: Cast) -> None:
    from datetime import date

    with making():
        offer = an_offer(clerk(cast.here, cast.coordinator.id), valid_until=date(2026, 1, 31))
        assert services.expire_offers(clerk(cast.here, cast.coordinator.id), today=date(2026, 2, 1)) == 1
        assert services.expire_offers(clerk(cast.here, cast.coordinator.id), today=date(2026, 2, 1)) == 0
    assert offer.state == "expired"
