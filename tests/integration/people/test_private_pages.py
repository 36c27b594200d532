"""Contacts, consents, protection, team, and long inactivity, in the browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people import queries
from app.people.models import Consent, ContactPoint, Participant
from app.people.operations.consents import give_consent
from tests.cast import Cast, Person
from tests.client import PageClient

ClientFor = Callable[[Person | None], PageClient]
Register = Callable[..., Participant]
Seal = Callable[[Participant], None]


def at(person: Participant, room: str) -> str:
    return f"/participants/{person.id}/{room}"


def test_contacts_are_covered_until_opened(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register("Rosa", phone="912345678"), client_for(cast.registrar)
    page = client.get(at(person, "contacts"))
    assert "912345678" not in str(page.soup)
    opened = client.submit(page, at(person, "contacts/opening"), status=200)
    assert "912345678" in opened.text
    whats = [event.what for event in queries.timeline(cast.registrar.actor, person)]
    assert whats[0] == "participant.contacts_opened"
    contact = db.session.scalars(select(ContactPoint)).one()
    client.submit(opened, at(person, f"contacts/{contact.id}/removal"))
    assert db.session.scalars(select(ContactPoint)).all() == []


def test_adding_a_contact(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register(), client_for(cast.registrar)
    page = client.get(at(person, "contacts"))
    client.submit(page, at(person, "contacts"), kind="other", value="a vizinha Rosa, de manhã")
    client.submit(page, at(person, "contacts"), kind="other", value="a vizinha Rosa, de manhã")
    assert db.session.scalars(select(ContactPoint.value)).all() == ["a vizinha Rosa, de manhã"]
    client.submit(client.get(at(person, "contacts")), at(person, "contacts"), value="", status=422)
    other = register("Rui")
    client.post(at(other, f"contacts/{new_id()}/removal"), status=404)


def test_two_numbers_in_one_contact_are_both_kept_and_what_cannot_be_read_is_asked_about(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register(), client_for(cast.registrar)
    page = client.get(at(person, "contacts"))
    for _twice in range(2):
        client.submit(page, at(person, "contacts"), kind="phone", value="912 345 678 / 934 567 890 (irmã)")
    kept = db.session.execute(select(ContactPoint.value, ContactPoint.key).order_by(ContactPoint.key)).all()
    assert [tuple(each) for each in kept] == [
        ("912 345 678", "+351912345678"),
        ("934 567 890 (irmã)", "+351934567890"),
    ]
    page = client.get(at(person, "contacts"))
    client.submit(page, at(person, "contacts"), status=422, kind="phone", value="9123 456 789")


def test_asking_in_two_languages_and_agreeing(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register("محمد", language="ar"), client_for(cast.registrar)
    ask = at(person, "consents/ask/matching")
    page = client.get(ask)
    assert [side["lang"] for side in page.soup.select(".side")] == ["pt-PT", "ar"]
    assert "Se disser não, continuamos na mesma." in page.text
    yes, no = page.soup.select("button[name=answer]")
    assert yes["class"] == no["class"]
    client.submit(page, ask, answer="yes")
    consent = db.session.scalars(select(Consent)).one()
    assert (consent.language, consent.given_how, consent.taken_by) == ("ar", "spoken", cast.registrar.id)
    paper = client.get(at(person, f"consents/{consent.id}/notice"))
    assert "O que aceitou" in paper.text
    assert "ما وافقت عليه" in paper.text
    assert "محمد" in paper.text


def test_saying_no(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register(), client_for(cast.registrar)
    ask = at(person, "consents/ask/messages")
    client.submit(client.get(ask), ask, answer="no")
    assert db.session.scalars(select(Consent)).all() == []
    client.submit(client.get(ask), ask, status=422)
    client.submit(client.get(ask), ask, answer="yes", given_how="guessed", status=422)
    client.get(at(person, "consents/ask/advertising"), status=404)


def test_sharing_asks_with_whom_first(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register(), client_for(cast.registrar)
    ask = at(person, "consents/ask/sharing")
    assert client.get(ask).soup.select("select[name=organisation]")
    chosen = f"{ask}?organisation={cast.town_hall}"
    page = client.get(chosen)
    assert "Câmara Municipal (here)" in page.text
    client.submit(page, chosen, answer="yes")
    assert db.session.scalars(select(Consent.recipient_id)).all() == [cast.town_hall]
    client.get(f"{ask}?organisation={new_id()}", status=404)


def test_taking_back(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register(language="uk"), client_for(cast.registrar)
    with writing():
        consent = give_consent(
            cast.facilitator.actor,
            consent_id=new_id(),
            participant=person,
            purpose="matching",
            language="uk",
            given_how="signed",
        )
    url = at(person, f"consents/{consent.id}/withdrawal")
    page = client.get(at(person, "consents"))
    client.submit(page, url)
    client.submit(page, url)
    assert not queries.has_consent(person, "matching")
    assert client.get(at(person, "consents")).status == 200
    paper = client.get(at(person, f"consents/{consent.id}/notice"))
    assert "O que deixou de aceitar" in paper.text
    assert "На що ви більше не погоджуєтеся" in paper.text
    other = register("Rui")
    client.get(at(other, f"consents/{consent.id}/notice"), status=404)


def test_sealing_and_its_end(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register("Maria"), client_for(cast.coordinator)
    page = client.get(at(person, "seal"))
    client.submit(page, at(person, "seal"), status=422)
    client.submit(page, at(person, "seal"), reason="asked_by_person")
    client_for(cast.colleague).get(at(person, "edit"), status=404)
    page = client.get(at(person, "seal"))
    client.submit(page, at(person, "seal/removal"), reason="risk_ended")
    client_for(cast.colleague).get(at(person, "edit"))
    client_for(cast.facilitator).get(at(person, "seal"), status=403)


def test_a_sealed_page_asks_why_and_leads_back(
    cast: Cast, register: Register, seal: Seal, client_for: ClientFor
) -> None:
    person = register("Maria Escondida")
    seal(person)
    client = client_for(cast.facilitator)
    asked = client.follow(client.get(at(person, "edit"), status=303))
    assert "Escondida" not in str(asked.soup)
    action = asked.soup.select_one("form[action*=opening]")
    assert action is not None
    url = str(action["action"])
    client.submit(asked, url, status=422)
    back = client.submit(asked, url, reason="appointment")
    assert back.location.endswith(at(person, "edit"))
    assert "Maria Escondida" in client.follow(back).text
    client_for(cast.colleague).get(at(person, "opening"), status=404)


def test_no_name_on_the_paper_of_a_sealed_person(
    cast: Cast, register: Register, seal: Seal, client_for: ClientFor
) -> None:
    person = register("Maria Escondida")
    with writing():
        consent = give_consent(
            cast.facilitator.actor,
            consent_id=new_id(),
            participant=person,
            purpose="statistics",
            language="pt",
            given_how="spoken",
        )
    seal(person)
    paper = client_for(cast.coordinator).get(at(person, f"consents/{consent.id}/notice"))
    assert "Escondida" not in str(paper.soup)


def test_the_team(cast: Cast, register: Register, seal: Seal, client_for: ClientFor) -> None:
    person, client = register(), client_for(cast.facilitator)
    page = client.get(at(person, "team"))
    client.submit(page, at(person, "team"), status=422)
    client.submit(page, at(person, "team"), staff_id=str(cast.colleague.id))
    page = client.get(at(person, "team"))
    assert "Colleague" in page.text
    client.submit(page, at(person, f"team/{cast.colleague.id}/removal"))
    client.post(at(person, f"team/{cast.colleague.id}/removal"), status=404)
    seal(person)
    kept = client_for(cast.coordinator).post(at(person, f"team/{cast.facilitator.id}/removal"), status=409)
    assert "Facilitator" in kept.text


def test_long_inactivity(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register("Maria"), client_for(cast.facilitator)
    assert "Maria" not in client.get("/participants/inactive").text
    person.last_activity_on -= timedelta(days=740)
    db.session.commit()
    page = client.get("/participants/inactive")
    assert "Maria" in page.text
    client.submit(page, at(person, "activity"))
    assert "Maria" not in client.get("/participants/inactive").text


@pytest.mark.parametrize(
    ("room", "verb"),
    [("contacts/opening", "get"), ("consents", "post"), ("activity", "get"), ("seal/removal", "get")],
)
def test_wrong_verbs(cast: Cast, register: Register, client_for: ClientFor, room: str, verb: str) -> None:
    getattr(client_for(cast.coordinator), verb)(at(register(), room), status=405)
