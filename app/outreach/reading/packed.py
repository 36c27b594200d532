"""A sealed registration as the code on a device's screen says it: packed, or the envelope itself.

"AUTONOMUS1:" and, in the 45 characters that QR codes hold tightest (RFC 9285), one after the other: record
and pack (16 bytes each), point (65), iv (12), the length of what is sealed (2), what is sealed, and what was
carried as UTF-8. A code holds 2,856 such bytes; as JSON the same envelope is a fifth longer. The device packs
it (js/outreach/code.js); a text that was sent or pasted may be the envelope as it is.
"""

import base64
import json
from typing import Any
from uuid import UUID

START = "AUTONOMUS1:"
CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
PARTS = {"record": 16, "pack": 16, "point": 65, "iv": 12}
LENGTH = 2
_VALUES = {character: value for value, character in enumerate(CHARACTERS)}


class NoCode(ValueError):
    """It is no code of a registration, or was not read whole."""


def envelope_in(code: str) -> dict[str, Any]:
    """The envelope that a code holds; whether it can be opened is found out later. Raises NoCode."""
    try:
        found = _unpacked(code.removeprefix(START)) if code.startswith(START) else json.loads(code)
        UUID(found["record"])
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise NoCode from error
    return dict(found)


def packed(envelope: dict[str, Any]) -> str:
    """The code of an envelope, as a device draws it. We draw none: this is for tests."""
    sealed = _bytes(envelope["sealed"])
    parts = (
        UUID(envelope["record"]).bytes,
        UUID(envelope["pack"]).bytes,
        _bytes(envelope["point"]),
        _bytes(envelope["iv"]),
        len(sealed).to_bytes(LENGTH),
        sealed,
        envelope["carried"].encode(),
    )
    return START + _in_45(b"".join(parts))


def _unpacked(code: str) -> dict[str, Any]:
    content = _from_45(code)
    at, found = 0, []
    for length in (*PARTS.values(), LENGTH):
        found.append(content[at : at + length])
        at += length
    record, pack, point, iv, length_of_sealed = found
    end = at + int.from_bytes(length_of_sealed)
    if len(content) < end:
        raise NoCode
    return {
        "v": 1,
        "record": str(UUID(bytes=record)),
        "pack": str(UUID(bytes=pack)),
        "point": _text(point),
        "iv": _text(iv),
        "sealed": _text(content[at:end]),
        "carried": content[end:].decode(),
    }


def _in_45(content: bytes) -> str:
    groups = (content[at : at + 2] for at in range(0, len(content), 2))
    return "".join(_digits(int.from_bytes(group), 3 if len(group) == LENGTH else 2) for group in groups)


def _digits(value: int, count: int) -> str:
    return "".join(CHARACTERS[value // 45**place % 45] for place in range(count))


def _from_45(code: str) -> bytes:
    """Raises ValueError, KeyError or OverflowError for what no device writes."""
    content = bytearray()
    for at in range(0, len(code), 3):
        group = code[at : at + 3]
        if len(group) == 1:
            raise NoCode
        value = sum(_VALUES[character] * 45**place for place, character in enumerate(group))
        if value >= 1 << 8 * (len(group) - 1):
            raise NoCode
        content += value.to_bytes(len(group) - 1)
    return bytes(content)


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
