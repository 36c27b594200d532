"""PageClient: a browser for tests that judges every page it fetches."""

import re
from collections.abc import Sequence
from contextvars import Context
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.core.db import db
from app.people.models import Participant
from tests.forms import answers_of, form_in
from tests.reading import errors_in, likeness, parsed

OPENING = re.compile(r"/participants/([0-9a-f-]{36})/opening")
UNSAFE_ATTRIBUTES = re.compile(r"^on[a-z]+$")
ANSWERS = frozenset({"choice", "tile", "context-tile", "context-on", "answer"})
"""Classes of what somebody may tap as an answer at the kiosk."""


_judged: set[int] = set()
"""The likenesses of pages that kept the rules: the same page again is not judged again."""


class Page:
    """An answer and its document, read when somebody asks for it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The document; empty when the answer is no HTML."""
        return parsed(self.html)

    @cached_property
    def html(self) -> str:
        return self.response.get_data(as_text=True) if self.response.mimetype == "text/html" else ""

    @property
    def text(self) -> str:
        """The visible words, blanks folded."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    def form(self, action: str) -> dict[str, Any]:
        """What a browser would send of the form with that action; several answers to one name as a list."""
        answers = self.answers(action)
        return {name: given if given[1:] else given[0] for name, given in answers.items() if given}

    def answers(self, action: str) -> dict[str, list[str]]:
        """The same, by fields, with those of which nothing is sent."""
        return answers_of(form_in(self.html, action))


class PageClient:
    """Fetches pages and follows forms; fails on a page that breaks a rule of the house."""

    gives_reasons = True
    """Whether it says why, where it is asked why the record of somebody is opened, and goes on."""

    def __init__(self, app: Flask) -> None:
        self.browser: FlaskClient = app.test_client()
        self.headers = {"Host": "localhost", "Accept-Language": "pt-PT"}

    def get(self, url: str, *, status: int = 200, judge: bool = True, **options: Any) -> Page:
        """Fetch a page, expecting the status; every HTML page is judged."""
        return self._open("GET", url, status, judge, **options)

    def post(
        self, url: str, data: dict[str, Any] | None = None, *, status: int | None = 303, **options: Any
    ) -> Page:
        """Send a form; the token against forgery is fetched where the data has none. None is any answer."""
        fields = {"csrf_token": self.token(), **(data or {})}
        return self._open("POST", url, status, judge=True, data=fields, **options)

    def submit(self, page: Page, action: str, *, status: int | None = 303, **changes: Any) -> Page:
        """Send a form of a page with some fields changed, as a person would; status None takes any answer."""
        data = {**page.form(action), **{name: value for name, value in changes.items() if value is not None}}
        return self._open("POST", action, status, judge=True, data=data)

    def follow(self, page: Page) -> Page:
        """The page a redirect leads to."""
        return self.get(page.location)

    def token(self) -> str:
        """A token against forgery that belongs to this browser's session."""
        return Context().run(self._token)

    def _token(self) -> str:
        from flask_wtf.csrf import generate_csrf

        app = self.browser.application
        with self.browser.session_transaction() as session:
            stored = dict(session)
        with app.test_request_context("/", headers={"Host": "localhost"}):
            from flask import session as current

            current.update(stored)
            token: str = generate_csrf()
            raw = current["csrf_token"]
        with self.browser.session_transaction() as session:
            session["csrf_token"] = raw
        return token

    def _open(self, method: str, url: str, status: int | None, judge: bool, **options: Any) -> Page:
        headers = {**self.headers, **options.pop("headers", {})}
        address = f"http://localhost{url}" if url.startswith("/") else url
        response = self._send(method, address, headers=headers, **options)
        if self.gives_reasons and (question := asked_by(response)):
            said = {"csrf_token": self.token(), "reason": "appointment", "request_key": str(uuid4())}
            self._send("POST", question, headers=self.headers, data=said)
            response = self._send(method, address, headers=headers, **options)
        found = f"{method} {url} gave {response.status_code}, not {status}"
        assert status in {None, response.status_code}, f"{found}\n{response.get_data(as_text=True)[:2000]}"
        page = Page(response)
        is_page = response.mimetype == "text/html" and response.status_code not in {301, 302, 303}
        if judge and is_page and "HX-Request" not in headers:
            judge_page(page)
        return page

    def _send(self, method: str, address: str, **options: Any) -> TestResponse:
        """One request. A server shares no context with the test: without this, Flask would answer every
        request of a test in one application context, with one `g` and one database session.
        """
        db.session.rollback()
        return Context().run(partial(self.browser.open, address, method=method, **options))


