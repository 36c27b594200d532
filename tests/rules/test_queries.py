"""Pages cost as many queries with a thousand rows as with ten, and few."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select

from app.core import clock
from app.core.application import Autonomus
from app.core.db import db
from app.skills.queries.catalogue import catalogue
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from tests.addresses import is_asked_for
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost, more
from tests.crawl import endpoint_of
from tests.factories.crowd import crowd
from tests.factories.directory import a_place, a_service, publish
from tests.factories.enrolments import make_enrolment
from tests.factories.offers import a_slot
from tests.factories.one_of_each import clerk, making, one_of_each
from tests.factories.visits import begin_visit
from tests.factories.workshops import make_workshop

AT_MOST_AT_THE_KIOSK = 3
FEW = 10
Fetched = dict[tuple[str, str], int]
OFFICE = {
    "coordinator": (
        "/",
        "/notices",
        "/desk",
        "/desk/{waiting_id}",
        "/desk/together",
        "/lost-code?saved_on={today}",
        "/participants",
        "/participants?q=multid",
        "/participants?can={competence}&level=alone",
        "/participants/inactive",
        "/participants/{participant_id}",
        "/participants/{participant_id}/consents",
        "/participants/{participant_id}/contacts",
        "/participants/{participant_id}/edit",
        "/participants/{participant_id}/identifiers",
        "/participants/{participant_id}/team",
        "/who-can?c={competence}",
        "/organisations/{organisation_id}",
        "/contributions",
        "/partnership",
        "/search?q=multid",
        "/catalogue",
        "/catalogue?q=limpar",
        "/inventories/{inventory_id}",
        "/inventories/{inventory_id}/cards/home-family",
        "/inventories/{inventory_id}/sheet",
        "/inventories/paper",
    ),
    "administrator": (
        "/staff",
        "/staff?q=colega",
        "/staff/{staff_id}",
        "/staff/invitations/new",
        "/organisations",
        "/organisations?q=multid",
        "/organisations/{organisation_id}",
        "/organisations/{organisation_id}/edit",
        "/terminals",
        "/audit",
        "/jobs/dead",
        "/municipality",
        "/account/sessions",
    ),
}
KIOSK = (
    "/kiosk/",
    "/kiosk/languages",
    "/kiosk/inventory",
    "/kiosk/contexts",
    "/kiosk/contexts/home-family/1",
    "/kiosk/contexts/home-family/1/pause",
    "/kiosk/words",
    "/kiosk/words?words=limpar",
    "/kiosk/review",
    "/kiosk/contexts/home-family+work+care/1",
    "/kiosk/leaving",
    "/kiosk/call",
    "/kiosk/still-there",
    "/kiosk/opening",
)
PAPERS = ("/kiosk/code", "/kiosk/code/sheet", "/kiosk/code/slip")
OFFERS = (
    "/kiosk/",
    "/kiosk/needs",
    "/kiosk/needs/documents",
    "/kiosk/needs/documents/all",
    "/kiosk/suggestions",
    "/kiosk/find",
    "/kiosk/find?words=ajuda",
    "/kiosk/there/service/{service_id}",
    "/kiosk/there/service/{service_id}/sheet",
    "/kiosk/there/service/{service_id}/slip",
    "/kiosk/today",
    "/kiosk/workshops",
    "/kiosk/workshops/{workshop_id}",
    "/kiosk/workshops/{workshop_id}/enrolment/list",
    "/kiosk/workshops/{workshop_id}/enrolment/name",
    "/kiosk/workshops/{workshop_id}/enrolment/code",
    "/kiosk/places",
    "/kiosk/places/{enrolment_id}",
    "/kiosk/places/{enrolment_id}/slip",
    "/kiosk/places/{enrolment_id}/cancellation",
    "/kiosk/teaching",
)


def asked_for(app: Autonomus, urls: Sequence[str], values: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Those that this run is about, as they are written here and as they are asked for."""
    for url in urls:
        real = url.format(**values)
        if is_asked_for(app, str(endpoint_of(app, real))):
            yield url, real


def test_office_pages_cost_the_same_with_a_thousand_rows(
    app: Autonomus, cast: Cast, client_for: Callable[[Person | None], PageClient]
) -> None:
    values = one_of_each(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    card = catalogue().cards("home-family")[0]

    values |= {"competence": card.key, "today": str(clock.today("Europe/Lisbon"))}
    clients = {key: client_for(Person(key)) for key in OFFICE}

    def costs() -> Fetched:
        return {
            (key, url): cost(clients[key], real)
            for key, urls in OFFICE.items()
            for url, real in asked_for(app, urls, values)
        }

    def fill(count: int) -> None:
        crowd(
            count,
            municipality_id=cast.here,
            staff_id=cast.coordinator.id,
            organisation_id=cast.town_hall,
            competence_id=card.id,
        )

    db.session.rollback()
    fill(FEW)
    few = costs()
    fill(more(990))
    many = costs()
    grown = {page: (few[page], many[page]) for page in few if few[page] != many[page]}
    assert not grown, "queries grow with rows"
    dear = {page: count for page, count in many.items() if count > AT_MOST}
    assert not dear, f"more than {AT_MOST} queries"


def test_kiosk_pages_take_at_most_three_queries(
    cast: Cast, client_for: Callable[[Person | None], PageClient]
) -> None:
    begin_visit(cast.kiosk.id, with_list=True)
    client = client_for(cast.kiosk)
    dear = {url: count for url in KIOSK if (count := cost(client, url)) > AT_MOST_AT_THE_KIOSK}
    assert not dear


def test_the_kiosks_code_takes_at_most_three_queries(
    cast: Cast, client_for: Callable[[Person | None], PageClient]
) -> None:
    begin_visit(cast.kiosk.id, saved=True)
    client = client_for(cast.kiosk)
    dear = {
        url: count
        for url in ("/kiosk/", "/kiosk/list", "/kiosk/interests", "/kiosk/inventory/erasure", *PAPERS)
        if (count := cost(client, url)) > AT_MOST_AT_THE_KIOSK
    }
    assert not dear


def test_what_the_kiosk_offers_takes_at_most_three_queries(
    cast: Cast, client_for: Callable[[Person | None], PageClient]
) -> None:
    actor = clerk(cast.here, cast.coordinator.id)
    with making():
        service = publish(actor, a_service(actor, a_place(actor, cast.town_hall)))
        series = make_workshop(actor, title="Ajuda com o telemóvel", capacity=1)
        make_enrolment(actor, series)
        a_slot(actor, cast.town_hall)
        values = {"service_id": service.id, "workshop_id": series.id}
    begin_visit(cast.kiosk.id, language="uk", saved=True, placed=True)
    waiting = select(Enrolment.id).where(Enrolment.state == EnrolmentState.WAITLISTED)
    values["enrolment_id"] = db.session.scalars(waiting).one()
    db.session.rollback()
    client = client_for(cast.kiosk)
    assert len(client.get("/kiosk/find?words=ajuda").soup.select("a.answer")) == len({"service", "series"})
    costs = {url: cost(client, url.format(**values)) for url in OFFERS}
    assert costs.pop("/kiosk/suggestions") == len({"presence", "list", "directory", "series"})
    assert not {url: count for url, count in costs.items() if count > AT_MOST_AT_THE_KIOSK}
