"""In which fields staff are qualified: noted by administrators, and asked by what is for one field alone."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event, select

from app.accounts.disciplines import disciplines_of, get_discipline
from app.accounts.errors import OwnAccess
from app.accounts.models import Staff, StaffDiscipline
from app.accounts.operations.disciplines import add_discipline, end_discipline
from app.core.db import db, new_id
from app.core.errors import Forbidden, NotFound
from app.core.unit_of_work import writing
from tests.cast import Cast, Person
from tests.client import PageClient

ClientFor = Callable[[Person | None], PageClient]
NOON = "2026-11-30T12:00:00+00:00"


def note(cast: Cast, whose: Person, discipline: str = "psychology", *, since: date) -> StaffDiscipline:
    with writing():
        return add_discipline(
            cast.administrator.actor,
            discipline_id=new_id(),
            staff=db.session.get_one(Staff, whose.id),
            municipality_id=cast.here,
            discipline=discipline,
            begins_on=since,
        )


def held(cast: Cast, whose: Person) -> frozenset[str]:
    return disciplines_of(whose.actor, cast.here)


def test_an_administrator_notes_it_on_somebody_s_page_and_ends_it(cast: Cast, client_for: ClientFor) -> None:
    client, address = client_for(cast.administrator), f"/staff/{cast.colleague.id}"
    page = client.get(address)
    client.submit(page, f"{address}/disciplines", discipline="health")
    assert held(cast, cast.colleague) == {"health"}
    page = client.get(address)
    assert "Saúde" in page.text
    row = db.session.scalars(select(StaffDiscipline)).one()
    client.submit(page, f"/disciplines/{row.id}/ending")
    assert not held(cast, cast.colleague)
    assert "Saúde" in client.get(address).text, "what somebody was stays to be read"


def test_what_makes_no_sense_is_refused_and_nothing_is_kept(cast: Cast, client_for: ClientFor) -> None:
    client, address = client_for(cast.administrator), f"/staff/{cast.colleague.id}"
    for wrong in (
        {"discipline": ""},
        {"discipline": "astrology"},
        {"discipline": "health", "begins_on": ["1", "1", "2199"]},
    ):
        page = client.submit(client.get(address), f"{address}/disciplines", status=422, **wrong)
        assert page.soup.select(".error-summary a")
    client.post(f"/staff/{cast.stranger.id}/disciplines", status=404)
    assert not db.session.scalars(select(StaffDiscipline)).all()


def test_nobody_notes_their_own(cast: Cast, client_for: ClientFor) -> None:
    with pytest.raises(OwnAccess):
        note(cast, cast.administrator, since=date(2026, 1, 1))
    page = client_for(cast.administrator).get(f"/staff/{cast.administrator.id}")
    assert not page.soup.select("form[action$='/disciplines']")


def test_whoever_does_not_administer_reads_and_changes_nothing(cast: Cast, client_for: ClientFor) -> None:
    row = note(cast, cast.colleague, since=date(2026, 1, 1))
    page = client_for(cast.coordinator).get(f"/staff/{cast.colleague.id}")
    assert "Psicologia" in page.text
    assert not page.soup.select("form[action*='disciplines']")
    with pytest.raises(Forbidden):
        end_discipline(cast.coordinator.actor, discipline=row)
    with pytest.raises(NotFound):
        get_discipline(cast.stranger_administrator.actor, row.id)


@pytest.mark.clock(NOON)
def test_it_counts_from_its_first_day_in_its_municipality_alone(cast: Cast) -> None:
    note(cast, cast.colleague, since=date(2026, 12, 1))
    assert not held(cast, cast.colleague)
    note(cast, cast.colleague, "law", since=date(2026, 11, 30))
    assert held(cast, cast.colleague) == {"law"}
    assert not disciplines_of(cast.colleague.actor, cast.elsewhere)
    assert note(cast, cast.colleague, "law", since=date(2020, 1, 1)).begins_on == date(2026, 11, 30)


def test_pages_that_do_not_ask_pay_nothing(cast: Cast, client_for: ClientFor) -> None:
    note(cast, cast.colleague, since=date(2026, 1, 1))
    sent = list[str]()

    def hear(_c: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    client = client_for(cast.colleague)
    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        client.get("/")
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    assert sent
    assert not [each for each in sent if "staff_discipline" in each]
