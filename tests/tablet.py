"""A tablet in a hall, in Python: the queue of registrations as its scripts keep it, with a network that can
be broken.

    written → sealed → sending → acknowledged → erased
                     ↘ refused                     "sending" is kept nowhere: who starts anew finds it sealed
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from flask import g
from flask.testing import FlaskClient

from app.core.backup_marks import NEVER
from app.core.db import new_id
from app.outreach.packs.keys import carried_of
from app.outreach.packs.models import Pack
from app.outreach.packs.sealing import seal_box

OURS = {
    "Host": "localhost",
    "X-Outreach": "1",
    "Sec-Fetch-Site": "same-origin",
    "Content-Type": "application/json",
}
Pairs = Sequence[tuple[str, str]]


class State(StrEnum):
    WRITTEN = "written"
    SEALED = "sealed"
    SENDING = "sending"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    ERASED = "erased"


class Unreachable(Exception):
    """No answer came; whether the question arrived nobody knows."""


class Network(Protocol):
    """What carries a question to the server: the status and what it answers; raises Unreachable."""

    def __call__(self, method: str, path: str, content: object | None = None) -> tuple[int, Any]: ...


def wire(browser: FlaskClient) -> Network:
    """A network that never fails, to the server behind a test's browser."""

    def send(method: str, path: str, content: object | None = None) -> tuple[int, Any]:
        for name in [*g]:  # which in a test outlives its request
            g.pop(name)
        sent = json.dumps(content)
        response = browser.open(f"/outreach{path}", method=method, data=sent, headers=OURS)
        return response.status_code, response.get_json(silent=True)

    return send


@dataclass
class Kept:
    """One registration on the tablet. What was sealed nobody on it can read any more."""

    id: UUID
    state: State = State.WRITTEN
    envelope: dict[str, Any] | None = None
    received_at: datetime | None = None


@dataclass(frozen=True)
class Prepared:
    """What a tablet got of a pack."""

    pack_id: UUID
    session_id: UUID
    public_key: str
    carried: str

    @classmethod
    def of(cls, pack: Pack) -> "Prepared":
        return cls(pack.id, pack.session_id, pack.public_key, carried_of(pack))

    def seal(self, record_id: UUID, pairs: Pairs, *, at: str = "2027-03-01T10:00:00Z") -> dict[str, Any]:
        said = {"v": 1, "form": [*pairs], "captured_at": at}
        content = {**said, "pack": str(self.pack_id), "session": str(self.session_id)}
        return self.seal_bytes(record_id, json.dumps(content).encode())

    def seal_bytes(self, record_id: UUID, content: bytes) -> dict[str, Any]:
        """Whatever it is."""
        return seal_box(
            content,
            public_key=self.public_key,
            pack_id=self.pack_id,
            record_id=record_id,
            carried=self.carried,
        )


@dataclass
class Tablet:
    """The queue, and what it does when it reaches us."""

    prepared: Prepared
    network: Network
    queue: dict[UUID, Kept] = field(default_factory=dict)
    epoch: str = NEVER
    """Of the server, as it was when the tablet was prepared."""

    def write(self, pairs: Pairs, record_id: UUID | None = None) -> UUID:
        """A person is registered: sealed before anything else, so that nobody reads it back."""
        kept = Kept(record_id or new_id())
        said = [("id", str(kept.id)), *pairs]
        kept.envelope = self.prepared.seal(kept.id, said)
        kept.state = State.SEALED
        self.queue[kept.id] = kept
        return kept.id

    def of(self, *states: State) -> Iterator[Kept]:
        return (each for each in [*self.queue.values()] if each.state in states)

    def send_one(self, kept: Kept) -> None:
        """Try once. Whatever is no clear answer leaves it sealed, to be tried again."""
        kept.state = State.SENDING
        try:
            status, said = self.network("PUT", f"/records/{kept.id}", kept.envelope)
        except Unreachable:
            kept.state = State.SEALED
            return
        if status in {200, 201, 409}:  # another one of that id: kept there beside the first
            kept.state, kept.received_at = State.ACKNOWLEDGED, datetime.fromisoformat(said["received_at"])
        elif status == 422:
            kept.state = State.REFUSED
        else:
            kept.state = State.SEALED

    def send(self) -> None:
        """Everything that waits, one by one: one that fails holds up none."""
        for kept in self.of(State.SEALED):
            self.send_one(kept)

    def ask(self) -> None:
        """What is not known any more is sent again; what is known, and in a backup, goes."""
        waiting = [*self.of(State.ACKNOWLEDGED)]
        for start in range(0, len(waiting) or 1, 500):
            some = waiting[start : start + 500]
            try:
                status, said = self.network(
                    "POST", "/records/known", {"ids": [str(each.id) for each in some]}
                )
            except Unreachable:
                return
            if status != 200:
                continue
            if said["epoch"] != self.epoch:
                self.epoch = said["epoch"]
                self._begin_anew()
                return
            self._compare(some, said)

    def restart(self) -> None:
        """The battery was flat, the tab was closed: what was being sent was not."""
        for kept in self.of(State.SENDING):
            kept.state = State.SEALED

    def _begin_anew(self) -> None:
        """The server was restored: what is known there by an id may be another tablet's."""
        for kept in self.of(State.ACKNOWLEDGED):
            kept.state, kept.received_at = State.SEALED, None

    def _compare(self, some: Sequence[Kept], said: Any) -> None:
        until = said["safe_until"] and datetime.fromisoformat(said["safe_until"])
        for kept in some:
            at = said["known"].get(str(kept.id))
            if at is None:
                kept.state, kept.received_at = State.SEALED, None
            elif until is not None and datetime.fromisoformat(at) < until:
                kept.state, kept.envelope = State.ERASED, None


def losing(network: Network, loses: Callable[[], str]) -> Network:
    """The same, where `loses` says of each question what is lost: "question", "answer" or nothing."""

    def send(method: str, path: str, content: object | None = None) -> tuple[int, Any]:
        lost = loses()
        if lost == "question":
            raise Unreachable
        answer = network(method, path, content)
        if lost == "answer":
            raise Unreachable
        return answer

    return send
