"""Sheets to sign and slips: readable, tagged, with the funding on top and no protected person's name."""

import io
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from app.core import clock
from app.core.db import db, new_id
from app.core.papers.letterhead import Letterhead, Logo
from app.core.pdf import has_letters, printable
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.workshops.attendance.models import SessionScan
from app.workshops.enrolments.models import Enrolment
from app.workshops.papers.attendance_sheet import SheetSeries, SheetSession, series_sheet, session_sheet
from app.workshops.papers.slips import Meeting, Slip, on_paper
from app.workshops.planning.models.series import Workshop, WorkshopFunder
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.attendance import make_running, sessions_of
from tests.factories.one_of_each import making
from tests.factories.papers import a_pdf, a_picture
from tests.factories.workshops import ZONE

ClientFor = Callable[[Person | None], PageClient]
DAY = date(2026, 5, 8)
FUNDING = ("Programa Invenção 2030", "Prioridade 4", "Operação 0123")


@pytest.fixture
def series(cast: Cast) -> tuple[Workshop, list[Enrolment], list[Session]]:
    """Three people, one protected; eight sessions; three headings of funding."""
    actor = cast.facilitator.actor
    days = [clock.today(ZONE) + timedelta(weeks=week) for week in range(-4, 4)]
    with making():
        workshop, places = make_running(
            actor, "Ana Invenção", "Олена Вигадка", "Rita Guardada", days=days, title="Contas & caminhos"
        )
        person = db.session.get_one(Participant, places[2].participant_id)
        seal(cast.coordinator.actor, participant=person, reason="risk_to_person")
        workshop.funders = [
            WorkshopFunder(id=new_id(), municipality_id=cast.here, position=at, heading=heading)
            for at, heading in enumerate(FUNDING)
        ]
    return workshop, places, sessions_of(actor, workshop)


def read(client: PageClient, url: str) -> tuple[PdfReader, str]:
    document = client.get(url, judge=False).response.data
    reader = PdfReader(io.BytesIO(document))
    return reader, " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def test_the_sheet_of_a_session(
    cast: Cast, client_for: ClientFor, series: tuple[Workshop, list[Enrolment], list[Session]]
) -> None:
    _workshop, _places, sessions = series
    reader, text = read(client_for(cast.facilitator), f"/workshops/sessions/{sessions[1].id}/sheet.pdf")
    for words in ("Folha de presenças", "Ana Invenção", "Олена Вигадка", "2 de 8", "Sumário", *FUNDING):
        assert words in text
    assert "Guardada" not in text
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("pt")


def test_the_sheets_of_a_series_show_every_session_once(
    cast: Cast, client_for: ClientFor, series: tuple[Workshop, list[Enrolment], list[Session]]
) -> None:
    workshop, _places, _sessions = series
    reader, text = read(client_for(cast.facilitator), f"/workshops/{workshop.id}/sheet.pdf")
    assert len(reader.pages) == 2
    assert all(f"{number}. " in text for number in range(1, 9))
    assert "Guardada" not in text


def test_slips_for_everybody_but_the_protected(
    cast: Cast, client_for: ClientFor, series: tuple[Workshop, list[Enrolment], list[Session]]
) -> None:
    workshop, _places, _sessions = series
    _reader, text = read(client_for(cast.registrar), f"/workshops/{workshop.id}/slips.pdf")
    assert "Ana Invenção" in text
    assert "Mostre este cartão à chegada." in text
    assert "Guardada" not in text


@pytest.mark.parametrize("sheet_of", ["a session", "a series"])
def test_long_names_get_the_room_they_need(app: object, sheet_of: str) -> None:
    """Of a name of three lines none runs into the next name, and none out of its column."""
    names = [
        "Maria da Conceição do Nascimento Figueiredo Vasconcelos de Albuquerque",
        "Ana",
        "x" * 200,
        "Zita",
    ]
    series = SheetSeries("Oficina", "Câmara", (), 1)
    session = SheetSession(1, date(2026, 5, 8), time(9), time(10), "Sala")
    made = (
        session_sheet(Letterhead("Vale"), series, session, names)
        if sheet_of == "a session"
        else series_sheet(Letterhead("Vale"), series, [session], names)
    )
    lines = _lines(made.drawn())
    first, ana, zita = (_at(lines, word) for word in ("Maria", "Ana", "Zita"))
    assert first - ana > 3 * 10, "points: the row of the first is three lines high"
    crosses = [text for _height, text in lines if text.count("x") > 40]
    assert not crosses, "a word as long as the page goes on in the next line"
    assert ana - zita > 4 * 10


@pytest.mark.parametrize(
    "name", ["प्रकाश थापा", "কৃষ্ণ দাস", "ਸੁਖਵਿੰਦਰ ਕੌਰ", "李小龙", "張偉", "محمد العلي", "João"]
)
def test_names_are_written_in_their_own_script(app: object, name: str) -> None:
    assert has_letters(name)
    assert printable(name) == name


@pytest.mark.parametrize(
    ("name", "written"), [("Ana 🙂", "Ana"), ("👩‍🌾 Ana 🇵🇹 Sousa", "Ana Sousa"), ("Ana ❤️", "Ana")]
)
def test_a_picture_in_a_name_is_no_letter(app: object, name: str, written: str) -> None:
    assert has_letters(name)
    assert printable(name) == written


