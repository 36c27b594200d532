"""The rows about workshops: the pages of a series, an enrolment, a table of attendance, the reports."""

from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from app.core.db import new_id
from app.dev.bench.load import Target, share
from app.dev.bench.rows import CLERK, Row, Servers, compared, signed_in, weight_rows

COORDINATOR = "Duarte Sobral"
MARKS = (("present", ""), ("present", ""), ("late", ""), ("present", ""), ("absent", "health"))
YEAR = "/statistics/workshops?year=2025&period=year"


def workshop_rows(servers: Servers, made: dict[str, Any]) -> Iterator[Row]:
    """Pages and writes of workshops, each against its bare twin; `made` is what `flask bench series` told."""
    staff, shown = signed_in(servers.product, CLERK), made["shown"]
    pages = (
        ("series page", f"/workshops/{shown}", f"/series/{shown}"),
        ("its 25 people", f"/workshops/{shown}/enrolments", f"/series/{shown}/places"),
    )
    for name, path, twin in pages:
        ours = Target(servers.product, path, staff.headers)
        yield compared(name, share(ours, Target(servers.bare, twin)))
        yield from weight_rows(name, staff, path, most=60)
    reader = signed_in(servers.product, COORDINATOR)
    of_one = f"/statistics/workshops/{made['reported']}"
    reports = (
        ("report of 25 sessions × 25 people", of_one, f"/report/{made['reported']}"),
        ("report of 200 sessions × 25 people", YEAR, "/report"),
    )
    for name, path, twin in reports:
        ours = Target(servers.product, path, reader.headers)
        yield compared(name, share(ours, Target(servers.bare, twin)))
    yield _enrolment(servers, made)
    yield _attendance(servers, made)


def _enrolment(servers: Servers, made: dict[str, Any]) -> Row:
    """Somebody known gets a place: every time another person, or the same in another series."""
    staff = signed_in(servers.product, CLERK)
    token = staff.fields("/participants/new", "/participants/new")["csrf_token"]
    pairs = product(made["people"], made["to_enrol"])

    def ours() -> tuple[str, str]:
        person, series = next(pairs)
        row = {"number": "1", "name": "Rosa Barradas", "birth_year": "", "contact": "", "who-1": person}
        key = {"made_at": "desk", "request_key": str(new_id()), "csrf_token": token}
        return f"/workshops/{series}/enrolments", urlencode(row | key)

    def plain() -> tuple[str, str]:
        person, series = next(pairs)
        return f"/series/{series}/places", urlencode({"participant_id": person})

    posts = Target(servers.product, headers=staff.headers, body=ours, expected=303)
    return compared("acknowledged enrolment", share(posts, Target(servers.bare, body=plain, expected=303)))


def _attendance(servers: Servers, made: dict[str, Any]) -> Row:
    """Each time the table of another session, in which nobody was noted yet, is filled in for everybody."""
    staff = signed_in(servers.product, CLERK)
    token = staff.fields("/participants/new", "/participants/new")["csrf_token"]
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

    posts = Target(servers.product, headers=staff.headers, body=ours, expected=303)
    bare = Target(servers.bare, body=plain, expected=303)
    return compared("attendance of 25 people saved", share(posts, bare))
