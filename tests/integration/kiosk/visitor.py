"""A person at the kiosk without JavaScript: taps what is on the page, whatever its language."""

from contextvars import Context
from urllib.parse import urlencode

from bs4 import Tag

from app.core.db import db
from app.skills.codes import ClaimCode
from tests.client import Page, PageClient, judge_page

WRONG = {"digits": "000000000", "first": "duck", "second": "key"}
"""A code that opens nothing."""


class Visitor:
    """`go`, `press` and `answer` are one tap each, and counted; redirects are followed as a browser would."""

    page: Page

    def __init__(self, client: PageClient) -> None:
        self.client, self.taps = client, 0
        self.open("/kiosk/")

    @property
    def heading(self) -> str:
        """The first heading of the present screen."""
        found = self.page.soup.select_one("h1")
        return " ".join(found.get_text().split()) if found else ""

    def go(self, start: str) -> None:
        """Tap the link with this address, or else the first that starts so."""
        self.taps += 1
        exact = self.page.soup.select_one(f'a[href="{start}"]')
        self.open(str((exact or self._one(f'a[href^="{start}"]'))["href"]))

    def press(self, action: str) -> None:
        """Tap the button of the form with this action."""
        self.taps += 1
        self._send(self._one(f'form[method="post"][action="{action}"]'), {})

    def answer(self, name: str, value: str) -> None:
        """Tap the button that means name=value."""
        self.taps += 1
        button = self._one(f'button[name="{name}"][value="{value}"]')
        form = button.find_parent("form")
        assert form is not None
        self._send(form, {name: value})

    def choose(self, *contexts: str) -> None:
        """Tick these parts of life, and tap to go on to their cards."""
        self.taps += len(contexts) + 1
        for each in contexts:
            self._one(f'#contexts input[name="context"][value="{each}"]')
        asked = urlencode([("context", each) for each in contexts])
        self.open(f"{self._one('#contexts')['action']}?{asked}")

    def open(self, url: str) -> None:
        """Go to an address as links and redirects do; no tap."""
        db.session.rollback()
        while (page := Context().run(self._fetch, url)).status == 303:
            url = page.location
        assert page.status == 200, f"{url} gave {page.status}"
        judge_page(page)
        self.page = page

    def _one(self, selector: str) -> Tag:
        found = self.page.soup.select_one(selector)
        assert found is not None, f"no {selector} on “{self.heading}”"
        return found

    def _send(self, form: Tag, changes: dict[str, str]) -> None:
        data = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
        self.open(self.client.post(str(form["action"]), {**data, **changes}).location)

    def _fetch(self, url: str) -> Page:
        response = self.client.browser.get(f"http://localhost{url}", headers=self.client.headers)
        return Page(response)


def typed(code: ClaimCode) -> dict[str, str]:
    """What somebody enters of a code: the digits as they stand on the paper, and the two pictures."""
    first, second = (key for _, key in code.pictures)
    return {"digits": code.grouped, "first": first, "second": second}


def begin_again(visitor: Visitor) -> None:
    """Leave, and begin another visit."""
    visitor.open("/kiosk/leaving")
    visitor.press("/kiosk/visit/end")
    visitor.answer("language", "pt")


def enter(visitor: Visitor, typed: dict[str, str], status: int = 303) -> Page:
    """Type a code; the visitor follows to what it opens. The answer itself is returned."""
    visitor.open("/kiosk/opening")
    answer = visitor.client.submit(visitor.page, "/kiosk/opening", status=status, **typed)
    if status == 303:
        visitor.open(answer.location)
    return answer
