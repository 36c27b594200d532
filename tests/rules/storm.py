"""The storm: sends one form after another what nobody should send, and notes what came of it."""

import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote_from_bytes

from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from app.core.db import db, new_id
from app.core.idempotency import FIELD as KEY
from tests.client import Page, PageClient, judge_page
from tests.crawl import FoundForm, fetch
from tests.rules.bad_input import JUDGED, ONLY_TYPED, TYPED

Body = list[tuple[str, bytes]]
TEXTS = frozenset({"text", "search", "email", "tel", "password", "number", "date", "textarea"})
KEPT_ANYWAY = frozenset({"audit_entry", "staff_session", "try_count", "visit"})
"""Refusals, tries and signs of life are kept although the request failed (app/core/unit_of_work.py)."""
CHANGE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
TOO_MUCH = b"A" * 600_000
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"


class Storm:
    """One browser under the storm; `restart` gives the state of before back and a new browser in it."""

    def __init__(self, app: Flask, restart: Callable[[], PageClient]) -> None:
        self.app, self.restart = app, restart
        self.damage: list[str] = []
        self.requests = 0

    def over(self, form: FoundForm, inputs: Iterable[str]) -> None:
        """Every input into every field: the typed ones alone, then really all."""
        self.begin()
        for name in inputs:
            for everywhere in modes_of(form, name):
                body = self.filled(form, TYPED[name], everywhere=everywhere)
                self.send(form, f"{name}{' everywhere' if everywhere else ''}", body, judge=name in JUDGED)

    def oddly(self, form: FoundForm, shapes: Iterable[str]) -> None:
        """What has not the shape of the form at all, nor that of any form."""
        self.begin()
        for name in shapes:
            if name in ODD_SHAPES:
                fitting: Body = [(each.name, each.fitting.encode()) for each in form.fields]
                self.send(form, name, ODD_SHAPES[name](fitting), judge=False)
            elif form.method == "POST":
                self.send_as(form, name, ODD_BODIES[name](form, self.token))

    def begin(self) -> None:
        self.client = self.restart()
        self.token = self.client.token()

    def filled(self, form: FoundForm, value: bytes, *, everywhere: bool) -> Body:
        """The form with the value in its typed fields, or in all, and a fitting answer in the others."""
        body: Body = []
        for each in form.fields:
            if each.name == KEY and not everywhere:
                body.append((KEY, str(new_id()).encode()))
            elif everywhere or each.kind in TEXTS:
                body.append((each.name, value))
            else:
                body.append((each.name, each.fitting.encode()))
        return body

    def send(self, form: FoundForm, what: str, body: Body, *, judge: bool) -> None:
        encoded = "&".join(f"{name}={quote_from_bytes(value, safe='')}" for name, value in body)
        if form.method == "GET":
            self._send(form, what, f"{form.action.partition('?')[0]}?{encoded}", {}, judge)
            return
        data = f"csrf_token={self.token}&{encoded}".encode()
        self._send(form, what, form.action, {"data": data, "content_type": URLENCODED}, judge)

    def send_as(self, form: FoundForm, what: str, options: dict[str, Any]) -> None:
        self._send(form, what, form.action, options, judge=False)

    def _send(self, form: FoundForm, what: str, url: str, options: dict[str, Any], judge: bool) -> None:
        self.requests += 1
        try:
            with committed_changes() as tables:
                response = fetch(self.client, form.method, url, **options)
            self._examine(response, tables, judge)
        except AssertionError as error:
            self._note(form, what, str(error))
        except Exception as error:  # noqa: BLE001  whatever the product lets through is a finding
            place = traceback.extract_tb(error.__traceback__)[-1]
            self._note(
                form, what, f"{type(error).__name__}: {str(error)[:150]} ({place.filename}:{place.lineno})"
            )
        else:
            if form.method == "POST" and response.status_code < 400:
                self.begin()

    def _examine(self, response: TestResponse, tables: set[str], judge: bool) -> None:
        assert response.status_code < 500, f"status {response.status_code}"
        assert b"<script>alert(1)" not in response.get_data(), "markup came through"
        assert "Set-Cookie: b=c" not in str(response.headers), "a header came through"
        if response.status_code >= 400:
            assert not tables - KEPT_ANYWAY, f"refused, and yet wrote {tables}"
        if judge and response.mimetype == "text/html" and response.status_code != 303:
            judge_page(Page(response))

    def _note(self, form: FoundForm, what: str, trouble: str) -> None:
        self.damage.append(f"{form.method} {form.action} ({what}): {trouble}")


def modes_of(form: FoundForm, name: str) -> list[bool]:
    """Into the typed fields alone, and into all of them: only where that makes a difference."""
    are_typed = {each.kind in TEXTS for each in form.fields}
    return [everywhere for everywhere in (False, True) if wanted(everywhere, are_typed, name)]


def wanted(everywhere: bool, are_typed: set[bool], name: str) -> bool:
    if everywhere:
        return False in are_typed and name not in ONLY_TYPED
    return True in are_typed


def files_of(form: FoundForm, token: str) -> dict[str, Any]:
    """The form sent with a file in the place of every answer."""
    parts = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="'
        + each.name.encode()
        + b'"; filename="../a.html"\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>\r\n'
        for each in form.fields
    )
    head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'.encode()
    return {"data": head + parts + b"--x--\r\n", "content_type": MULTIPART}


ODD_SHAPES: dict[str, Callable[[Body], Body]] = {
    "missing": lambda _: [],
    "half missing": lambda fitting: fitting[::2],
    "thrice": lambda fitting: fitting * 3,
    "as lists": lambda fitting: [(f"{name}[]", value) for name, value in fitting],
    "as mappings": lambda fitting: [(f"{name}[a][b]", value) for name, value in fitting],
    "a crowd": lambda fitting: [*fitting, *((f"field-{number}", b"x") for number in range(2_000))],
}
"""Nothing at all, everything thrice, lists and mappings, a crowd of fields nobody asked for."""
ODD_BODIES: dict[str, Callable[[FoundForm, str], dict[str, Any]]] = {
    "too much": lambda _form, token: {
        "data": f"csrf_token={token}&field=".encode() + TOO_MUCH,
        "content_type": URLENCODED,
    },
    "files": files_of,
    "json": lambda _form, _token: {"data": b'{"a": [', "content_type": "application/json"},
    "torn": lambda _form, _token: {"data": b"--x\r\n", "content_type": MULTIPART},
}
"""What is no form at all; for those alone that are sent, and not asked by their address."""


@contextmanager
def committed_changes() -> Iterator[set[str]]:
    """The tables in which something was changed for good."""
    changed: set[str] = set()
    kept: set[str] = set()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if found := CHANGE.match(statement):
            changed.add(found[1])

    def commit(_connection: Any) -> None:
        kept.update(changed)
        changed.clear()

    listeners: dict[str, Callable[..., None]] = {
        "before_cursor_execute": note,
        "commit": commit,
        "rollback": lambda _connection: changed.clear(),
    }
    for name, listener in listeners.items():
        event.listen(db.engine, name, listener)
    try:
        yield kept
    finally:
        for name, listener in listeners.items():
            event.remove(db.engine, name, listener)
