"""Sheets of paper are typed in: a line each, and a number is one person whatever it was written on."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core.db import db
from app.outreach.papers.entry import COLUMNS
from app.outreach.papers.models import Slip
from app.outreach.papers.signs import signs_of
from app.outreach.registrations.choices import find_choices
from app.outreach.registrations.models import Registration
from app.outreach.registrations.taking_back import take_back
from app.people.facts.queries import list_facts
from app.people.models import Consent, Participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills import snapshot
from app.skills.models.inventory import Inventory
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.counting import AT_MOST, cost
from tests.factories.one_of_each import making
from tests.factories.outreach_papers import a_table_with_sheets, make_sheets
from tests.factories.outreach_registrations import enter
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
Typed = Mapping[str, str]


@pytest.fixture
def session(cast: Cast) -> Session:
    with making():
        return a_table_with_sheets(cast.facilitator.actor)


def entry_of(session: Session) -> str:
    return f"/outreach/sessions/{session.id}/entry"


def send(client: PageClient, session: Session, *rows: Typed, status: int = 303, **more: str) -> Page:
    """The table as somebody typed it."""
    page = client.get(entry_of(session))
    columns = {name: [row.get(name, "") for row in rows] for name in COLUMNS}
    answer: Page = client.submit(page, entry_of(session), status=status, **columns, **more)
    return answer


def registered(session: Session) -> dict[str, tuple[Registration, Participant]]:
    found = select(Registration, Participant).join(Participant, Participant.id == Registration.participant_id)
    rows = db.session.execute(found.where(Registration.session_id == session.id))
    return {each.slip: (each, person) for each, person in rows}


def count(model: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_everything_on_a_sheet_arrives_by_its_signs(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    with making():
        wished = make_workshop(cast.facilitator.actor, sessions=2, title="Costura", is_public=True)
        sheet = make_sheets(cast.facilitator.actor, session, 1)[0]
    choices = find_choices(session.municipality_id, session)
    signs = signs_of(choices, sheet.wished)
    wish = next(sign for sign, each in signs.wishes.items() if each == wished.id)
    ticks = f"2 a{signs.call}{wish}{list(signs.groups)[6]}"
    cells = str(sheet.number), "Olena Kovalenko", "61", "912 345 678", "1", "ucr", ticks, "ab 3", "snsa"
    row = dict(zip(COLUMNS, cells, strict=True))
    send(client_for(cast.registrar), session, row)
    registration, person = registered(session)[str(sheet.number)]
    assert (registration.id, registration.origin, registration.wants_call) == (sheet.id, "paper", True)
    assert (person.name, person.birth_year, person.language) == ("Olena Kovalenko", 1961, "uk")
    assert person.parish_id == signs.parishes["1"]
    assert person.is_unverified
    facts = {(each.kind, each.key, each.value) for each in list_facts(person.id)}
    assert ("work", "", "unregistered") in facts
    assert ("interest", "job", "yes") in facts
    assert ("group", list(signs.groups.values())[6], "yes") in facts
    given = db.session.scalars(select(Consent).filter_by(participant_id=person.id)).all()
    assert {each.purpose for each in given} == {choices.consents[0].key, choices.consents[2].key}
    assert {each.given_how for each in given} == {"signed"}
    entries = db.session.scalars(select(Inventory).filter_by(participant_id=person.id)).one().entries
    keys = {signs.cards["A"], signs.cards["B"], signs.numbers[3]}
    assert {choices_key(each.competence_id) for each in entries} == keys


def choices_key(competence_id: Any) -> str:
    found = snapshot.current().competence(competence_id)
    assert found is not None
    return found.key


def test_a_name_is_enough(cast: Cast, client_for: ClientFor, session: Session) -> None:
    send(client_for(cast.registrar), session, {"slip": "1", "name": "Ana"})
    assert registered(session)["1"][1].language == "pt"


BROKEN: list[tuple[dict[str, str], str]] = [
    ({"slip": "x"}, "slip"),
    ({"slip": "77"}, "slip"),
    ({"name": ""}, "name"),
    ({"year": "1661"}, "year"),
    ({"parish": "Xpto"}, "parish"),
    ({"language": "marciano"}, "language"),
    ({"ticks": "!"}, "ticks"),
    ({"ticks": "12"}, "ticks"),
    ({"cards": "l"}, "cards"),
    ({"cards": "9999"}, "cards"),
    ({"answers": "sim"}, "answers"),
    ({"answers": "sssssss"}, "answers"),
]


@pytest.mark.parametrize(("wrong", "column"), BROKEN)
def test_what_cannot_be_right_is_said_at_its_cell_and_nothing_enters(
    cast: Cast, client_for: ClientFor, session: Session, wrong: dict[str, str], column: str
) -> None:
    row = {"slip": "1", "name": "Ana", "year": "1961", "ticks": "1", **wrong}
    page = send(client_for(cast.registrar), session, row, {"slip": "2", "name": "Rui"}, status=422)
    assert page.soup.select_one(f"#{column}-1[aria-invalid]")
    assert [each["id"] for each in page.soup.select("[aria-invalid]")] == [f"{column}-1"]
    assert all(page.soup.select(f"#{name}-1")[0]["value"] == value for name, value in row.items())
    assert registered(session) == {}


def test_the_right_lines_enter_and_the_others_stay(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    client = client_for(cast.registrar)
    ana, rui, eva = ({"slip": str(at), "name": name} for at, name in enumerate(("Ana", "Rui", "Eva"), 1))
    page = send(client, session, ana, {**rui, "year": "x"}, eva, status=200, enter="good")
    assert set(registered(session)) == {"1", "3"}
    assert page.soup.select("#name-1")[0]["value"] == "Rui"
    assert page.soup.select_one("#year-1[aria-invalid]")
    left = [each["value"] for each in page.soup.select("[name=slip]")][:3]
    assert left == ["2", "4", "5"], "the numbers that are still open stand ready"


def test_the_table_sent_twice_enters_once(cast: Cast, client_for: ClientFor, session: Session) -> None:
    client = client_for(cast.registrar)
    row = {"slip": "1", "name": "Ana", "cards": "a", "answers": "s"}
    send(client, session, row)
    people, consents = count(Participant), count(Consent)
    send(client, session, row)
    assert (count(Participant), count(Consent)) == (people, consents)


def test_a_number_typed_on_the_tablet_is_nobody_else_on_paper(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    with making():
        enter(cast.registrar.actor, session, name="Ana Um", slip="1")
    page = send(client_for(cast.registrar), session, {"slip": "1", "name": "Ana Um"}, status=422)
    assert page.soup.select_one("#slip-1[aria-invalid]")
    assert len(registered(session)) == 1


def test_a_slip_scanned_on_the_tablet_is_nobody_else_on_paper(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    slip = db.session.scalars(select(Slip).filter_by(session_id=session.id, number=1)).one()
    with making():
        enter(cast.registrar.actor, session, registration_id=slip.id, name="Ana Um", slip="1")
    page = send(client_for(cast.registrar), session, {"slip": "1", "name": "Outra"}, status=422)
    assert page.soup.select_one("#slip-1[aria-invalid]")
    assert registered(session)["1"][1].name == "Ana Um"


def test_a_number_that_was_taken_back_keeps_nobody_else_out(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    """Nobody comes back by a copy of the sheet; the others of the table enter."""
    client = client_for(cast.registrar)
    send(client, session, {"slip": "1", "name": "Ana"})
    with making():
        take_back(cast.registrar.actor, registration=registered(session)["1"][0])
    page = send(client, session, {"slip": "1", "name": "Ana"}, {"slip": "2", "name": "Rui"}, status=200)
    assert set(registered(session)) == {"2"}
    assert page.soup.select_one("#slip-1[aria-invalid]")
    assert page.soup.select("#name-1")[0]["value"] == "Ana"


def test_one_number_in_two_lines_is_one_too_many(cast: Cast, client_for: ClientFor, session: Session) -> None:
    rows = [{"slip": "1", "name": "Ana"}, {"slip": "01", "name": "Rui"}]
    page = send(client_for(cast.registrar), session, *rows, status=422)
    assert [each["id"] for each in page.soup.select("[aria-invalid]")] == ["slip-2"]


def test_a_sheet_whose_signs_mean_other_things_by_now_is_not_read(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    with making():
        slip = db.session.scalars(select(Slip).filter_by(session_id=session.id, number=1)).one()
        slip.edition = "0000"
    page = send(client_for(cast.registrar), session, {"slip": "1", "name": "Ana", "ticks": "1a"}, status=422)
    assert page.soup.select_one("#slip-1[aria-invalid]")


def test_a_wish_is_what_stood_on_the_sheet(cast: Cast, client_for: ClientFor, session: Session) -> None:
    """Another series, which begins before, has its place on the sheets that are printed now."""
    with making():
        make_workshop(cast.facilitator.actor, sessions=2, title="Costura", is_public=True)
        before = make_sheets(cast.facilitator.actor, session, 1)[0]
        first = make_workshop(cast.facilitator.actor, sessions=2, title="Agora", is_public=True)
        after = make_sheets(cast.facilitator.actor, session, 1)[0]
    assert str(first.id) not in before.wishes
    assert str(first.id) in after.wishes


@pytest.mark.parametrize(
    ("number", "said"),
    [("1", "tbody .tag-good"), ("2", "tbody td.soft"), ("77", ".notice-warning")],
)
def test_what_became_of_a_number_is_told(
    cast: Cast, client_for: ClientFor, session: Session, number: str, said: str
) -> None:
    with making():
        enter(cast.registrar.actor, session, name="Ana Um", slip="1")
    page = client_for(cast.registrar).get(f"/outreach/sessions/{session.id}/numbers?number={number}")
    assert page.soup.select_one(f"main {said}")
    assert len(page.soup.select("main tbody tr")) == (0 if number == "77" else 1)


def test_the_numbers_name_nobody_and_so_give_nobody_away(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    """A line without a name among lines with names would be the line of a protected person."""
    with making():
        enter(cast.registrar.actor, session, name="Ana Um", slip="1")
        hers = enter(cast.registrar.actor, session, name="Ermelinda Guardada", slip="2").participant
        seal(cast.coordinator.actor, participant=hers, reason=SEAL_REASONS[0])
    for person in (cast.registrar, cast.coordinator):
        page = client_for(person).get(f"/outreach/sessions/{session.id}/numbers")
        first, second, *_others = page.soup.select("main tbody tr")
        assert not page.soup.select("main tbody a")
        cells = [row.select("td")[0].get_text(" ", strip=True) for row in (first, second)]
        assert cells[0] == cells[1]
        assert "Ana" not in page.text


def test_the_pages_cost_the_same_for_many_numbers(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    client = client_for(cast.registrar)
    pages = [entry_of(session), f"/outreach/sessions/{session.id}/numbers"]
    few = [cost(client, page) for page in pages]
    with making():
        make_sheets(cast.facilitator.actor, session, 90)
        for number in range(6, 26):
            enter(cast.registrar.actor, session, name=f"Pessoa {number}", slip=str(number))
    assert [cost(client, page) for page in pages] == few
    assert max(few) <= AT_MOST