def test_a_script_without_a_font_is_known(app: object) -> None:
    assert not any(map(has_letters, ("தமிழ்", "გიორგი", "한국")))


@pytest.mark.parametrize(
    ("name", "left", "right"),
    [("محمد (Mohamed) العلي", "العلي", "محمد"), ("Mohamed (محمد) Alami", "Mohamed", "Alami")],
)
def test_a_name_begins_on_the_side_of_its_first_letter(app: object, name: str, left: str, right: str) -> None:
    series, session = SheetSeries("Oficina", "Câmara", (), 1), SheetSession(1, DAY, time(9), time(10), "Sala")
    head, slip = Letterhead("Vale"), Slip(name, "Série", "pt", "https://x.example/1", ())
    for made in (
        session_sheet(head, series, session, [name]),
        series_sheet(head, series, [session], [name]),
        on_paper(head, [slip]),
    ):
        drawn = made.drawn()
        assert _across(drawn, left) < _across(drawn, right)


def _across(made: bytes, word: str) -> float:
    """How far from the left a word stands on the first page."""
    found: list[float] = []

    def note(text: str, matrix: list[float], place: list[float], *_font: object) -> None:
        if word in text:
            found.append(place[4] * matrix[0] + matrix[4])

    PdfReader(io.BytesIO(made)).pages[0].extract_text(visitor_text=note)
    return found[0]


def _lines(made: bytes) -> list[tuple[float, str]]:
    """What stands on the first page at which height, in points from below."""
    found: list[tuple[float, str]] = []

    def note(text: str, matrix: list[float], place: list[float], *_font: object) -> None:
        if text.strip():
            found.append((place[5] * matrix[3] + matrix[5], text.strip()))

    PdfReader(io.BytesIO(made)).pages[0].extract_text(visitor_text=note)
    return found


def _at(lines: list[tuple[float, str]], word: str) -> float:
    return next(height for height, text in lines if text.startswith(word))


@pytest.mark.parametrize(
    "name", ["Ana", "Maria da Conceição Albuquerque Vasconcelos de Sottomayor e Castelo-Branco"]
)
def test_a_slip_names_as_many_meetings_as_have_room_and_says_how_many_more(app: object, name: str) -> None:
    days = [date(2026, 5, day) for day in range(1, 13)]
    meetings = tuple(Meeting(on, time(9), "Biblioteca Municipal, sala polivalente") for on in days)
    slip = Slip(name, "Oficina de projetos: o que quero fazer", "pt", "https://x.example/", meetings)
    lines = _lines(on_paper(Letterhead("Vale"), [slip]).drawn())
    shown = [height for height, text in lines if text.startswith("Biblioteca")]
    ((more, said),) = [(height, text) for height, text in lines if text.startswith("e mais")]
    assert said == f"e mais {len(days) - len(shown)}"
    assert min(shown) > more > _at(lines, "Mostre") + 8, "points: nothing runs into what stands at the foot"


@pytest.mark.parametrize("count", [0, 1, 9])
def test_slips_in_any_number_with_or_without_meetings(app: object, count: int) -> None:
    slips = [Slip(f"Pessoa {at}", "Série", "ar", f"https://x.example/{at}", ()) for at in range(count)]
    pages = PdfReader(io.BytesIO(on_paper(Letterhead("Vale"), slips).drawn())).pages
    assert len(pages) == max(1, -(-count // 8))


def test_logos_of_every_kind_that_is_kept_can_be_printed(app: object) -> None:
    logos = (
        Logo("Financiador", "image/png", a_picture("PNG")),
        Logo("Município", "image/jpeg", a_picture("JPEG")),
    )
    sheet = series_sheet(Letterhead("Vale", FUNDING, logos), SheetSeries("A", "B", (), 0), [], [])
    assert len(PdfReader(io.BytesIO(sheet.drawn())).pages[0].images) == 2


def test_the_signed_sheet_is_kept_once(
    cast: Cast, client_for: ClientFor, series: tuple[Workshop, list[Enrolment], list[Session]]
) -> None:
    _workshop, _places, sessions = series
    client, where = client_for(cast.facilitator), f"/workshops/sessions/{sessions[0].id}"
    document = a_pdf()
    for _twice in range(2):
        data: dict[str, Any] = {**client.get(f"{where}/record").form(f"{where}/scans")}
        data |= {"scan": (io.BytesIO(document), "folha.pdf")}
        client.post(f"{where}/scans", data, content_type="multipart/form-data")
    scan = db.session.query(SessionScan).one()
    with client.get(f"{where}/scans/{scan.id}", judge=False).response as kept:
        assert kept.data == document
    bad: dict[str, Any] = {**client.get(f"{where}/record").form(f"{where}/scans")}
    bad |= {"scan": (io.BytesIO(b"<script>"), "folha.pdf")}
    client.post(f"{where}/scans", bad, status=422, content_type="multipart/form-data")
    client.post(f"{where}/scans", client.get(f"{where}/record").form(f"{where}/scans"), status=422)
    client.get(f"/workshops/sessions/{sessions[1].id}/scans/{scan.id}", status=404)
    client_for(cast.stranger).get(f"{where}/scans/{scan.id}", status=404)
    assert db.session.query(SessionScan).count() == 1
