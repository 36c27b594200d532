"""The activity report of a series and of a period, on its page and as files."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.core import clock
from app.core.application import Autonomus
from app.core.db import db
from app.core.errors import Forbidden
from app.core.sms import ShortMessage
from app.core.sms_settings import HttpSms
from app.core.unit_of_work import writing
from app.workshops.attendance.operations.headcounts import count_heads
from app.workshops.planning.operations.series import cancel_workshop
from app.workshops.planning.operations.sessions import hold_session
from app.workshops.planning.queries.series import list_sessions
from app.workshops.reports.queries.activity import messages_by_month
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]


def test_reports_as_page_and_as_files(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    with writing():
        workshop = make_workshop(cast.facilitator.actor, kind="outreach", sessions=[date(2027, 3, 8)])
        session = list_sessions(cast.facilitator.actor, workshop)[0]
        heads = {"employers": 14, "": 6}
        count_heads(cast.facilitator.actor, session=session, version=session.version, heads=heads)
    own, observed = f"/workshops/{workshop.id}/report", f"/statistics/workshops/{workshop.id}"
    observer = client_for(cast.observer)
    assert "14" not in client.get(own).text
    assert "20" in observer.get(observed).text
    observer.get(own, status=403)
    period = observer.get("/statistics/workshops?year=2027&period=quarter-1")
    assert workshop.title in period.text
    assert workshop.title not in observer.get("/statistics/workshops?year=2026&period=year").text
    observer.get("/statistics/workshops?year=2027&period=week", status=422)
    observer.get("/statistics/workshops/file?year=2027&period=week&format=csv", status=422)
    observer.get("/statistics/workshops")
    for kind, start in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        for address in (f"{observed}/file?", "/statistics/workshops/file?year=2027&period=year&"):
            file = observer.get(f"{address}format={kind}", judge=False)
            assert file.response.data.startswith(start)
    client.get(f"{own}/file?format=csv", judge=False)
    observer.get(f"{observed}/file?format=exe", status=404)


def test_files_say_what_the_page_says(cast: Cast, client_for: ClientFor) -> None:
    """Hours are hours, people are rounded, and a series that was called off did not simply vanish."""
    actor, today = cast.facilitator.actor, clock.today("Europe/Lisbon")
    days = [today + timedelta(days=days) for days in (-14, -7, 7)]
    with writing():
        workshop = make_workshop(actor, sessions=days, state="running")
        first = list_sessions(actor, workshop)[0]
        first.starts, first.ends = first.starts.replace(hour=10), first.ends.replace(hour=11, minute=30)
        hold_session(actor, session=first)
        count_heads(actor, session=first, version=first.version, heads={"employers": 3, "": 6})
        cancel_workshop(actor, workshop=workshop, reason="too_few_people")
    client = client_for(cast.facilitator)
    file = client.get(f"/workshops/{workshop.id}/report/file?format=csv", judge=False).response.data
    told = {line[1]: line[2] for line in csv.reader(file.decode("utf-8-sig").splitlines(), delimiter=";")}
    assert told["Sessões realizadas"] == "1"
    assert told["Sessões canceladas"] == "2"
    assert told["Horas realizadas"] == "1,50"
    assert told["Total"] in {"5", "10"}


def test_short_messages_that_left_are_counted_by_month_with_what_they_cost(
    app: Autonomus, cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing():
        for municipality, month, parts, sent_at in (
            (cast.here, 3, 1, clock.now()),
            (cast.here, 3, 2, clock.now()),
            (cast.here, 5, 3, clock.now()),
            (cast.here, 5, 4, None),
            (cast.elsewhere, 5, 5, clock.now()),
        ):
            day = date(2027, month, 31)
            db.session.add(
                ShortMessage(municipality_id=municipality, asked_on=day, parts=parts, sent_at=sent_at)
            )
    client = client_for(cast.coordinator)
    address = "/statistics/workshops?year=2027&period="
    assert _rows(client.get(f"{address}half-1")) == [["Março", "2", "3", "–"], ["Maio", "1", "3", "–"]]
    assert _rows(client.get(f"{address}half-2")) == []
    assert _rows(client_for(cast.observer).get(f"{address}half-1")) == []  # one message may be one person's
    with pytest.raises(Forbidden):
        messages_by_month(cast.observer.actor, date(2027, 1, 1), date(2027, 12, 31))
    known = HttpSms(url="", headers={}, body="", statuses=frozenset({200}), part_price=Decimal("0.045"))
    monkeypatch.setattr(app, "settings", replace(app.settings, http_sms=known))
    assert _rows(client.get(f"{address}month-3")) == [["Março", "2", "3", "0,14\xa0€"]]


def _rows(page: Page) -> list[list[str]]:
    rows = page.soup.select('table:has(caption:-soup-contains("SMS")) tbody tr')
    return [[cell.get_text() for cell in row.select("th, td")] for row in rows]
