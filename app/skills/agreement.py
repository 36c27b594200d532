"""How well somebody can do several things, agreed on together and kept at once: a row for each entry."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext as _

from app.core.forms import TapForm
from app.skills.scales import LEVEL_WORDS
from app.ui.choice_fields import RadiosField, choices


class LevelForm(TapForm):
    """One entry: how well; without an answer it was not gone through yet."""

    level = RadiosField(_("How well"), choices=choices(LEVEL_WORDS))


def drawn(entry_ids: Iterable[UUID]) -> dict[UUID, LevelForm]:
    """A row for each entry, with what was sent of it."""
    return {each: LevelForm(prefix=_prefix(each)) for each in entry_ids}


def answered() -> Mapping[UUID, LevelForm]:
    """The rows of the request that were answered."""
    known = {_prefix(each): each for name in request.form if (each := _entry_of(name))}
    found = {each: LevelForm(prefix=prefix) for prefix, each in known.items()}
    return {each: form for each, form in found.items() if form.level.data}


def _prefix(entry_id: UUID) -> str:
    return f"e{entry_id.hex}-"


def _entry_of(name: str) -> UUID | None:
    try:
        return UUID(name.removeprefix("e").removesuffix("-level")) if name.endswith("-level") else None
    except ValueError:
        return None
