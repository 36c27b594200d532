"""What the browser of the tests finds wrong with a page."""

import pytest
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request

from tests.client import Page, judge_page

GOOD = """<!doctype html>
<html lang="pt-PT" dir="ltr"><head><title>Pessoas · Autonomus</title>
<script src="/a.js" nonce="n"></script></head>
<body><h1>Pessoas</h1>
<form action="/people" method="post" data-hx-post="/people"><input name="csrf_token" value="t">
<label for="name">Nome</label><input id="name" name="name"><button>Guardar</button></form>
<p><a href="/next" data-hx-get="/next">Seguinte</a></p>
<form action="/level" method="post"><input type="hidden" name="csrf_token" value="t">
<button class="choice" data-speech>Sei fazer</button></form>
<a class="context-tile" href="/home"><span data-speech>Em casa</span></a></body></html>"""
FAULTS = {
    "no language": (' lang="pt-PT"', "", "no language"),
    "no direction": (' dir="ltr"', "", "no direction"),
    "two first headings": ("<p>", "<h1>Pessoas</h1><p>", "2 first headings"),
    "another title": ("<title>Pessoas", "<title>Séries", "does not contain"),
    "an id twice": ("<p>", '<p id="name">', "stand twice"),
    "a label of nothing": ('for="name"', 'for="nome"', "points at no field"),
    "a form to nowhere": ('<form action="/people"', "<form", "without action"),
    "no token": ('name="csrf_token"', 'name="token"', "no token"),
    "no button": ("<button>Guardar</button>", "", "no button"),
    "htmx goes elsewhere": ('data-hx-get="/next"', 'data-hx-get="/other"', "the plain way"),
    "an inline script": ("<p>", "<script>x()</script><p>", "inline script"),
    "a script without nonce": (' nonce="n"', "", "without nonce"),
    "a script from elsewhere": ('src="/a.js"', 'src="//example.org/a.js"', "from elsewhere"),
    "a style": ("<title>", "<style>p{}</style><title>", "inline style"),
    "a style of one tag": ("<p>", '<p style="color:red">', "inline style"),
    "an inline handler": ("<p>", '<p onclick="x()">', "inline handler"),
    "an answer that is silent": (" data-speech>Sei", ">Sei", "not read aloud"),
    "a tile that is silent": ("<span data-speech>", "<span>", "not read aloud"),
    "no HTML": ("</p>", "</div>", "no HTML5"),
    "a bare sign in words": ("Seguinte", "Seguinte &x;", "no HTML5"),
    "an attribute twice": ("<p>", '<p id="a" id="a">', "no HTML5"),
}


def a_page(html: str, policy: str = "default-src 'none'", camera: str = "") -> Page:
    headers = [("Content-Type", "text/html"), ("Content-Security-Policy", policy)]
    headers.append(("Permissions-Policy", f"camera=({camera})"))
    return Page(TestResponse([html.encode()], "200 OK", headers, request=Request({})))  # type: ignore[arg-type]


def test_a_page_that_keeps_the_rules_passes() -> None:
    judge_page(a_page(GOOD))


@pytest.mark.parametrize(("good", "bad", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_however_often_the_good_page_was_seen(good: str, bad: str, said: str) -> None:
    assert good in GOOD
    judge_page(a_page(GOOD))
    judge_page(a_page(GOOD.replace("Pessoas", "Gente")))
    with pytest.raises(AssertionError, match=said):
        judge_page(a_page(GOOD.replace(good, bad, 1)))


def test_a_page_without_policy_is_found_though_it_was_seen_with_one() -> None:
    judge_page(a_page(GOOD))
    with pytest.raises(AssertionError, match="no content security policy"):
        judge_page(a_page(GOOD, policy=""))


@pytest.mark.parametrize(
    ("html", "camera", "said"),
    [
        (GOOD, "self", "nothing reads it"),
        (GOOD.replace("<p>", '<p data-camera="name">'), "", "not allowed"),
    ],
)
def test_a_camera_belongs_to_pages_that_read_codes(html: str, camera: str, said: str) -> None:
    judge_page(a_page(GOOD))
    judge_page(a_page(html, camera="" if camera else "self"))
    with pytest.raises(AssertionError, match=said):
        judge_page(a_page(html, camera=camera))
