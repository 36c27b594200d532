"""What htmx asks for is a part that fits into the page, a short sentence, or leads to a whole page.

A whole page in the place of a part is refused by browsers (Trusted Types): that looked as if the network were
away, and nobody learnt what was wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from flask import Flask, request_finished
from werkzeug.wrappers import Response

from app.core.application import Autonomus
from tests import turns
from tests.addresses import only_feature
from tests.client import PageClient
from tests.crawl import endpoint_of, fetch
from tests.rules.test_storm import Scene, set_scene  # noqa: F401  the fixture

WHO = ("coordinator", "kiosk with a list")
HX = {"get": "data-hx-get", "post": "data-hx-post"}
TYPED = ("search", "text", "email", "tel")
NONSENSE = "\N{REPLACEMENT CHARACTER}" + "x" * 600


@dataclass(frozen=True, slots=True)
class Asking:
    """Something on a page that asks for a part: a form with its fields as they stand, or a link."""

    method: str
    address: str
    fields: dict[str, str]
    nonsense: dict[str, str]


def test_a_part_is_never_a_page(
    app: Autonomus,
    set_scene: Callable[[str], Scene],  # noqa: F811  the fixture
) -> None:
    for name in turns.some(WHO, 1, "scenes whose parts are asked for"):
        assert not list(wrong_in(set_scene(name), app))


def test_a_page_in_the_place_of_a_part_is_found() -> None:
    page = Response("<!doctype html><html lang=pt>", 422, mimetype="text/html")
    assert not fits(page)
    assert not fits(Response("<p>nothing said</p>", 422, mimetype="text/html"))
    assert fits(Response("<p class=field-error>", 422, mimetype="text/html"))


def wrong_in(scene: Scene, app: Autonomus) -> Iterator[str]:
    """Every question of a part once, as it stands and with nonsense in it: what is answered amiss."""
    met = dict[str, Asking]()

    def look(_app: Flask, response: Response, **_: object) -> None:
        if response.mimetype == "text/html" and b"data-hx-" in response.data:
            for each in askings(response.data):
                met.setdefault(f"{each.method} {endpoint_of(app, each.address, each.method)}", each)

    with request_finished.connected_to(look, app):
        scene.walk()
    assert met or only_feature()
    for kind, each in met.items():
        client = scene.restart()
        for what, fields in (("as it stands", each.fields), ("nonsense", each.fields | each.nonsense)):
            answer = ask(client, each, fields)
            if not fits(answer):
                yield f"{kind}, {what}: {answer.status_code}\n{answer.get_data(as_text=True)[:300]}"


def askings(html: bytes) -> Iterator[Asking]:
    for tag in BeautifulSoup(html, "html.parser").select(f"[{HX['get']}], [{HX['post']}]"):
        method = "post" if tag.has_attr(HX["post"]) else "get"
        as_drawn = {str(each["name"]): value_of(each) for each in tag.select("input[name], select[name]")}
        boxes = tag.select(", ".join(f"input[type={each}][name]" for each in TYPED) + ", select[name]")
        nonsense = {str(each["name"]): NONSENSE for each in boxes}
        yield Asking(method.upper(), str(tag[HX[method]]), as_drawn, nonsense)


def value_of(field: Tag) -> str:
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen.get("value", "")) if chosen else ""
    return str(field.get("value", ""))


def ask(client: PageClient, asking: Asking, fields: dict[str, str]) -> Response:
    client.headers["HX-Request"] = "true"
    if asking.method == "POST":
        return fetch(client, "POST", asking.address, data=fields | {"csrf_token": client.token()})
    return fetch(client, "GET", asking.address, **({"query_string": fields} if fields else {}))


def fits(answer: Response) -> bool:
    says = answer.mimetype == "text/plain" or b"field-error" in answer.data or "HX-Redirect" in answer.headers
    is_page = answer.mimetype == "text/html" and b"<html" in answer.data[:200]
    return answer.status_code < 500 and not is_page and (says or answer.status_code < 400)