def asked_by(response: TestResponse) -> str:
    """Where an answer asks why a record is opened; "" for any other answer, and for who is protected."""
    found = OPENING.search(response.location or "") if response.status_code == 303 else None
    person = db.session.get(Participant, UUID(found[1])) if found else None
    db.session.rollback()
    return str(response.location) if person and not person.is_sealed else ""


def judge_page(page: Page) -> None:
    """The rules of the house that every page keeps."""
    policy = page.response.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, "no content security policy"
    _judge_camera(page)
    if (like := likeness(page.html)) in _judged:
        return
    errors = errors_in(page.html)
    assert not errors, f"no HTML5: {errors}"
    tags = page.soup.find_all(True)  # one walk: asking with CSS for each rule cost half as much as reading
    _judge_frame(page.soup, tags)
    _judge_forms(tags)
    _judge_scripts(tags)
    _judge_speech(tags)
    _judged.add(like)


def _judge_camera(page: Page) -> None:
    """Whoever reads a code sees the camera; no other page does."""
    is_allowed = "camera=(self)" in page.response.headers.get("Permissions-Policy", "")
    if "data-camera=" in page.html:
        assert is_allowed, "a code is to be read, and the camera not allowed"
    elif page.status == 200:
        assert not is_allowed, "the camera is allowed, and nothing reads it"


def _judge_frame(soup: BeautifulSoup, tags: Sequence[Tag]) -> None:
    html = soup.html
    assert html is not None
    assert html.get("lang"), "the page has no language"
    assert html.get("dir") in {"ltr", "rtl"}, "the page has no direction"
    headings = [tag for tag in tags if tag.name == "h1"]
    assert len(headings) == 1, f"{len(headings)} first headings"
    title, heading = soup.title, " ".join(headings[0].get_text(" ").split())
    assert title is not None
    assert heading in " ".join(title.get_text().split()), f"the title does not contain “{heading}”"
    ids = [str(tag["id"]) for tag in tags if tag.has_attr("id")]
    assert len(ids) == len(set(ids)), f"ids stand twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    for label in (tag for tag in tags if tag.name == "label" and tag.has_attr("for")):
        assert label["for"] in ids, f"a label points at no field: {label['for']}"


def _judge_forms(tags: Sequence[Tag]) -> None:
    named = {tag.get("form") for tag in tags if tag.name == "button"} - {None}
    for form in (tag for tag in tags if tag.name == "form"):
        action, method = form.get("action"), str(form.get("method", "get")).lower()
        assert action, "a form without action"
        if method == "post":
            assert form.find("input", attrs={"name": "csrf_token"}), f"{action}: no token against forgery"
        sends = form.find("button") or form.find("input", type="submit") or form.get("id") in named
        assert sends, f"{action}: no button"
    for tag in tags:
        for verb in ("get", "post"):
            target = tag.get(f"data-hx-{verb}")
            plain = tag.get("action") or tag.get("href")
            assert target is None or target == plain, f"htmx goes to {target}, the plain way to {plain}"


def _judge_scripts(tags: Sequence[Tag]) -> None:
    for tag in tags:
        assert tag.name != "style", "inline style"
        for name in tag.attrs:
            assert name != "style", "inline style"
            assert not UNSAFE_ATTRIBUTES.match(str(name)), f"inline handler on <{tag.name}>"
    for script in (tag for tag in tags if tag.name == "script"):
        assert script.get("src") or script.get("type") == "application/json", "an inline script"
        if script.get("src"):
            assert script.get("nonce"), "a script without nonce"
            assert not urlsplit(str(script["src"])).netloc, "a script from elsewhere"


def _judge_speech(tags: Sequence[Tag]) -> None:
    for tag in tags:
        if ANSWERS.intersection(tag.get("class") or ()):
            is_read = tag.has_attr("data-speech") or tag.select_one("[data-speech]")
            assert is_read, f"an answer is not read aloud: {' '.join(tag.get_text(' ').split())}"
