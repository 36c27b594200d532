"""The rows about workshops: the pages of a series, an enrolment, a table of attendance, the reports."""

from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from app.core.db import new_id
from app.dev.bench.browser import Browser
from app.dev.bench.load import Target, share
from app.dev.bench.rows import CLERK, Row, Servers, compared, page_rows, posted, signed_in

COORDINATOR = "Duarte Sobral"
MARKS = (("present", ""), ("present", ""), ("late", ""), ("present", ""), ("absent", "health"))
HALF = "/statistics/workshops?year=2025&period=half-1"
"""All that is reported. Of a year that is over the report tells more than its twin counts."""


def workshop_rows(servers: Servers, made: dict[str, Any]) -> Iterator[Row]:
    """Pages and writes of workshops, each against its bare twin; `made` is what `flask bench series` told."""
    staff = signed_in(servers.product, CLERK)
    ours, twin = f"/workshops/{made['shown']}", f"/series/{made['shown']}"
    yield from page_rows(servers, staff, "series page", ours, twin)
    yield from page_rows(servers, staff, "its 25 people", f"{ours}/enrolments", f"{twin}/places")
    reader = signed_in(servers.product, COORDINATOR)
    of_one = f"/statistics/workshops/{made['reported']}"
    for sessions, path, twin in ((25, of_one, f"/report/{made['reported']}"), (200, HALF, "/report")):
        report = Target(servers.product, path, reader.headers)
        measured = share(report, Target(servers.bare, twin))
        yield compared(f"report of {sessions} sessions × 25 people", measured)
    token = staff.fields("/participants/new", "/participants/new")["csrf_token"]
    yield _enrolment(servers, staff, token, made)
    yield _attendance(servers, staff, token, made)


def _enrolment(servers: Servers, staff: Browser, token: str, made: dict[str, Any]) -> Row:
    """Somebody known gets a place: every time another person, or the same in another series."""
    pairs = product(made["people"], made["to_enrol"])

    def ours() -> tuple[str, str]:
        person, series = next(pairs)
        row = {"number": "1", "name": "Rosa Barradas", "birth_year": "", "contact": "", "who-1": person}
        key = {"origin": "desk", "request_key": str(new_id()), "csrf_token": token}
        return f"/workshops/{series}/enrolments", urlencode(row | key)

    def plain() -> tuple[str, str]:
        person, series = next(pairs)
        return f"/series/{series}/places", urlencode({"participant_id": person})

    return posted(servers, staff, "acknowledged enrolment", ours, plain)


def _attendance(servers: Servers, staff: Browser, token: str, made: dict[str, Any]) -> Row:
    """Each time the table of another session, in which nobody was noted yet, is filled in for everybody."""
    tables = iter([(each, table["enrolments"]) for table in made["tables"] for each in table["sessions"]])

    def ours() -> tuple[str, str]:
        session, people = next(tables)
        fields = {"csrf_token": token}
        for number, person in enumerate(people):
            name = f"{UUID(session).hex}-{UUID(person).hex}"
            state, reason = MARKS[number % len(MARKS)]
            fields |= {f"was-{name}": "expected.0.", f"state-{name}": state}
            fields |= {f"late-{name}": "", f"reason-{name}": reason}
        return f"/workshops/sessions/{session}/attendance", urlencode(fields)

    def plain() -> tuple[str, str]:
        session, people = next(tables)
        fields: dict[str, str] = {}
        for number, person in enumerate(people):
            state, reason = MARKS[number % len(MARKS)]
            fields |= {f"state-{UUID(person).hex}": state, f"reason-{UUID(person).hex}": reason}
        return f"/sessions/{session}/attendance", urlencode(fields)

    return posted(servers, staff, "attendance of 25 people saved", ours, plain)
