"""Heads of the audit's chain, kept where the database's masters have no hand: in a file and in letters.

A chain whose end was cut is whole. An anchor says which link was there at an instant, signed with the trail's
key; `flask audit-verify` looks whether it still is. What came after the newest anchor can be cut unseen.

    autonomus-anchor 2026-11-22T09:00:00+00:00 1234 <hash of link 1234> <signature>
"""

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from pathlib import Path

from app.core import audit, clock, mail
from app.core.config import settings
from app.core.unit_of_work import reading, writing

EVERY = timedelta(hours=1)
RETRY = timedelta(minutes=1)
LINE = re.compile(r"autonomus-anchor\s+(\S+)\s+([0-9]{1,10})\s+([0-9a-f]{64})\s+([0-9a-f]{64})")
LONGEST_LINE = 300
_tried: dict[Path, datetime] = {}
"""When this process last tried to write to a file."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anchor:
    """At this instant (ISO 8601) the link at this position was the newest and had this hash."""

    at: str
    position: int
    hash: str

    @property
    def signature(self) -> str:
        return audit.sign("anchor", self.at, self.position, self.hash)

    def text(self, between: str = " ") -> str:
        """How it is written; any white space may be `between` its words."""
        words = f"{self.at} {self.position}", self.hash, self.signature
        return between.join((f"autonomus-anchor {words[0]}", *words[1:]))


@dataclass(frozen=True, slots=True)
class FalseAnchor:
    """It reads like an anchor, of this instant, and was not signed with the trail's key."""

    at: str
    words: tuple[str, ...]


def place() -> Path:
    """The file to which this installation's worker adds its anchors."""
    return settings().audit_anchors


def kept() -> str:
    """The file's text; nothing where there is none yet."""
    return place().read_text("utf-8", "replace") if place().exists() else ""


def read(text: str) -> Iterator[Anchor | FalseAnchor]:
    """Every anchor in a text, which may be a letter with other words around it."""
    for at, position, digest, signature in LINE.findall(text):
        anchor = Anchor(at, int(position), digest)
        yield (
            anchor
            if compare_digest(anchor.signature, signature)
            else FalseAnchor(at, (position, digest, signature))
        )


def write_when_due() -> bool:
    """Add an anchor once an hour, by letter too where AUDIT_MAIL says to whom; whether one was added.

    A file that cannot be written is tried again a minute later, and stands in the log.
    """
    now, file = clock.now(), place()
    if abs(now - _tried.get(file, now - RETRY)) < RETRY or not _is_due(file, now):
        return False
    _tried[file] = now
    with reading():
        anchor = Anchor(now.isoformat(timespec="seconds"), *audit.head())
    try:
        _add(anchor, file)
    except OSError:
        log.exception("no audit anchor was written")
        return False
    if to := settings().audit_mail:
        with writing():
            mail.queue(to=to, subject=f"Audit anchor {anchor.position}", text=anchor.text("\n") + "\n")
    return True


def _is_due(file: Path, now: datetime) -> bool:
    """Also when the newest is of the future: a clock that was wrong once must not stop them."""
    found = LINE.findall(_end_of(file))
    try:
        return not found or not timedelta(0) <= now - datetime.fromisoformat(found[-1][0]) < EVERY
    except (TypeError, ValueError):
        return True


def _end_of(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            opened.seek(max(0, file.stat().st_size - LONGEST_LINE))
            return opened.read().decode("utf-8", "replace")
    except OSError:
        return ""


def _add(anchor: Anchor, file: Path) -> None:
    """Whole, and on the disk when it returns; several workers may add to one file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab", buffering=0) as opened:
        opened.write(f"{anchor.text()}\n".encode())
        os.fsync(opened.fileno())
