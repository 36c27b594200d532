"""Papers about many people: the worker makes them, whoever asked and still may fetches them."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from app.accounts.models import Membership
from app.core import jobs
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.papers import press
from app.core.papers.letterhead import Letterhead
from app.core.pdf import PaperError
from app.core.task_files import place_of as file_of
from app.core.task_work import carry_out
from app.core.tasks import Task, TaskState
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.ui import paper_files
from app.workshops.papers import queries as papers
from app.workshops.papers.certificate import on_paper
from app.workshops.papers.models import Certificate
from app.workshops.papers.operations.papers import revoke_certificate
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.attendance import make_running, note, sessions_of
from tests.factories.memberships import serve_elsewhere_too
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]
SHEET, SESSION = "folha-de-presencas.pdf", "session"
PAPERS = {
    "certificates.pdf": "certificados.pdf",
    "sheet.pdf": SHEET,
    "slips.pdf": "cartoes-de-presenca.pdf",
    SESSION: SHEET,
}
"""What stands last in the address, and the name of the file."""


@pytest.fixture
def desk(client_for: ClientFor, cast: Cast) -> PageClient:
    """The facilitator's browser."""
    return client_for(cast.facilitator)


@pytest.fixture
def place_of(cast: Cast, desk: PageClient) -> Callable[[str], str]:
    """Where a paper of the series is. Ana and Bento have their certificates; Rita was protected before."""
    actor = cast.facilitator.actor
    with making():
        workshop, places = make_running(
            actor, "Ana Invenção", "Bento Exemplo", "Rita Guardada", title="Contas & caminhos"
        )
        held = sessions_of(actor, workshop)
        for session in held:
            for each in places[:2]:
                note(actor, session, each)
        rita = db.session.get_one(Participant, places[2].participant_id)
        seal(cast.coordinator.actor, participant=rita, reason="risk_to_person")
    series, first = workshop.id, held[0].id
    completion = f"/workshops/{series}/completion"
    desk.submit(desk.get(completion), completion)

    def place(paper: str) -> str:
        if paper == SESSION:
            return f"/workshops/sessions/{first}/sheet.pdf"
        return f"/workshops/{series}/{paper}"

    return place


