"""A party is invited into the partnership: the letter, the answer, what the coordinator makes of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.core import clock, jobs
from app.core.actor import SYSTEM
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.network.joining.models import PartnerInvitation
from app.network.links.models import PartnerLink
from app.network.links.sending import remind
from app.network.parties.attached import Attached, PartnershipRole, PartyContribution
from app.network.parties.attaching import note
from app.network.parties.queries import get_party
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.links import an_invitation, invitation_of, path_of

ClientFor = Callable[[Person | None], PageClient]
LIST, NEW = "/partnership/invitations", "/partnership/invitations/new"


@pytest.fixture
def link(cast: Cast) -> PartnerLink:
    with writing():
        return an_invitation(cast.coordinator.actor, cast.here, cast.town_hall)


def answered(link: PartnerLink, client_for: ClientFor, **said: Any) -> None:
    client = client_for(None)
    client.submit(client.get(path_of(link)), path_of(link), **{"answer": "yes", **said})
    db.session.rollback()


def standing(model: type[Attached], link: PartnerLink, column: str) -> list[str]:
    """What is noted of the party, and was no mistake."""
    db.session.rollback()
    found = select(getattr(model, column)).where(
        model.party_id == link.party_id, model.withdrawn_at.is_(None)
    )
    return sorted(db.session.scalars(found))


def test_inviting_from_the_page_makes_a_link_once(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    page = client.get(f"{NEW}?party={cast.town_hall}")
    said: dict[str, Any] = {
        "role": "local",
        "recipient": "Ana Reis",
        "email": "ana@example.org",
        "language": "uk",
    }
    client.submit(page, LIST, **said)
    client.submit(page, LIST, **said)
    (link,) = db.session.scalars(select(PartnerLink)).all()
    assert (link.recipient, link.language, link.email) == ("Ana Reis", "uk", "ana@example.org")
    again = client.get(f"{NEW}?party={cast.town_hall}")
    assert client.submit(again, LIST, status=422, **said).soup.select_one("#party_id-error")


def test_an_answer_stands_in_the_days_work_and_is_taken_over(
    cast: Cast, link: PartnerLink, client_for: ClientFor
) -> None:
    answered(link, client_for, brings=["premises", "contacts"], words="Temos uma sala.")
    client, path = client_for(cast.coordinator), f"{LIST}/{link.thing_id}"
    assert client.get("/").soup.select(f'a[href^="{LIST}"]')
    assert "Temos uma sala." in client.get(path).text
    client.post(f"{path}/acceptance")
    assert invitation_of(link).state == "taken"
    assert standing(PartnershipRole, link, "role") == ["support"]
    assert standing(PartyContribution, link, "kind") == ["contacts", "premises"]
    said = {"Entidades empregadoras, associações, pessoas que ajudam", "Salas e equipamento"}
    assert set(standing(PartyContribution, link, "what")) == said, "its kind stands beside it already"
    assert client.get(path).soup.select('main a[href="/protocols/new"]')
    client.post(f"{path}/reopening")
    assert invitation_of(link).state == "answered"
    assert not standing(PartnershipRole, link, "role") + standing(PartyContribution, link, "kind")
    client.post(f"{path}/acceptance")
    assert standing(PartnershipRole, link, "role") == ["support"]


def test_what_one_thing_is_they_say_themselves_and_what_is_noted_stays(
    cast: Cast, link: PartnerLink, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    with writing():
        party = get_party(cast.coordinator.actor, cast.town_hall)
        values = {"role": "support"}
        of: dict[str, Any] = {"municipality_id": cast.here, "party": party, "values": values}
        note(cast.coordinator.actor, PartnershipRole, line_id=new_id(), **of)
    answered(link, client_for, brings=["premises"], words="Uma sala\r\npara vinte.")
    client.post(f"{LIST}/{link.thing_id}/acceptance")
    assert standing(PartyContribution, link, "what") == ["Uma sala para vinte."]
    client.post(f"{LIST}/{link.thing_id}/reopening")
    assert standing(PartnershipRole, link, "role") == ["support"]


def test_a_no_cannot_be_taken_over(cast: Cast, link: PartnerLink, client_for: ClientFor) -> None:
    answered(link, client_for, answer="no")
    client = client_for(cast.coordinator)
    assert not client.get(f"{LIST}/{link.thing_id}").soup.select('form[action$="/acceptance"]')
    client.post(f"{LIST}/{link.thing_id}/acceptance", status=403)


def test_who_answers_anew_comes_before_the_coordinator_again(
    cast: Cast, link: PartnerLink, client_for: ClientFor
) -> None:
    answered(link, client_for, brings=["publicity"])
    client_for(cast.coordinator).post(f"{LIST}/{link.thing_id}/acceptance")
    answered(link, client_for, answer="talk", reach_at="912 345 678")
    found = invitation_of(link)
    assert (found.state, found.answer, found.reach_at) == ("answered", "talk", "912 345 678")
    client_for(cast.coordinator).post(f"{LIST}/{link.thing_id}/acceptance")
    assert standing(PartyContribution, link, "kind") == ["publicity"]


def test_closing_withdraws_the_link_and_can_be_taken_back(
    cast: Cast, link: PartnerLink, client_for: ClientFor
) -> None:
    client, path = client_for(cast.coordinator), f"{LIST}/{link.thing_id}"
    client.submit(client.get(f"{path}/closing"), f"{path}/closing", reason="no_answer")
    client_for(None).get(path_of(link), status=410)
    client.post(f"{path}/reopening")
    answered(link, client_for)
    assert invitation_of(link).state == "answered"


def test_an_invitation_that_is_gone_is_said_kindly(
    cast: Cast, link: PartnerLink, client_for: ClientFor
) -> None:
    drawn = client_for(None).get(path_of(link))
    with writing():
        db.session.delete(invitation_of(link))
    client_for(None).submit(drawn, path_of(link), answer="yes", status=410)
    client_for(cast.coordinator).get(f"/partnership/links/{link.id}")


@pytest.mark.parametrize("language", ["pt", "uk", "ar"])
def test_the_page_speaks_the_language_of_the_link(cast: Cast, client_for: ClientFor, language: str) -> None:
    with writing():
        link = an_invitation(cast.coordinator.actor, cast.here, cast.town_hall, language=language)
    html = client_for(None).get(path_of(link)).soup.html
    assert html
    assert str(html["lang"]).startswith(language)
    assert client_for(None).get(f"{path_of(link)}?language=en").soup.select_one('html[lang="en"]')


def test_who_does_not_answer_is_reminded_once(
    app: Autonomus, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = replace(app.settings, smtp_url="smtp://localhost:1", public_url="https://portal.example")
    monkeypatch.setattr(app, "settings", there)
    with writing():
        link = an_invitation(cast.coordinator.actor, cast.here, cast.town_hall, email="ana@example.org")
        link.mailed_at = clock.now()
    for days in (10, 24, 25):
        with clock.frozen_at(clock.now() + timedelta(days=days)), writing():
            remind(SYSTEM)
    sent = db.session.scalars(select(jobs.Job).where(jobs.Job.kind == "mail.send")).all()
    assert [each.payload["to"] for each in sent] == ["ana@example.org"]
    assert path_of(link) in sent[0].payload["text"]


def test_links_are_listed_printed_withdrawn_and_brought_back(
    cast: Cast, link: PartnerLink, client_for: ClientFor
) -> None:
    client, path = client_for(cast.coordinator), f"/partnership/links/{link.id}"
    assert "Ana Reis" in client.get("/partnership/links").text
    assert path_of(link) in client.get(path).soup.select_one("input#link")["value"]  # type: ignore[index]
    assert client.get(f"{path}/sheet.pdf").response.data.startswith(b"%PDF")
    client.post(f"{path}/withdrawal")
    client_for(None).get(path_of(link), status=410)
    client.get(f"{path}/sheet.pdf", status=404)
    assert "Ana Reis" not in client.get("/partnership/links").text
    assert "Ana Reis" in client.get("/partnership/links?shown=all").text
    client.post(f"{path}/restoration")
    client_for(None).get(path_of(link))


def test_others_municipalities_links_do_not_exist(
    cast: Cast, link: PartnerLink, client_for: ClientFor
) -> None:
    stranger = client_for(cast.stranger_coordinator)
    stranger.get(f"/partnership/links/{link.id}", status=404)
    stranger.get(f"{LIST}/{link.thing_id}", status=404)
    assert db.session.scalars(select(PartnerInvitation)).one().id == link.thing_id


def test_the_audit_trail_says_by_whose_link_it_was_answered(
    cast: Cast, link: PartnerLink, client_for: ClientFor
) -> None:
    answered(link, client_for)
    rows = client_for(cast.administrator).get("/audit?kind=partner_link").text
    assert "Ana Reis" in rows
