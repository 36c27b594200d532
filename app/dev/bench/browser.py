"""What a browser keeps between requests: cookies, the forms it was given, the files it loads."""

import gzip
import http.client
import re
from contextlib import suppress
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlencode

from app.core.db import new_id

LINKED = re.compile(r"/assets/[\w/.@-]+\.(?:css|js)")

LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
VARYING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
EDGE = "the-edge-of-a-part-of-the-benchmark"
NO_PAGE = re.compile(r"pdf|csv|xlsx|json|ics|sheet|slip|paper|logo|export|/assets|/dev|leaving|expiry")


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
        self.location = ""
        """Where the latest answer sends it; it does not follow by itself."""

    @property
    def headers(self) -> dict[str, str]:
        """What every further request carries."""
        pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Host": f"localhost:{self.port}", "Cookie": pairs, "Accept-Language": "pt-PT"}

    def open(self, path: str, form: dict[str, str] | None = None, *, seconds: float = 30) -> str:
        """Fetch or send, keeping the cookies; gives the text of the answer."""
        if form is None:
            return self._ask("GET", path, None, "", seconds).decode(errors="replace")
        kind = "application/x-www-form-urlencoded"
        return self._ask("POST", path, urlencode(form), kind, seconds).decode(errors="replace")

    def fetch(self, path: str) -> None:
        """Take a large file, unread: to decode it would keep this process from everything else."""
        self._ask("GET", path, None, "", 120)

    def bring(self, path: str, changes: dict[str, str], file: tuple[str, str, str]) -> None:
        """Send a page's form to the page itself with a file: its field, its name, what stands in it."""
        field, name, content = file
        given = {**self.fields(path, path), **changes}
        disposition = "Content-Disposition: form-data; name="
        parts = [f'{disposition}"{key}"\r\n\r\n{value}' for key, value in given.items() if key != field]
        kind = "Content-Type: text/csv"
        parts.append(f'{disposition}"{field}"; filename="{name}"\r\n{kind}\r\n\r\n{content}')
        body = "".join(f"--{EDGE}\r\n{part}\r\n" for part in parts) + f"--{EDGE}--\r\n"
        self._ask("POST", path, body, f"multipart/form-data; boundary={EDGE}", 120)

    def _ask(self, method: str, path: str, body: str | None, kind: str, seconds: float) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        headers = {**self.headers, "Content-Type": kind} if kind else self.headers
        connection.request(method, path, body and body.encode(), headers)
        answer = connection.getresponse()
        self.location = answer.headers.get("Location", "")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        content = answer.read()
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

    def walk(self, start: str) -> None:
        """Open every kind of page that links lead to, each once: no files, and nothing that ends a visit."""
        kinds, waiting = set[str](), [start]
        while waiting:
            path = waiting.pop(0)
            kind = VARYING.sub("", path.partition("?")[0])
            if kind not in kinds and not NO_PAGE.search(path):
                kinds.add(kind)
                with suppress(RuntimeError):
                    waiting += map(unescape, LINK.findall(self.open(path)))

    def weigh(self, path: str) -> tuple[float, float]:
        """Kilobytes, compressed: (the first visit with styles and scripts, a later page)."""
        page = self.open(path)
        later = len(gzip.compress(page.encode(), 6))
        files = {file: self.open(file).encode(errors="replace") for file in set(LINKED.findall(page))}
        first = later + sum(len(gzip.compress(content, 9)) for content in files.values())
        return first / 1024, later / 1024
