"""Walks through the product as somebody: which pages and which forms they come upon."""

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator
from contextvars import Context
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from flask import Flask
from lxml import html as lxml_html
from lxml.html import HtmlElement
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from app.core.db import db
from tests.addresses import is_asked_for
from tests.client import PageClient, asked_by

AS_OFTEN = 3
"""How many addresses of one kind are looked at: the first row of a list is like the tenth."""
ASSET = "assets.asset"
MACHINERY = frozenset({"csrf_token"})
CONTROLS = ("input", "select", "textarea", "button")


@dataclass(frozen=True, slots=True)
class Field:
    """A control of a form: its kind (an input's type, select, textarea, button) and an answer that fits.

    `look` tells boxes of one type apart that are read differently: a number, a part of a date, a code.
    """

    name: str
    kind: str
    fitting: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A form, or a link with a query, which is a form that was filled in."""

    page: str
    method: str
    action: str
    endpoint: str
    fields: tuple[Field, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint} with {len(self.fields)} fields"

    @property
    def shape(self) -> tuple[str, str, frozenset[tuple[str, str]]]:
        """What makes two forms the same; rows of a list carry an id in the names of their fields."""
        controls = frozenset((each.name.rpartition("-")[2], each.kind) for each in self.fields)
        return (self.method, self.endpoint, controls)


@dataclass(slots=True)
class Walk:
    """What a walk came upon: addresses of each kind of page and how long each answer was, each form once.

    `refused`: links that were drawn and did not open, with the page they stand on.
    """

    pages: dict[str, list[str]] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    forms: dict[object, FoundForm] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)


def endpoint_of(app: Flask, url: str, method: str = "GET") -> str | None:
    """The endpoint an address of this site leads to; None for any other address."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(urlsplit(url).path, method)
    except RequestRedirect as redirect:
        return endpoint_of(app, redirect.new_url, method)
    except HTTPException:
        return None
    return str(endpoint)


def fetch(client: PageClient, method: str, url: str, **options: object) -> TestResponse:
    """One request in a context of its own, as a server would answer it."""
    db.session.rollback()
    request = partial(client.browser.open, f"http://localhost{url}", method=method, **options)  # type: ignore[arg-type]
    response = Context().run(request, headers=client.headers)
    if method == "GET" and client.gives_reasons and asked_by(response):
        client.get(url, judge=False, status=None)  # type: ignore[arg-type]  # which says why
        response = Context().run(request, headers=client.headers)
    return response


def walk(app: Flask, client: PageClient, starts: Iterable[str], but: Container[str] = frozenset()) -> Walk:
    """Follow every link from the starts, as often as it takes to see each kind of page `but` those endpoints.

    With `pytest --feature NAME` only where that feature's pages are.
    """
    found, queue = Walk(), deque((url, "") for url in starts)
    seen: set[str] = set()
    while queue:
        url, page = queue.popleft()
        endpoint = endpoint_of(app, url)
        if url in seen or endpoint is None or endpoint == ASSET or endpoint in but:
            continue
        if not is_asked_for(app, endpoint):
            continue
        seen.add(url)
        kind = _kind(endpoint, url)
        if len(found.pages.get(kind, ())) >= AS_OFTEN:
            continue
        response = fetch(client, "GET", url)
        if response.status_code != 200 or response.mimetype != "text/html":
            queue += [(response.location, page)] if response.status_code == 303 else []
            found.refused += [(page, url)] if response.status_code == 403 else []
            continue
        found.pages.setdefault(kind, []).append(url)
        html = response.get_data(as_text=True)
        found.lengths[url] = len(html)
        read = tree(html)
        for form in forms_on(app, url, read):
            found.forms.setdefault(form.shape, form)
            if form.method == "GET":
                queue.append((_asked(form), url))
        queue.extend((link, url) for link in _links(url, read))
    return found


def tree(html: str) -> HtmlElement:
    """A page as elements alone: with BeautifulSoup reading took half of a walk."""
    return lxml_html.document_fromstring(html)


def _kind(endpoint: str, url: str) -> str:
    names = sorted({name for name, _ in parse_qsl(urlsplit(url).query)})
    return "?".join([endpoint, *([",".join(names)] if names else [])])


def _asked(form: FoundForm) -> str:
    """Where a search leads when it is sent as it stands."""
    return f"{form.action}?{urlencode([(each.name, each.fitting) for each in form.fields])}"


def _links(url: str, page: HtmlElement) -> Iterator[str]:
    for link in page.iterfind(".//a[@href]"):
        target = urlsplit(urljoin(url, link.get("href")))
        if not target.netloc and not target.scheme:
            yield target.path + (f"?{target.query}" if target.query else "")


def forms_on(app: Flask, url: str, page: HtmlElement) -> Iterator[FoundForm]:
    """The forms of a page, and its links that ask something."""
    outside = _outside(page)
    for form in page.iter("form"):
        action, method = form.get("action") or url, form.get("method", "get").upper()
        endpoint = endpoint_of(app, action, method)
        assert endpoint, f"{url}: a form leads to {method} {action}, where nothing is"
        fields = tuple(_controls([*form.iter(*CONTROLS), *outside[form.get("id")]]))
        yield FoundForm(url, method, action, endpoint, fields)
    for link in _links(url, page):
        query, endpoint = parse_qsl(urlsplit(link).query, keep_blank_values=True), endpoint_of(app, link)
        if query and endpoint:
            values = tuple(Field(name, "hidden", value) for name, value in dict(query).items())
            yield FoundForm(url, "GET", urlsplit(link).path, endpoint, values)


def _outside(page: HtmlElement) -> dict[str | None, list[HtmlElement]]:
    """The controls that stand outside of their form, by its id."""
    found: dict[str | None, list[HtmlElement]] = defaultdict(list)
    for control in page.iter(*CONTROLS):
        if of := control.get("form"):
            found[of].append(control)
    return found


def _controls(controls: Iterable[HtmlElement]) -> Iterator[Field]:
    names: set[str] = set()
    for each in controls:
        name = each.get("name", "")
        if not name or name in MACHINERY or name in names:
            continue
        names.add(name)
        look = " ".join([*sorted(each.get("class", "").split()), each.get("inputmode", "")])
        yield Field(name, _kind_of(each), _fitting(each), look)


def _kind_of(control: HtmlElement) -> str:
    return str(control.get("type") or "text") if control.tag == "input" else str(control.tag)


FITTING = {
    "email": "maria@example.org",
    "tel": "912345678",
    "password": "correto cavalo bateria",
    "number": "1961",
    "date": "2026-03-01",
}


def _fitting(control: HtmlElement) -> str:
    """What is there already, else an answer of the right kind."""
    if control.tag == "select":
        return next(filter(None, (each.get("value") for each in control.iter("option"))), "")
    if control.tag == "textarea":
        return control.text_content() or "Maria"
    there = str(control.get("value", ""))
    if there or control.tag == "button" or control.get("type") in {"hidden", "checkbox", "radio"}:
        return there
    if control.get("inputmode") == "numeric":
        return "1961" if "required" in control.attrib else ""
    return FITTING.get(str(control.get("type")), "Maria")
