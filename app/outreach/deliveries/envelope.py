"""A sealed registration as a device hands it over: one JSON object, everything in it text.

    {"v": 1, "record": uuid, "pack": uuid, "point": …, "iv": …, "sealed": …, "carried": …}

Whether it can be opened is found out later: an envelope is whatever names itself and brings something sealed.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from uuid import UUID

LONGEST = 64 * 1024
"""Bytes."""
VERSION = 1
SEALED = ("point", "iv", "sealed")
BASE64URL = re.compile(r"[A-Za-z0-9_-]+")


class NoEnvelope(ValueError):
    """It is no envelope of that id."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """`box` is the sealed record in JSON, always in the same words; `carried` what came with its pack."""

    record_id: UUID
    pack_id: UUID
    box: str
    carried: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.box.encode()).hexdigest()


def read(sent: bytes, record_id: UUID) -> Envelope:
    """What somebody sent as the record of that id; raises NoEnvelope."""
    if len(sent) > LONGEST:
        raise NoEnvelope
    try:
        found = json.loads(sent.decode())
        box = {name: str(found[name]) for name in ("record", "pack", *SEALED)}
        carried = found["carried"]
        named, pack_id = UUID(box["record"]), UUID(box["pack"])
        is_whole = all(BASE64URL.fullmatch(box[name]) for name in SEALED)
        is_known = found["v"] is not True and found["v"] == VERSION
    except (LookupError, RecursionError, TypeError, ValueError) as error:
        raise NoEnvelope from error
    if named != record_id or not (is_whole and is_known and _is_plain(carried)):
        raise NoEnvelope
    kept = {"v": VERSION, **box, "record": str(named), "pack": str(pack_id)}
    return Envelope(named, pack_id, json.dumps(kept, sort_keys=True), carried)


def _is_plain(carried: object) -> bool:
    return isinstance(carried, str) and carried.isascii() and carried.isprintable()
