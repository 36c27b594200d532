"""Certificates and declarations: who gets one, what it says, how anybody checks it, how it is taken back."""

import io
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.core.errors import Forbidden, NotFound
from app.core.throttle import TryCount
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.workshops.attendance.operations.attendance import Mark
from app.workshops.attendance.queries.attendance import list_attenders
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.papers import queries as papers
from app.workshops.papers.models import Certificate
from app.workshops.papers.operations.papers import (
    SessionsAhead,
    WasNotThere,
    complete_series,
    declare_presence,
    revoke_certificate,
)
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.attendance import make_running, note, sessions_of
from tests.factories.one_of_each import making
from tests.factories.workshops import ZONE, make_session

ClientFor = Callable[[Person | None], PageClient]
FORBIDDEN = ("formação profissional", "validada", "certificada")
Attended = tuple[Workshop, list[Enrolment], list[Session]]


@pytest.fixture
def attended(cast: Cast) -> Attended:
    """Ana was in both sessions, Bento in one, Clara in none; 80 % make a certificate."""
    actor = cast.facilitator.actor
    with making():
        workshop, places = make_running(actor, "Ana Invenção", "Bento", "Clara", title="Oficina das contas")
        sessions = sessions_of(actor, workshop)
        for session in sessions:
            note(actor, session, places[0])
        note(actor, sessions[0], places[1])
        note(actor, sessions[1], places[2], Mark("absent"))
    return workshop, places, sessions


def complete(cast: Cast, attended: Attended) -> int:
    workshop, _places, sessions = attended
    actor = cast.facilitator.actor
    with making():
        rows = list_attenders(actor, workshop)
        return complete_series(actor, workshop=workshop, sessions=sessions, people=rows)


def text_of(document: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages).split())


def test_whoever_reaches_the_hours_completes_and_gets_one_certificate(cast: Cast, attended: Attended) -> None:
    assert [complete(cast, attended), complete(cast, attended)] == [1, 0]
    workshop, places, sessions = attended
    assert [db.session.get_one(Enrolment, each.id).state for each in places] == [
        EnrolmentState.COMPLETED,
        EnrolmentState.CONFIRMED,
        EnrolmentState.CONFIRMED,
    ]
    paper = db.session.scalars(select(Certificate)).one()
    assert (paper.name, paper.minutes, paper.minutes_held) == ("Ana Invenção", 240, 240)
    assert (paper.first_on, paper.last_on) == (sessions[0].on, sessions[1].on)
    assert list(papers.valid_certificates(cast.facilitator.actor, workshop)) == [places[0].participant_id]


def test_nobody_completes_a_series_with_sessions_to_come(cast: Cast, attended: Attended) -> None:
    workshop, _places, sessions = attended
    with making():
        ahead = make_session(cast.facilitator.actor, workshop, on=clock.today(ZONE) + timedelta(days=1))
    with pytest.raises(SessionsAhead):
        complete(cast, (workshop, [], [*sessions, ahead]))
    with pytest.raises(Forbidden), making():
        complete_series(cast.registrar.actor, workshop=workshop, sessions=sessions, people=[])


def test_a_declaration_only_of_those_who_were_there(cast: Cast, attended: Attended) -> None:
    _workshop, places, sessions = attended
    actor, paper_id = cast.registrar.actor, new_id()
    people_ = [db.session.get_one(Participant, each.participant_id) for each in places]
    for _twice in range(2):
        with making():
            declare_presence(
                actor,
                certificate_id=paper_id,
                enrolment=places[1],
                session=sessions[0],
                participant=people_[1],
            )
    paper = db.session.get_one(Certificate, paper_id)
    assert (paper.kind, paper.minutes, paper.starts) == ("presence", 120, sessions[0].starts)
    for session, place, person in (
        (sessions[1], places[2], people_[2]),
        (sessions[1], places[1], people_[1]),
    ):
        with pytest.raises(WasNotThere), making():
            declare_presence(
                actor, certificate_id=new_id(), enrolment=place, session=session, participant=person
            )
    with pytest.raises(NotFound), making():
        declare_presence(
            actor,
            certificate_id=new_id(),
            enrolment=places[0],
            session=sessions[0],
            participant=people_[1],
        )


def test_certificates_are_issued_printed_checked_and_revoked(
    cast: Cast, client_for: ClientFor, attended: Attended
) -> None:
    workshop, _places, _sessions = attended
    url = f"/workshops/{workshop.id}/completion"
    client = client_for(cast.facilitator)
    page = client.get(url)
    assert "100 %" in page.text
    client.submit(page, url)
    all_of = client.get(f"/workshops/{workshop.id}/certificates.pdf", judge=False).response.data
    paper = db.session.scalars(select(Certificate)).one()
    one = client.get(f"/certificates/{paper.id}/paper.pdf", judge=False).response.data
    text = text_of(one)
    for printed in (text_of(all_of), text):
        for words in ("Certificado de participação", "Ana Invenção", "Oficina das contas", "4 horas"):
            assert words in printed
        assert not any(word in printed.casefold() for word in FORBIDDEN)
    code = papers.code_of(paper)
    assert code in text
    assert code not in str(paper.code_hash)

    anybody = client_for(None)
    checked = anybody.get("/verify", query_string={"code": code.lower().replace("-", " ")}).text
    assert "A. I." in checked
    assert "Oficina das contas" in checked
    assert "Invenção" not in checked
    client.post(f"/certificates/{paper.id}/revocation")
    assert "Oficina das contas" not in anybody.get(f"/verify?code={code}").text
    assert db.session.scalars(select(TryCount).where(TryCount.bucket == "paper code")).all() == []
    client.get(f"/certificates/{paper.id}/paper.pdf", status=404)
    client.get(f"/workshops/{workshop.id}/certificates.pdf", status=404)
    client.submit(client.get(url), url)  # a corrected one can be issued
    assert len(papers.certificates_of(cast.facilitator.actor, paper.participant_id)) == 2


