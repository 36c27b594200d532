"""What a browser keeps between requests: cookies, the forms it was given, the files it loads."""

import gzip
import http.client
import re
from html.parser import HTMLParser
from urllib.parse import urlencode

from app.core.db import new_id

LINKED = re.compile(r"/assets/[\w/.@-]+\.(?:css|js)")
IMPORTED = re.compile(rb"@import url\([\"']?([^\"')]+)")


class Fields(HTMLParser):
    """The named inputs of a page's forms with their values; the last form's win."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside = action, False
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = found.get("action") == self.action
        elif tag == "input" and self.inside and found.get("type") not in {"checkbox", "radio", "submit"}:
            self.values[found.get("name", "")] = found.get("value", "")


class Browser:
    """One visitor of a server of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    @property
    def headers(self) -> dict[str, str]:
        """What every further request carries."""
        pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Host": f"localhost:{self.port}", "Cookie": pairs, "Accept-Language": "pt-PT"}

    def open(self, path: str, form: dict[str, str] | None = None) -> str:
        """Fetch or send, keeping the cookies; gives the text of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        body = urlencode(form) if form is not None else None
        connection.request("POST" if body is not None else "GET", path, body, {**self.headers, **kind})
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        content = answer.read().decode(errors="replace")
        connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"{path} answered {answer.status}")
        return content

    def fields(self, path: str, action: str) -> dict[str, str]:
        """The form of a page that goes to `action`, as it was drawn."""
        parser = Fields(action)
        parser.feed(self.open(path))
        return parser.values

    def send(self, path: str, action: str, **changes: str) -> str:
        """Send a page's form with some fields filled in."""
        return self.open(action, {**self.fields(path, action), "request_key": str(new_id()), **changes})

    def weigh(self, path: str) -> tuple[float, float]:
        """Kilobytes, compressed: (the first visit with styles and scripts, a later page)."""
        page = self.open(path)
        later = len(gzip.compress(page.encode(), 6))
        files = {file: self.open(file).encode(errors="replace") for file in set(LINKED.findall(page))}
        first = later + sum(len(gzip.compress(content, 9)) for content in files.values())
        return first / 1024, later / 1024
