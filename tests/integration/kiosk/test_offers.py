"""What there is: by need, by list, by words; an entry, its paper and the page that is carried along."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.directory.index.models import DirectoryEntry
from app.directory.index.operations import renew
from app.directory.services.operations.entries import translate_service
from app.directory.slots.models import OnHolidays
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories import offers, workshops
from tests.factories.directory import a_place, a_service, neglect, publish
from tests.factories.one_of_each import clerk, making
from tests.factories.visits import begin_visit
from tests.integration.kiosk.conftest import counting_statements
from tests.integration.kiosk.visitor import Visitor

Clients = Callable[[Person | None], PageClient]
MOST_STATEMENTS = 3


@pytest.fixture
def writer(cast: Cast) -> Actor:
    """Somebody who writes the directory here."""
    return clerk(cast.here, cast.coordinator.id)


@pytest.fixture
def service_id(writer: Actor, cast: Cast) -> UUID:
    """A published service, in Ukrainian too."""
    with making():
        place = a_place(writer, cast.town_hall, directions="Ao lado da farmácia.")
        service = publish(writer, a_service(writer, place, what_to_bring="O cartão de cidadão."))
        texts = {("uk", "name"): "Допомога з паперами"}
        translate_service(writer, service=service, version=service.version, texts=texts)
        return service.id


def hrefs(visitor: Visitor, selector: str = "main a") -> list[str]:
    return [str(link["href"]) for link in visitor.page.soup.select(selector)]


def test_a_door_is_there_only_when_something_is_behind_it(
    visitor: Visitor, service_id: UUID, cast: Cast
) -> None:
    with making():
        db.session.get_one(DirectoryEntry, service_id).is_public = False
        renew(cast.here)
    visitor.answer("language", "pt")
    assert not {"/kiosk/needs", "/kiosk/workshops", "/kiosk/today"} & set(hrefs(visitor))
    with making():
        db.session.get_one(DirectoryEntry, service_id).is_public = True
        renew(cast.here)
    visitor.open("/kiosk/")
    assert "/kiosk/needs" in hrefs(visitor)
    assert "/kiosk/workshops" not in hrefs(visitor)


def test_by_need_to_an_entry_in_two_languages(visitor: Visitor, service_id: UUID) -> None:
    visitor.answer("language", "uk")
    visitor.go("/kiosk/needs")
    assert "/kiosk/needs/justice" not in hrefs(visitor), "nothing helps with it here"
    visitor.go("/kiosk/needs/documents")
    visitor.go(f"/kiosk/there/service/{service_id}")
    assert visitor.heading == "Допомога з паперами"
    words = visitor.page.text
    for said in ("Ajuda com papéis", "Ao lado da farmácia.", "O cartão de cidadão.", "200 000 010"):
        assert said in words
    assert visitor.page.soup.select_one("main .qr svg")
    assert visitor.page.soup.select_one('dd [lang="pt"]'), "what is not translated says its language"


def test_what_is_only_in_portuguese_says_so(visitor: Visitor, service_id: UUID) -> None:
    visitor.answer("language", "ar")
    visitor.open("/kiosk/needs/documents")
    assert visitor.page.soup.select_one(".answer .tag [class]") is not None
    name = visitor.page.soup.select_one(".answer-name")
    assert name is not None
    assert name["lang"] == "pt"


@pytest.mark.parametrize("paper", ["sheet", "slip"])
def test_an_entry_on_paper_is_in_both_languages(visitor: Visitor, service_id: UUID, paper: str) -> None:
    visitor.answer("language", "uk")
    visitor.open(f"/kiosk/there/service/{service_id}/{paper}")
    shown = visitor.page.soup.select_one(".paper-on-screen")
    assert shown is not None
    assert "Допомога з паперами" in shown.get_text()
    assert "Ajuda com papéis" in shown.get_text()
    assert shown.select_one(".qr svg")


def test_at_most_five_answers_before_the_list(visitor: Visitor, writer: Actor, cast: Cast) -> None:
    with making():
        place = a_place(writer, cast.town_hall)
        for number in range(14):
            publish(writer, a_service(writer, place, name=f"Ajuda {number:02}"))
    visitor.answer("language", "pt")
    visitor.open("/kiosk/needs/documents")
    assert len(visitor.page.soup.select("a.answer")) == 5
    visitor.go("/kiosk/needs/documents/all")
    assert len(visitor.page.soup.select("a.answer")) == 12
    visitor.go("/kiosk/needs/documents/all?kind=service&after=")
    assert len(visitor.page.soup.select("a.answer")) == 2


def test_a_long_list_is_shown_in_groups(visitor: Visitor, writer: Actor, cast: Cast) -> None:
    with making():
        for number in range(3):
            offers.an_offer(writer, cast.town_hall, kind="training", title=f"Curso {number}")
        for number in range(13):
            offers.a_book(writer, cast.town_hall, kind="game", title=f"Jogo {number}")
    visitor.answer("language", "pt")
    visitor.open("/kiosk/needs/learn")
    visitor.go("/kiosk/needs/learn/all")
    groups = [" ".join(each.get_text().split()) for each in visitor.page.soup.select("main .context-tile")]
    assert groups == ["Cursos (3)", "Livros, vídeos, jogos e ferramentas (13)"]
    visitor.go("/kiosk/needs/learn/all?kind=training")
    assert len(visitor.page.soup.select("a.answer")) == 3
    visitor.go("/kiosk/needs/learn/all")
    visitor.go("/kiosk/needs/learn/all?kind=library")
    visitor.go("/kiosk/needs/learn/all?kind=library&after=")
    assert len(visitor.page.soup.select("a.answer")) == 1


def test_health_is_always_there_and_says_whom_to_ask(visitor: Visitor, service_id: UUID) -> None:
    visitor.answer("language", "pt")
    visitor.go("/kiosk/needs")
    visitor.go("/kiosk/needs/health")
    assert "SNS 24" in visitor.page.text
    for words in ("dentista", "psicólogo"):
        visitor.open(f"/kiosk/find?words={words}")
        assert "SNS 24" in visitor.page.text
        visitor.go("/kiosk/needs/health")
    visitor.open("/kiosk/find?words=papeis")
    assert "SNS 24" not in visitor.page.text


def test_the_search_finds_services_offers_and_series(
    visitor: Visitor, writer: Actor, service_id: UUID, cast: Cast
) -> None:
    with making():
        workshops.make_workshop(writer, title="Papéis sem medo", organisation_id=cast.town_hall)
    visitor.answer("language", "pt")
    visitor.open("/kiosk/find?words=papeis")
    found = hrefs(visitor, "a.answer")
    assert any(f"/kiosk/there/service/{service_id}" in each for each in found)
    assert any("/kiosk/workshops/" in each for each in found)
    visitor.open("/kiosk/find?words=xyzzyq")
    assert not hrefs(visitor, "a.answer")


@pytest.mark.parametrize(
    "url",
    ["/kiosk/needs/nothing", "/kiosk/needs/nothing/all", "/kiosk/there/nothing/{id}", "/s/nothing/{id}"],
)
def test_a_need_or_kind_that_is_none_does_not_exist(visitor: Visitor, service_id: UUID, url: str) -> None:
    visitor.answer("language", "pt")
    visitor.client.get(url.format(id=service_id), status=404)


def test_what_is_not_public_or_elsewhere_does_not_exist(
    visitor: Visitor, writer: Actor, cast: Cast, service_id: UUID
) -> None:
    elsewhere = clerk(cast.elsewhere, cast.stranger_coordinator.id)
    with making():
        draft = a_service(writer, a_place(writer, cast.town_hall)).id
        other = offers.an_offer(elsewhere).id
    visitor.answer("language", "pt")
    for kind, public_id in (
        ("service", draft),
        ("vacancy", other),
        ("vacancy", service_id),
        ("service", new_id()),
    ):
        for rest in ("", "/sheet", "/slip"):
            visitor.client.get(f"/kiosk/there/{kind}/{public_id}{rest}", status=404)
    visitor.client.get(f"/s/service/{draft}", status=404)
    visitor.client.get(f"/s/vacancy/{service_id}", status=404)


def test_the_carried_page_needs_nobody_and_speaks_the_language_asked_for(
    client_for: Clients, service_id: UUID
) -> None:
    page = client_for(None).get(f"/s/service/{service_id}?language=uk")
    assert page.soup.select_one("html")["lang"] == "uk"  # type: ignore[index]
    assert "Допомога з паперами" in page.text
    assert page.soup.select_one('a[href="tel:+351200000010"]')
    assert not page.soup.select('form[method="post"]')
    other = client_for(None).get(f"/s/service/{service_id}?language=xx")
    assert other.soup.select_one("html")["lang"] == "pt-PT"  # type: ignore[index]


def test_a_carried_series_says_when_and_where(client_for: Clients, writer: Actor, cast: Cast) -> None:
    with making():
        series = workshops.make_workshop(writer, organisation_id=cast.town_hall).id
        hidden = workshops.make_workshop(writer, organisation_id=cast.town_hall, is_public=False).id
    assert "Salão da junta" in client_for(None).get(f"/s/workshop/{series}?language=ar").text
    client_for(None).get(f"/s/workshop/{hidden}", status=404)


def test_a_leaflet_leads_a_telephone_to_its_file(client_for: Clients, writer: Actor, cast: Cast) -> None:
    with making():
        leaflet = offers.a_publication(writer, cast.town_hall).id
    page = client_for(None).get(f"/s/publication/{leaflet}")
    assert page.soup.select_one(f'a[href="/publications/{leaflet}"]')


@pytest.mark.clock("2026-11-30T10:00:00+00:00")
def test_who_is_here_stands_on_the_home(visitor: Visitor, writer: Actor, cast: Cast) -> None:
    now = clock.now()
    with making():
        offers.a_slot(
            writer,
            cast.town_hall,
            topic="Apoio social",
            first_on=(now - timedelta(days=1)).date(),
            starts=now.replace(hour=0, minute=0).time(),
            ends=now.replace(hour=23, minute=59).time(),
            rule="FREQ=DAILY",
            on_holidays=OnHolidays.KEEP.value,
        )
    visitor.answer("language", "pt")
    assert "Apoio social" in visitor.page.text
    visitor.go("/kiosk/today")
    assert visitor.page.soup.select_one(".slots-now .slot")


def test_a_day_on_which_nobody_comes_any_more_says_so(visitor: Visitor, writer: Actor, cast: Cast) -> None:
    with making():
        offers.a_slot(
            writer,
            cast.town_hall,
            first_on=(clock.now() + timedelta(days=2)).date(),
            rule="FREQ=DAILY",
            on_holidays=OnHolidays.KEEP.value,
        )
    visitor.answer("language", "pt")
    visitor.go("/kiosk/today")
    assert "Hoje já não vem mais ninguém." in visitor.page.text


def test_pages_cost_a_constant_number_of_reads(visitor: Visitor, writer: Actor, cast: Cast) -> None:
    begin_visit(cast.kiosk.id, language="uk", with_list=True)
    with making():
        place = a_place(writer, cast.town_hall)
        first = publish(writer, a_service(writer, place))
        neglect(first, days=3)
        public_id = first.id
    urls = (
        "/kiosk/needs",
        "/kiosk/today",
        "/kiosk/needs/documents",
        "/kiosk/needs/documents/all",
        "/kiosk/suggestions",
        "/kiosk/find?words=ajuda",
        f"/kiosk/there/service/{public_id}",
    )
    before = {url: cost(visitor, url) for url in urls}
    with making():
        for number in range(8):
            publish(writer, a_service(writer, place, name=f"Ajuda {number}"))
    after = {url: cost(visitor, url) for url in urls}
    assert after == before
    assert after.pop("/kiosk/suggestions") <= MOST_STATEMENTS + 1, "the directory is asked, and the series"
    assert max(after.values()) <= MOST_STATEMENTS, after


def cost(visitor: Visitor, url: str) -> int:
    """How many statements a screen takes, once what it keeps in memory is there."""
    visitor.open(url)
    with counting_statements() as statements:
        visitor.open(url)
    return len(statements)