def test_a_spelling_is_asked_for_where_papers_have_no_letters_for_a_name(
    cast: Cast, client_for: ClientFor, attended: Attended
) -> None:
    with making():
        person = db.session.get_one(Participant, attended[1][0].participant_id)
        person.name = "தமிழ்ச்செல்வி"
    complete(cast, attended)
    paper, client = db.session.scalars(select(Certificate)).one(), client_for(cast.facilitator)
    edit = f"/participants/{person.id}/edit"
    for page in (f"/participants/{person.id}", f"/certificates/{paper.id}"):
        assert client.get(page).soup.select_one(f'.notice a[href^="{edit}"]') is not None
    completion = client.get(f"/workshops/{attended[0].id}/completion")
    assert completion.soup.select_one(f'table a[href^="{edit}"]') is not None
    asked = client.get(edit)
    client.submit(asked, edit, name_on_papers="தமிழ்", status=422)
    client.submit(client.get(edit), edit, name_on_papers="Tamilselvi R.")
    printed = text_of(client.get(f"/certificates/{paper.id}/paper.pdf", judge=False).response.data)
    assert "Tamilselvi R." in printed
    assert client.get(f"/certificates/{paper.id}").soup.select_one(".notice-warning") is None
    assert "T. R." in client_for(None).get(f"/verify?code={papers.code_of(paper)}").text
    sheet = client.get(f"/workshops/{attended[0].id}/slips.pdf", judge=False).response.data
    assert "Tamilselvi" in text_of(sheet)


def test_wrong_codes_are_told_plainly_and_counted(cast: Cast, client_for: ClientFor) -> None:
    anybody = client_for(None)
    for number in range(30):
        page = anybody.get(f"/verify?code=7KQM3XDP{number:04}")
        assert page.soup.select_one(".notice-bad")
    anybody.get("/verify?code=7KQM3XDP9999", status=429)
    anybody.get("/verify")


def test_the_session_and_the_visit_are_declared_in_two_taps(
    cast: Cast, client_for: ClientFor, attended: Attended
) -> None:
    _workshop, places, sessions = attended
    client = client_for(cast.registrar)
    table = client.get(f"/workshops/sessions/{sessions[0].id}/attendance")
    url = f"/workshops/sessions/{sessions[0].id}/declarations/{places[1].id}"
    assert table.soup.select_one(f'a[href="{url}"]')
    issued = client.submit(client.get(url), url)
    text = text_of(client.get(issued.location, judge=False).response.data)
    for words in ("Declaração de presença", "Bento", "das 10:00 às 12:00", "2 horas", "Salão da junta"):
        assert words in text
    client.get(f"/workshops/sessions/{sessions[1].id}/declarations/{places[2].id}", status=404)

    visit = f"/participants/{places[2].participant_id}/declarations/new"
    last = (clock.now() - timedelta(minutes=5)).astimezone(ZoneInfo(ZONE))  # past midnight, that of yesterday
    on = [str(last.day), str(last.month), str(last.year)]
    page = client.get(visit)
    assert [str(each["value"]) for each in page.soup.select("input[name=on]")] == on
    done = client.post(visit, {**page.form(visit), "on": on})
    assert "Atendimento presencial" in text_of(client.get(done.location, judge=False).response.data)
    for wrong in (
        {"starts": "11:00", "ends": "10:00"},
        {"starts": ""},
        {"on": ["1", "1", "2190"]},
        {"on": ["", "", ""]},
    ):
        client.post(visit, {**client.get(visit).form(visit), "on": on, **wrong}, status=422)
    assert len(db.session.scalars(select(Certificate)).all()) == 2


def test_papers_are_only_for_those_who_find_the_person(
    cast: Cast, client_for: ClientFor, attended: Attended
) -> None:
    complete(cast, attended)
    workshop, places, _sessions = attended
    paper = db.session.scalars(select(Certificate)).one()
    urls = (f"/certificates/{paper.id}", f"/certificates/{paper.id}/paper.pdf")
    for url in urls:
        client_for(cast.stranger).get(url, status=404)
        client_for(cast.observer).get(url, status=403)
        client_for(cast.pathway_worker).get(url, judge="pdf" not in url)
    client_for(cast.registrar).get(f"/workshops/{workshop.id}/completion", status=403)
    client_for(cast.registrar).post(f"/certificates/{paper.id}/revocation", status=403)
    person = db.session.get_one(Participant, places[0].participant_id)
    with making():
        seal(cast.coordinator.actor, participant=person, reason="risk_to_person")
    for url in urls:
        client_for(cast.colleague).get(url, status=404)
    with pytest.raises(Forbidden), making():
        revoke_certificate(cast.registrar.actor, certificate=paper)


def test_a_paper_speaks_the_persons_language_beside_portuguese(
    cast: Cast, client_for: ClientFor, attended: Attended
) -> None:
    with making():
        _workshop, places, _sessions = attended
        db.session.get_one(Participant, places[0].participant_id).language = "uk"
    complete(cast, attended)
    paper = db.session.scalars(select(Certificate)).one()
    document = client_for(cast.facilitator).get(f"/certificates/{paper.id}/paper.pdf", judge=False)
    text = text_of(document.response.data)
    assert "Certificado de participação" in text
    assert "Сертифікат про участь" in text
