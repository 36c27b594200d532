"""The pieces of which opening hours are written, and going through them."""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

SHOWN = 20
"""Letters of what was not understood that are shown."""
_TOKEN = re.compile(
    r"(?P<always>24/7)|(?P<time>\d{1,2}:\d{2})|(?P<year>(?:19|20|21)\d{2})|(?P<number>\d{1,2})"
    r'|(?P<note>"[^"]*")|(?P<word>[a-z]+)|(?P<sign>\|\||[-–,;:+/()\[\]])'
)
T = TypeVar("T")


class NotUnderstood(ValueError):
    """These are no opening hours from `piece` on."""

    def __init__(self, piece: str) -> None:
        self.piece = piece
        super().__init__(piece)


class Token(NamedTuple):
    kind: str
    text: str
    at: int


END = Token("end", "", -1)


class Tokens:
    """Goes through them once, from left to right."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.tokens = self._cut()
        self.at = 0

    def _cut(self) -> list[Token]:
        found, at = [], 0
        lower = self.expression.lower()
        while at < len(lower):
            if lower[at].isspace():
                at += 1
                continue
            match = _TOKEN.match(lower, at)
            if not match:
                raise NotUnderstood(self.expression[at:][:SHOWN])
            text = self.expression[at : match.end()] if match.lastgroup == "note" else match[0]
            found.append(Token(match.lastgroup or "", text.replace("–", "-"), at))
            at = match.end()
        return found

    @property
    def next(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    @property
    def after(self) -> Token:
        return self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else END

    def take(self) -> Token:
        token = self.next
        self.at += 1
        return token

    def takes(self, text: str) -> bool:
        """Whether this comes next; then it is taken."""
        if self.next.text != text or self.next.kind == "note":
            return False
        self.at += 1
        return True

    def stop(self, token: Token | None = None) -> NotUnderstood:
        at = (token or self.next).at
        return NotUnderstood(self.expression[at:][:SHOWN] if at >= 0 else self.expression[-SHOWN:])

    def number(self, kind: str, least: int, most: int) -> int:
        token = self.take()
        if token.kind != kind or not least <= int(token.text) <= most:
            raise self.stop(token)
        return int(token.text)

    def listed(self, item: Callable[[], T], goes_on: Callable[[Token], bool]) -> list[T]:
        """Items parted by commas; a comma before something else is left."""
        found = [item()]
        while self.next.text == "," and goes_on(self.after):
            self.at += 1
            found.append(item())
        return found