@pytest.fixture
def two_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also two lines of a sheet, which are less than one card."""
    monkeypatch.setattr(paper_files, "AT_ONCE", 1)
    monkeypatch.setattr("app.workshops.papers.views.sheets.LINES", 1)


def prepare(client: PageClient, address: str) -> str:
    """Ask for a paper, and then to have it prepared; where that leads."""
    return client.post("/tasks", client.get(address).form("/tasks")).location


def ready(client: PageClient, address: str) -> str:
    """The same, and the worker has made it."""
    place = prepare(client, address)
    jobs.run_due()
    return place


def task_at(place: str) -> Task:
    db.session.rollback()
    return db.session.get_one(Task, UUID(place.rpartition("/")[2]), populate_existing=True)


def words_of(client: PageClient, address: str) -> list[str]:
    """Page by page."""
    document = client.get(address, judge=False).response
    assert document.mimetype == "application/pdf"
    return [page.extract_text() for page in PdfReader(io.BytesIO(document.get_data())).pages]


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()


def begun(place: str) -> Iterator[None]:
    """The worker has read what stands on a paper, and has it set."""
    steps = carry_out({"task_id": place.rpartition("/")[2]})
    next(steps)  # type: ignore[arg-type]  # a generator
    return steps  # type: ignore[return-value]


def end_role(person: Person) -> None:
    with writing():
        for each in db.session.scalars(select(Membership).where(Membership.staff_id == person.id)):
            each.role = "observer"


@pytest.mark.parametrize("paper", PAPERS)
def test_a_large_paper_is_prepared_and_the_same_word_for_word(
    desk: PageClient, place_of: Callable[[str], str], request: pytest.FixtureRequest, paper: str
) -> None:
    address = place_of(paper)
    at_once = words_of(desk, address)
    assert "Ana Invenção" in " ".join(at_once)
    request.getfixturevalue("two_are_many")
    page = desk.get(address)
    assert "É um documento extenso" in page.text
    place = prepare(desk, address)
    assert "Começa dentro de momentos" in desk.get(place).text
    jobs.run_due()
    done = desk.get(place)
    assert done.soup.select_one(f'#task a[href="{place}/file"]')
    assert "Linhas" not in done.text
    sent = desk.get(f"{place}/file", judge=False).response
    assert sent.headers["Content-Disposition"] == f"attachment; filename={PAPERS[paper]}"
    later = words_of(desk, f"{place}/file")
    assert later == at_once
    assert "Guardada" not in " ".join(later)


def test_a_prepared_certificate_verifies_and_nothing_is_issued_anew(
    desk: PageClient, place_of: Callable[[str], str], client_for: ClientFor, two_are_many: None
) -> None:
    issued = select(func.count()).where(AuditEntry.action.like("%certificate_issued"))
    assert db.session.scalar(issued) == 2
    before = db.session.scalars(select(Certificate.code_hash).order_by(Certificate.id)).all()
    printed = words_of(desk, f"{ready(desk, place_of('certificates.pdf'))}/file")
    assert db.session.scalar(issued) == 2
    assert db.session.scalars(select(Certificate.code_hash).order_by(Certificate.id)).all() == before
    for paper in db.session.scalars(select(Certificate)):
        code = papers.code_of(paper)
        assert any(code in page and paper.name in page for page in printed)
        assert "Contas &amp; caminhos" in client_for(None).get(f"/verify?code={code}").html


def test_who_may_no_longer_gets_no_paper(
    desk: PageClient,
    place_of: Callable[[str], str],
    cast: Cast,
    two_are_many: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(press, "MOMENT", 0.01)  # two papers may be set within the usual one
    there, later = ready(desk, place_of("slips.pdf")), prepare(desk, place_of("slips.pdf"))
    at_hand, before = prepare(desk, place_of("certificates.pdf")), children()
    steps = begun(at_hand)
    assert len(children()) == len(before) + 1
    end_role(cast.facilitator)
    assert list(steps) == []
    assert children() == before, "whoever set it is gone"
    desk.get(f"{there}/file", status=403)
    jobs.run_due()
    for place in (at_hand, later):
        assert task_at(place).state == TaskState.REFUSED
        assert "mudou desde que o pediu" in desk.get(place).text
        desk.get(f"{place}/file", status=403)
        assert not file_of(task_at(place).id).exists()


def test_it_can_be_stopped_while_it_is_set(
    desk: PageClient, place_of: Callable[[str], str], two_are_many: None
) -> None:
    place, before = prepare(desk, place_of("slips.pdf")), children()
    steps = begun(place)
    page = desk.get(place)
    assert not page.soup.select("#task progress"), "nobody knows how far it is"
    desk.post(f"{place}/stop", page.form(f"{place}/stop"))
    assert list(steps) == []
    assert children() == before
    assert task_at(place).state == TaskState.STOPPED


def test_a_worker_that_was_killed_begins_anew(
    desk: PageClient, place_of: Callable[[str], str], two_are_many: None
) -> None:
    place = prepare(desk, place_of("certificates.pdf"))
    begun(place).close()  # type: ignore[attr-defined]  # a generator
    assert task_at(place).state == TaskState.RUNNING
    desk.get(f"{place}/file", status=404)
    jobs.run_due()
    assert len(words_of(desk, f"{place}/file")) == 2


def test_others_have_their_turn_while_it_is_set(
    desk: PageClient, place_of: Callable[[str], str], two_are_many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "MOMENT", 0.01)
    place = prepare(desk, place_of("slips.pdf"))
    assert len(list(carry_out({"task_id": place.rpartition("/")[2]}) or ())) > 3
    assert task_at(place).state == TaskState.DONE


def test_what_may_not_leave_any_more_is_not_fetched(
    desk: PageClient, place_of: Callable[[str], str], cast: Cast, two_are_many: None
) -> None:
    certificates, slips = ready(desk, place_of("certificates.pdf")), ready(desk, place_of("slips.pdf"))
    with making():
        revoked = db.session.scalars(select(Certificate).limit(1)).one()
        revoke_certificate(clerk(cast.here, cast.colleague.id), certificate=revoked)
    desk.get(f"{certificates}/file", status=404)
    desk.get(f"{slips}/file", judge=False)
    with making():
        person = db.session.get_one(Participant, revoked.participant_id)
        seal(clerk(cast.here, cast.colleague.id), participant=person, reason="risk_to_person")
    desk.get(f"{slips}/file", status=404)


def test_who_may_not_make_a_paper_cannot_ask_for_it(
    desk: PageClient, place_of: Callable[[str], str], client_for: ClientFor, cast: Cast, two_are_many: None
) -> None:
    address = place_of("certificates.pdf")
    form = desk.get(address).form("/tasks")
    form.pop("csrf_token")
    for person, status in ((cast.registrar, 403), (cast.observer, 403), (cast.stranger, 404)):
        client_for(person).get(address, status=status)
    client_for(cast.registrar).post("/tasks", form, status=404)  # no series of theirs to certify
    client_for(cast.stranger).post("/tasks", form, status=409)  # drawn in another municipality
    for query in ("", "workshop_id=1", f"workshop_id={cast.here}"):
        desk.post("/tasks", form | {"query": query}, status=404)
    desk.post("/tasks", form | {"ending": "csv"}, status=404)
    place = ready(desk, address)
    client_for(cast.colleague).get(f"{place}/file", status=404)
    assert db.session.query(Task).count() == 1


def test_a_paper_belongs_where_its_series_is(
    desk: PageClient, place_of: Callable[[str], str], client_for: ClientFor, cast: Cast, two_are_many: None
) -> None:
    """Whoever works elsewhere at the moment opens it all the same, by their rights where it is."""
    address = place_of("slips.pdf")
    serve_elsewhere_too(cast, cast.facilitator)
    away = client_for(None)
    with away.browser.session_transaction() as session:
        session["_user_id"], session["_fresh"] = f"second {cast.facilitator.token}", True
    form = away.get(address).form("/tasks")
    assert form["municipality_id"] == str(cast.elsewhere)
    place = away.post("/tasks", form).location
    assert task_at(place).municipality_id == cast.here
    jobs.run_due()
    with writing():
        theirs = select(Membership).where(Membership.staff_id == cast.facilitator.id)
        for each in db.session.scalars(theirs.where(Membership.municipality_id == cast.here)):
            each.role = "observer"
    away.get(f"{place}/file", status=403)


def test_an_address_in_the_form_is_not_what_stands_on_paper(
    desk: PageClient, place_of: Callable[[str], str], two_are_many: None
) -> None:
    form = desk.get(place_of("certificates.pdf")).form("/tasks")
    form["query"] += "&verify_at=https://else.example"
    place = desk.post("/tasks", form).location
    jobs.run_due()
    assert "else.example" not in " ".join(words_of(desk, f"{place}/file"))


def test_a_paper_that_cannot_be_set_says_why(app: object) -> None:
    with pytest.raises(PaperError, match="does not contain key"):
        list(press.setting(on_paper(Letterhead("Vale"), [{"scanned": "https://x.example"}])))
