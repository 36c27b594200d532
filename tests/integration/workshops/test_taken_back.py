"""What was done by mistake is taken back: a place given up for somebody, an attendance, and the papers."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.core.db import db, new_id
from app.people.models import Participant
from app.workshops.attendance.models import Attendance
from app.workshops.attendance.operations.attendance import Mark, mark_of
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.operations.returning import EnrolledAgain, come_back
from app.workshops.enrolments.operations.waiting import note_reached
from app.workshops.papers.models import Certificate
from app.workshops.papers.operations.corrections import StillFits, issue_anew
from app.workshops.papers.operations.papers import WasNotThere, declare_presence
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.attendance import make_running, note, sessions_of
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
Series = tuple[Workshop, Enrolment, Enrolment]


@pytest.fixture
def full(cast: Cast) -> Series:
    """One place; Ana has it, Bela waits for it."""
    staff = clerk(cast.here, cast.colleague.id)
    with making():
        workshop = make_workshop(staff, capacity=1)
        ana = make_enrolment(staff, workshop, make_person(staff, "Ana"))
        return workshop, ana, make_enrolment(staff, workshop, make_person(staff, "Bela"))


def give_up(cast: Cast, enrolment: Enrolment) -> None:
    with making():
        cancel(cast.facilitator.actor, enrolment=enrolment, reason="transport")


def back(cast: Cast, enrolment: Enrolment) -> None:
    with making():
        come_back(cast.facilitator.actor, enrolment=enrolment)


def states(*enrolments: Enrolment) -> list[str]:
    db.session.expire_all()
    return [db.session.get_one(Enrolment, each.id).state for each in enrolments]


def test_a_place_comes_back_as_long_as_the_next_person_knows_nothing_of_it(cast: Cast, full: Series) -> None:
    _workshop, ana, bela = full
    give_up(cast, ana)
    assert states(ana, bela) == [EnrolmentState.CANCELLED, EnrolmentState.OFFERED]
    back(cast, ana)
    assert states(ana, bela) == [EnrolmentState.CONFIRMED, EnrolmentState.WAITLISTED]
    back(cast, ana)
    assert states(ana, bela) == [EnrolmentState.CONFIRMED, EnrolmentState.WAITLISTED]


def test_what_somebody_was_told_stands(cast: Cast, full: Series) -> None:
    workshop, ana, bela = full
    with making():
        carla = make_enrolment(clerk(cast.here, cast.colleague.id), workshop)
    give_up(cast, ana)
    with making():
        note_reached(cast.facilitator.actor, enrolment=bela)
    back(cast, ana)
    assert states(ana, bela) == [EnrolmentState.WAITLISTED, EnrolmentState.OFFERED]
    give_up(cast, bela)
    assert states(ana, carla) == [EnrolmentState.OFFERED, EnrolmentState.WAITLISTED], "before who came after"


def test_who_signed_up_again_is_not_twice_in_it(cast: Cast, full: Series) -> None:
    workshop, ana, _bela = full
    give_up(cast, ana)
    with making():
        again = make_enrolment(clerk(cast.here, cast.colleague.id), workshop, ana_of(ana))
    with pytest.raises(EnrolledAgain):
        back(cast, ana)
    assert states(ana, again) == [EnrolmentState.CANCELLED, EnrolmentState.WAITLISTED]


def ana_of(enrolment: Enrolment) -> Participant:
    return db.session.get_one(Participant, enrolment.participant_id)


def test_the_page_takes_it_back(cast: Cast, full: Series, client_for: ClientFor) -> None:
    _workshop, ana, _bela = full
    give_up(cast, ana)
    client, address = client_for(cast.registrar), f"/enrolments/{ana.id}"
    client.post(f"{address}/return", client.get(address).form(f"{address}/return"))
    page = client.get(address)
    assert "Com vaga" in page.text
    assert page.soup.select_one(f"form[action='{address}/return']") is None
    client_for(cast.stranger).post(f"{address}/return", status=404)


Declared = tuple[Certificate, Session, Enrolment]


@pytest.fixture
def declared(cast: Cast) -> Declared:
    """Ana was in a session, and has a declaration of it."""
    actor = cast.facilitator.actor
    with making():
        workshop, places = make_running(actor, "Ana Invenção", title="Oficina das contas")
        session = sessions_of(actor, workshop)[0]
        note(actor, session, places[0])
        paper = declare_presence(
            actor,
            certificate_id=new_id(),
            enrolment=places[0],
            session=session,
            participant=ana_of(places[0]),
        )
    return paper, session, places[0]


def correct(cast: Cast, declared: Declared, mark: Mark) -> Certificate:
    paper, session, enrolment = declared
    with making():
        before = mark_of(db.session.get(Attendance, (session.id, enrolment.id)))
        note(cast.facilitator.actor, session, enrolment, mark, was=before)
    db.session.expire_all()
    return db.session.get_one(Certificate, paper.id)


def test_a_paper_says_that_the_attendance_was_corrected(
    cast: Cast, declared: Declared, client_for: ClientFor
) -> None:
    client = client_for(cast.facilitator)
    code = next(
        each.text.strip()
        for each in client.get(f"/certificates/{declared[0].id}").soup.select("dd")
        if "-" in each.text
    )
    assert "Houve uma correção" not in client_for(None).get(f"/verify?code={code}").text
    assert correct(cast, declared, Mark("late", 30)).corrected_at
    assert "Houve uma correção" in client_for(None).get(f"/verify?code={code}").text
    assert "Corrigido depois" in client.get(f"/participants/{declared[0].participant_id}/papers").text
    assert correct(cast, declared, Mark("present")).corrected_at is None, "and that it was right after all"


def test_a_corrected_paper_is_issued_anew(cast: Cast, declared: Declared, client_for: ClientFor) -> None:
    client, address = client_for(cast.facilitator), f"/certificates/{declared[0].id}"
    correct(cast, declared, Mark("late", 30))
    answer = client.post(f"{address}/renewal", client.get(address).form(f"{address}/renewal"))
    db.session.expire_all()
    assert db.session.get_one(Certificate, declared[0].id).revoked_at
    assert "30 min" in client.get(answer.location).text
    issued = db.session.get_one(Certificate, UUID(answer.location.rpartition("/")[2]))
    with pytest.raises(StillFits), making():
        issue_anew(cast.facilitator.actor, certificate_id=new_id(), certificate=issued)


def test_of_two_who_issue_it_anew_the_second_makes_no_third_paper(cast: Cast, declared: Declared) -> None:
    paper, actor, first = correct(cast, declared, Mark("late", 30)), cast.facilitator.actor, new_id()
    for _again in range(2):
        with making():
            assert issue_anew(actor, certificate_id=first, certificate=paper).id == first
    with pytest.raises(StillFits), making():
        issue_anew(actor, certificate_id=new_id(), certificate=paper)


def test_who_was_not_there_gets_no_other_paper(cast: Cast, declared: Declared, client_for: ClientFor) -> None:
    client, address = client_for(cast.facilitator), f"/certificates/{declared[0].id}"
    paper = correct(cast, declared, Mark("absent"))
    with pytest.raises(WasNotThere), making():
        issue_anew(cast.facilitator.actor, certificate_id=new_id(), certificate=paper)
    client.post(f"{address}/renewal", client.get(address).form(f"{address}/renewal"))
    assert "não há direito a este documento" in client.get(address).text
