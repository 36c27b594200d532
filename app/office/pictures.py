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
