"""The page that makes the numbers of a session, and what it prints of them."""

from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core import i18n
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.core.papers.press import setting
from app.network.models import Parish
from app.network.parties.models import Organisation, OrganisationKind
from app.outreach.papers.models import Slip
from app.outreach.papers.operations import MOST_AT_ONCE, make_slips
from app.outreach.papers.views.paper import PACK
from app.outreach.slip_codes import code_of
from app.ui.long_files import args_of
from app.ui.paper_files import AT_ONCE as AT_ONCE_SET
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.engines import Engine
from tests.factories.one_of_each import making
from tests.factories.outreach_papers import a_table_with_sheets, make_sheets
from tests.factories.outreach_registrations import make_table
from tests.factories.workshops import make_workshop
from tests.racing import AT_ONCE, Act, at_once, meeting

ClientFor = Callable[[Person | None], PageClient]
LONG = "União das Freguesias de Nossa Senhora da Graça do Divor, São Sebastião da Giesteira e Carvalhal"


def page_of(session: Session) -> str:
    return f"/outreach/sessions/{session.id}/paper"


def numbers_of(session: Session) -> list[int]:
    return list(
        db.session.scalars(select(Slip.number).filter_by(session_id=session.id).order_by(Slip.number))
    )


def pdf_of(client: PageClient, session: Session, query: str) -> PdfReader:
    answer = client.browser.get(f"{page_of(session)}.pdf?{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return PdfReader(BytesIO(answer.data))


@pytest.fixture
def session(cast: Cast) -> Session:
    with making():
        return make_table(cast.facilitator.actor)


def test_numbers_go_on_where_they_ended(cast: Cast, client_for: ClientFor, session: Session) -> None:
    client = client_for(cast.registrar)
    slips = f"/outreach/sessions/{session.id}/slips"
    client.follow(client.submit(client.get(page_of(session)), slips, count="3"))
    client.follow(client.submit(client.get(page_of(session)), slips, count="2"))
    assert numbers_of(session) == [1, 2, 3, 4, 5]


def test_a_form_sent_twice_makes_its_numbers_once(cast: Cast, session: Session) -> None:
    slip_id = new_id()
    with making():
        once = make_slips(cast.registrar.actor, slip_id=slip_id, session=session, count=3)
    with making():
        again = make_slips(cast.registrar.actor, slip_id=slip_id, session=session, count=3)
    assert [each.id for each in once] == [each.id for each in again]
    assert numbers_of(session) == [1, 2, 3]


@pytest.mark.parametrize("count", ["0", str(MOST_AT_ONCE + 1), "muitas"])
def test_nobody_makes_none_or_a_town_of_numbers(
    cast: Cast, client_for: ClientFor, session: Session, count: str
) -> None:
    client = client_for(cast.registrar)
    client.submit(
        client.get(page_of(session)), f"/outreach/sessions/{session.id}/slips", count=count, status=422
    )
    assert numbers_of(session) == []


def a_full_sheet(cast: Cast, session: Session, parishes: int) -> None:
    """As much on the page as there can be: a partner is asked about, long parishes, long titles of series."""
    municipality_id = session.municipality_id
    partner = db.session.scalars(
        select(Organisation).where(Organisation.kind == OrganisationKind.ASSOCIATION.value)
    ).first() or db.session.get_one(Organisation, cast.town_hall)
    partner.kind = OrganisationKind.ASSOCIATION.value
    partner.name = "Associação de Desenvolvimento Local e Apoio às Comunidades Migrantes"
    session.workshop.organisation_id = partner.id
    for at in range(parishes):
        code = f"98{at:04}"
        db.session.add(
            Parish(id=new_id(), municipality_id=municipality_id, code=code, name=LONG, sort_key=f"u {at}")
        )
    for at in range(4):
        make_workshop(cast.facilitator.actor, sessions=2, title=f"Oficina de projetos {at}: o meu negócio")


@pytest.mark.parametrize(
    "language", ["", *(each.code for each in i18n.offered("kiosk") if each.code != i18n.MAIN)]
)
@pytest.mark.parametrize("parishes", [7, 20])
def test_each_person_has_one_page_whatever_is_asked_in_whatever_language(
    cast: Cast, client_for: ClientFor, session: Session, language: str, parishes: int
) -> None:
    with making():
        a_full_sheet(cast, session, parishes)
        make_sheets(cast.facilitator.actor, session, 2)
    asked = f"first=1&last=2&language={language}&part=sheets&notice={language or 'pt'}"
    _notice, *sheets = pdf_of(client_for(cast.registrar), session, asked).pages
    assert len(sheets) == 2
    for number, page in enumerate(sheets, 1):
        words = page.extract_text()
        assert f"\n{number}\n" in f"\n{words}\n"
        assert "Não" in words, "the questions about consent are on the page"


def test_a_pack_has_notices_sheets_cards_and_the_list(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    with making():
        make_sheets(cast.facilitator.actor, session, 7)
    query = "first=1&last=7&language=uk&part=sheets&part=cards&part=list&notice=pt&notice=uk"
    pages = pdf_of(client_for(cast.registrar), session, query).pages
    assert len(pages) == 2 + 7 + 2 + 1, "six cards on a page"
    assert "Antes de responder" in pages[0].extract_text()
    assert "Lista de presenças" in pages[-1].extract_text()


def test_the_code_on_the_paper_is_that_of_the_slip(cast: Cast, client_for: ClientFor) -> None:
    """A tablet that reads it registers under the id that the late entry uses, too."""
    with making():
        session = a_table_with_sheets(cast.facilitator.actor, 2)
    slips: list[UUID] = list(
        db.session.scalars(select(Slip.id).filter_by(session_id=session.id).order_by(Slip.number))
    )
    asked = f"workshop_session_id={session.id}&first=1&last=2&part=sheets"
    paper = PACK.read(cast.registrar.actor, args_of(asked)).compose()
    assert list(paper.scanned) == [code_of(1, slips[0]), code_of(2, slips[1])]


def test_many_sheets_are_prepared_beside_the_page(cast: Cast, client_for: ClientFor) -> None:
    with making():
        session = a_table_with_sheets(cast.facilitator.actor, 40)
    client = client_for(cast.registrar)
    page = client.get(f"{page_of(session)}.pdf?first=1&last=40&part=sheets&language=ar")
    assert "language=ar" in page.form("/tasks")["query"]


def test_a_large_pack_is_set_by_a_program_of_its_own(cast: Cast) -> None:
    with making():
        session = a_table_with_sheets(cast.facilitator.actor, 40)
    asked = f"workshop_session_id={session.id}&first=1&last=40&part=sheets&part=cards&notice=ar&language=ar"
    contents = PACK.read(cast.registrar.actor, args_of(asked))
    assert contents.size > AT_ONCE_SET
    with closing(setting(contents.compose())) as documents:  # type: ignore[type-var]  # a generator
        *_moments, document = documents
    assert document is not None
    assert len(PdfReader(BytesIO(document)).pages) == 1 + 40 + 7


@pytest.mark.parametrize(
    "query", ["first=1&last=2", "first=9&last=2&part=sheets", "first=1&last=500&part=sheets", "first=x"]
)
def test_what_cannot_be_printed_is_said(
    cast: Cast, client_for: ClientFor, session: Session, query: str
) -> None:
    with making():
        make_sheets(cast.facilitator.actor, session, 2)
    client_for(cast.registrar).get(f"{page_of(session)}.pdf?{query}", status=422)


def test_an_address_that_asks_for_no_numbers_leads_to_where_they_are_chosen(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    answer = client_for(cast.registrar).get(f"{page_of(session)}.pdf", status=303)
    assert answer.location == page_of(session)


def test_four_who_make_numbers_at_once_get_numbers_after_each_others(
    app: Autonomus, engine: Engine, cast: Cast, client_for: ClientFor, session: Session
) -> None:
    session_id = session.id
    slips = f"/outreach/sessions/{session_id}/slips"
    people = (cast.registrar, cast.facilitator, cast.coordinator, cast.pathway_worker)
    clients = [client_for(person) for person in people]
    typed = [{**client.get(page_of(session)).form(slips), "count": "3"} for client in clients]

    def act(at: int) -> Act:
        return lambda: clients[at].post(slips, typed[at], status=None).status

    with meeting(engine, "SELECT max(outreach_slip.number)"):
        statuses = at_once(app, [act(at) for at in range(AT_ONCE)])
    assert statuses == [303] * AT_ONCE
    with making():
        numbers = db.session.scalars(
            select(Slip.number).filter_by(session_id=session_id).order_by(Slip.number)
        )
        assert [*numbers] == [*range(1, 3 * AT_ONCE + 1)]
