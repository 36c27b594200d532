"""How the programme works, as everybody reads it: from what is there, in every language, naming nobody."""

from datetime import date, timedelta
from io import BytesIO
from itertools import permutations

import pytest
from pypdf import PdfReader

from app.core import clock, i18n
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.disclosure import EXACT, Rounded
from app.core.programme import Section, joined
from app.network.models import Municipality
from app.network.parties.attached import PartnershipRole, PartyContact
from app.workshops.reports.queries.beginnings import mean_of
from tests.cast import Cast
from tests.factories.meetings import ZONE
from tests.factories.one_of_each import clerk, making
from tests.factories.parties import an_organisation, noted
from tests.factories.workshops import make_workshop
from tests.integration.office.conftest import ClientFor

URL = "/how-it-works"


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


@pytest.fixture
def here(cast: Cast) -> Municipality:
    """The municipality that says where its desk is."""
    with making():
        found = db.session.get_one(Municipality, cast.here)
        found.desk_address, found.desk_phone = "Praça da República, 1", "+351 200 000 000"
        found.desk_hours = "Mo-Fr 09:00-12:30"
    return found


def test_everybody_reads_it_in_their_language(client_for: ClientFor, here: Municipality) -> None:
    client = client_for(None)
    lengths = set()
    for language in i18n.offered("kiosk"):
        page = client.get(f"{URL}?place={here.code}&language={language.code}")
        assert page.soup.html is not None
        assert (page.soup.html["lang"], page.soup.html["dir"]) == (language.tag, language.direction)
        assert "Praça da República, 1" in page.text
        lengths.add(len(page.soup.select("main section li")))
    assert len(lengths) == 1, "every language says as much"
    client.get(f"{URL}?place={here.code}&language=xx")
    client.get(f"{URL}?place=0000", status=404)
    client.post(URL, status=405)


def test_where_there_is_one_municipality_nobody_chooses_and_of_two_one_does(
    client_for: ClientFor, cast: Cast, here: Municipality
) -> None:
    assert "Praça da República, 1" in client_for(None).get(URL).text
    with making():
        db.session.get_one(Municipality, cast.elsewhere).desk_phone = "+351 200 000 001"
    page = client_for(None).get(URL)
    assert {link["href"] for link in page.soup.select("main li a[href*='place=']")} == {
        f"{URL}?place={code}&language=pt" for code in ("9901", "9902")
    }
    client_for(None).get(f"{URL}.pdf", status=404)


def test_where_nobody_has_a_desk_it_says_so(client_for: ClientFor) -> None:
    assert not client_for(None).get(URL).soup.select("main section")


def test_it_tells_what_runs_with_its_next_day_and_nothing_that_is_not_for_everybody(
    client_for: ClientFor, actor: Actor, here: Municipality
) -> None:
    with making():
        make_workshop(actor, title="Costura e arranjos")
        make_workshop(actor, title="Só para a equipa", is_public=False)
    page = client_for(None).get(URL)
    assert "Costura e arranjos" in page.text
    assert "Só para a equipa" not in page.text


def test_it_names_partners_by_what_they_are_and_only_people_who_agreed(
    client_for: ClientFor, actor: Actor, here: Municipality
) -> None:
    yesterday = clock.today(ZONE) - timedelta(days=1)
    with making():
        for name, role in (("Centro do Vale", "central"), ("Raízes", "local")):
            noted(actor, PartnershipRole, an_organisation(actor, name), role=role)
        party = an_organisation(actor, "Junta de Baixo")
        noted(actor, PartnershipRole, party, role="support")
        noted(actor, PartyContact, party, name="Rosa Peixe", agreed_on=yesterday, phone="+351 911 111 111")
        noted(actor, PartyContact, party, name="Ana Lobo", agreed_on=None)
        noted(actor, PartyContact, party, name="Eva Futura", agreed_on=clock.today(ZONE) + timedelta(days=1))
        former = an_organisation(actor, "Já não está")
        noted(actor, PartnershipRole, former, role="support", until_on=yesterday)
    page = client_for(None).get(URL)
    places = [page.text.index(name) for name in ("Centro do Vale", "Raízes", "Junta de Baixo", "Rosa Peixe")]
    assert places == sorted(places)
    for name in ("Ana Lobo", "Eva Futura", "Já não está", "911 111 111"):
        assert name not in page.text


@pytest.mark.parametrize("language", ["pt", "uk", "ar"])
def test_the_same_stands_on_paper_beside_portuguese(
    client_for: ClientFor, actor: Actor, here: Municipality, language: str
) -> None:
    with making():
        make_workshop(actor, title="Costura e arranjos")
    answer = client_for(None).get(f"{URL}.pdf?place={here.code}&language={language}").response
    assert answer.mimetype == "application/pdf"
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
    assert words.count("Costura") == (1 if language == "pt" else 2)


def test_the_mean_of_few_people_is_not_told_and_that_of_many_is_about_right() -> None:
    def waits(people: int) -> list[tuple]:  # type: ignore[type-arg]
        signed_up = clock.now()
        first = date.fromordinal(signed_up.date().toordinal() + 12)
        return [(new_id(), signed_up, first) for _each in range(people)]

    teller = Rounded(b"secret")
    for _time in range(20):
        assert mean_of(waits(4), teller) is None
        told = mean_of(waits(100), teller)
        assert told is not None
        assert 10 <= told <= 14
    assert mean_of(waits(10), EXACT) == 12
    assert mean_of([], teller) is None


def test_what_several_tell_under_one_heading_is_read_in_its_order_whoever_tells_it_first() -> None:
    parts = [
        Section(position=3, key="then", steps=["You hear how it went."]),
        Section(position=4, key="last", title="At last"),
        Section(position=1, key="then", title="What happens then", steps=["Somebody listens."]),
        Section(position=2, key="then", steps=["There is a workshop."]),
    ]
    then = ["Somebody listens.", "There is a workshop.", "You hear how it went."]
    for order in permutations(parts):
        assert [(each.title, each.steps) for each in joined(order)] == [
            ("What happens then", then),
            ("At last", []),
        ]


def test_the_foot_of_every_page_leads_there(client_for: ClientFor, cast: Cast) -> None:
    for page in (client_for(None).get("/privacy"), client_for(cast.facilitator).get("/")):
        assert page.soup.select_one(f'footer a[href="{URL}"]')
