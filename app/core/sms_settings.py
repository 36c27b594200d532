"""How a gateway for short messages is asked: its address, headers, body, and what it says when it took one.

Gateways differ, so all of it is configuration (docs/operation.md); what is wrong is said at the start.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

PLACEHOLDER = re.compile(r"\{(\w+)\}")
PLACEHOLDERS = frozenset({"to", "digits", "text", "id"})
"""The number with and without its +, the text, and a name of the message that is the same at every try."""
_OPENS = re.compile(r"key|token|secret|pass|pwd|auth", re.IGNORECASE)
"""Names of what opens a gateway: no address has it."""
OWN_HEADERS = frozenset({"host", "content-length", "transfer-encoding"})
BODY = "set it to JSON or to a form (name=value&…) with {text} and {to} or {digits}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpSms:
    """A gateway that takes messages by HTTP POST. `body` is JSON or a form, with placeholders."""

    url: str
    headers: Mapping[str, str]
    body: str
    statuses: frozenset[int]
    pattern: str = ""
    part_price: Decimal | None = None

    def filled(self, facts: Mapping[str, str]) -> tuple[bytes, str]:
        """The body of one message, and its type."""
        if (document := _json(self.body)) is not None:
            return json.dumps(_filled(document, facts)).encode(), "application/json"
        fields = [(name, _said(value, facts)) for name, value in _fields(self.body)]
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"

    def is_success(self, status: int, answer: str) -> bool:
        """Whether this answer says that the message was taken."""
        return status in self.statuses and bool(re.search(self.pattern, answer))


def read_http_sms(
    environ: Mapping[str, str], *, strict: bool, problem: Callable[[str], None]
) -> HttpSms | None:
    """The variables SMS_…; tells each problem, and then gives none. `strict`: over https only."""
    told: list[str] = []
    read = HttpSms(
        url=_url(environ.get("SMS_URL", ""), {"https"} if strict else {"https", "http"}, told),
        headers=_headers(environ.get("SMS_HEADERS") or "{}", told),
        body=_body(environ.get("SMS_BODY", ""), told),
        statuses=_statuses(environ.get("SMS_SUCCESS") or "200,201,202", told),
        pattern=_pattern(environ.get("SMS_SUCCESS_PATTERN", ""), told),
        part_price=_price(environ.get("SMS_PART_PRICE", ""), told),
    )
    for each in told:
        problem(each)
    return None if told else read


def _url(value: str, schemes: Collection[str], told: list[str]) -> str:
    try:
        url = urlsplit(value)
        is_good = url.scheme in schemes and bool(url.hostname)
        words = parse_qsl(url.query, keep_blank_values=True)
        is_good = is_good and not any(_OPENS.search(name) for name, _ in words)
        is_good = (
            is_good and "@" not in url.netloc and url.port != 0 and value.isascii() and value.isprintable()
        )
    except ValueError:
        is_good = False
    if not is_good or " " in value:
        told.append("SMS_URL must look like https://gateway.example/send; what opens it is for SMS_HEADERS.")
    elif PLACEHOLDER.search(value):
        told.append(
            "SMS_URL has a placeholder; numbers and texts stand in SMS_BODY alone, for logs keep addresses."
        )
    return value


def _headers(value: str, told: list[str]) -> dict[str, str]:
    found = _json(value)
    if not isinstance(found, dict) or not all(_is_header(*each) for each in found.items()):
        told.append('SMS_HEADERS must be a JSON object such as {"Authorization": "Bearer …"}.')
        return {}
    return {name.lower(): said for name, said in found.items()}


def _is_header(name: str, value: object) -> bool:
    is_name = bool(re.fullmatch(r"[A-Za-z0-9-]+", name)) and name.lower() not in OWN_HEADERS
    return is_name and isinstance(value, str) and value.isascii() and value.isprintable()


def _body(value: str, told: list[str]) -> str:
    try:
        document = _json(value)
        words = list(_strings(document)) if document is not None else [each for _, each in _fields(value)]
    except ValueError:
        words = []
    used = {name for word in words for name in PLACEHOLDER.findall(word)}
    if "text" not in used or not used & {"to", "digits"}:
        told.append(f"SMS_BODY cannot be used; {BODY}.")
    elif used - PLACEHOLDERS:
        told.append(
            f"SMS_BODY asks for {', '.join(sorted(used - PLACEHOLDERS))}, which nobody knows; {BODY}."
        )
    return value


def _statuses(value: str, told: list[str]) -> frozenset[int]:
    parts = [part.strip() for part in value.split(",")]
    if not all(re.fullmatch(r"[1-5][0-9]{2}", part) for part in parts):
        told.append(f"SMS_SUCCESS is “{value}”; set it to the statuses of success, such as 200,202.")
        return frozenset()
    return frozenset(int(part) for part in parts)


def _pattern(value: str, told: list[str]) -> str:
    try:
        re.compile(value)
    except re.error:
        told.append(f"SMS_SUCCESS_PATTERN is “{value}”, which is no regular expression.")
    return value


def _price(value: str, told: list[str]) -> Decimal | None:
    try:
        price = Decimal(value) if value else None
    except InvalidOperation:
        price = Decimal(-1)
    if price is not None and not (price.is_finite() and price >= 0):
        told.append(f"SMS_PART_PRICE is “{value}”; set it to euros for one part, such as 0.045.")
    return price


def _json(value: str) -> Any:
    """What the text is as JSON; None where it is no object or list."""
    if not value.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(value)
    except ValueError:
        return None


def _fields(value: str) -> list[tuple[str, str]]:
    return parse_qsl(value, keep_blank_values=True, strict_parsing=True)


def _strings(document: Any) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict | list):
        for each in document.values() if isinstance(document, dict) else document:
            yield from _strings(each)


def _filled(document: Any, facts: Mapping[str, str]) -> Any:
    if isinstance(document, str):
        return _said(document, facts)
    if isinstance(document, dict):
        return {name: _filled(each, facts) for name, each in document.items()}
    return [_filled(each, facts) for each in document] if isinstance(document, list) else document


def _said(words: str, facts: Mapping[str, str]) -> str:
    """In one go: a text that holds the name of a placeholder stays as it is."""
    return PLACEHOLDER.sub(lambda found: facts[found[1]], words)
