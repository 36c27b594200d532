"""What a page shows to the second of two people who changed a record, and what it would send."""

from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

from tests.client import Page

FORMS = SoupStrainer("form")
NOTHING_SENT = frozenset({"submit", "button", "file"})


def versions_on(page: Page) -> list[tuple[str, str]]:
    """Of each field that both changed: what is stored, and what was typed."""
    words = [" ".join(cell.get_text(" ").split()) for cell in page.soup.select("td.as-typed")]
    return list(zip(words[::2], words[1::2], strict=True))


def forms_on(page: Page) -> Sequence[Tag]:
    """Read without judging: a tenth of the time."""
    return BeautifulSoup(page.html, "html.parser", parse_only=FORMS).find_all("form")


def form_on(page: Page, action: str) -> Tag:
    return next(each for each in forms_on(page) if each.get("action") == action)


def answers_on(page: Page, action: str) -> dict[str, list[str]]:
    """What a browser sends of a form that nobody touched; what is sent with nothing in it as well."""
    answers: dict[str, list[str]] = {}
    for box in form_on(page, action).find_all(["input", "select", "textarea"], attrs={"name": True}):
        if (kind := box.get("type", "")) in NOTHING_SENT:
            continue
        given = answers.setdefault(str(box["name"]), [])
        if box.name == "select":
            options = box.find_all("option")
            given += [str(each["value"]) for each in options if each.has_attr("selected")] or [
                str(each["value"]) for each in options[:1]
            ]
        elif box.name == "textarea":
            given.append(box.get_text().removeprefix("\n"))
        elif kind not in {"checkbox", "radio"} or box.has_attr("checked"):
            given.append(str(box.get("value", "")))
    return answers
