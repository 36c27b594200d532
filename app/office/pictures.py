"""The pictures of a code as the desk types them: by name, in any language of the kiosk, or by key."""

from collections.abc import Mapping
from functools import cache

from app.core.text import fold
from app.skills import codes


@cache
def _keys_by_name() -> Mapping[str, str]:
    names = {fold(name): each.key for each in codes.pictures() for name in each.names.values()}
    return {**names, **{each.key: each.key for each in codes.pictures()}}


def key_of(typed: str) -> str | None:
    """The key of a picture by its name or key; None for a word that names none.

    >>> key_of(" PATO "), key_of("качка"), key_of("elefante voador")
    ('duck', 'duck', None)
    """
    return _keys_by_name().get(fold(typed))


def read(scanned: str) -> tuple[str, tuple[str, ...]]:
    """The digits and the picture keys of a code as a scanner types it: "427180936-duck-key"."""
    known = {each.key for each in codes.pictures()}
    keys = tuple(word for word in scanned.replace("-", " ").split() if word in known)
    return codes.plain_digits(scanned), keys


def whole_code(scanned: str) -> tuple[str, tuple[str, ...]] | None:
    """The same when nothing is missing; None for anything else."""
    digits, keys = read(scanned)
    return (digits, keys) if len(digits) == codes.DIGITS and len(keys) == 2 else None
