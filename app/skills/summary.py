"""One paragraph about what a person can do, to be copied into another system.

Plain text without name, contact or own words: those never leave without a deliberate share.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from app.skills.models.inventory import EntryState, InventoryEntry
from app.skills.scales import Level, Wish
from app.skills.snapshot import Catalogue

BY_LEVEL: Mapping[str | None, Any] = {
    Level.TEACHES.value: _("Can teach: %(names)s."),
    Level.ALONE.value: _("Can do alone: %(names)s."),
    Level.WITH_HELP.value: _("Can do with help: %(names)s."),
    None: _("Has done: %(names)s."),
}
UNWANTED = _("Would rather not do: %(names)s.")
CONFIRMED = _("Seen with a member of staff: %(names)s.")


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    level: str | None
    is_confirmed: bool
    is_unwanted: bool


def paragraph(entries: Iterable[InventoryEntry], catalogue: Catalogue, language: str = "pt") -> str:
    """The competences as one paragraph, best known first; empty when no entry names one.

    The sentences are those of the language spoken: call it inside `i18n.speaking(language)`.
    """
    known = sorted(_known(entries, catalogue, language), key=lambda each: each.name)
    sentences = [
        _sentence(words, [each.name for each in known if each.level == level and not each.is_unwanted])
        for level, words in BY_LEVEL.items()
    ]
    sentences.append(_sentence(UNWANTED, [each.name for each in known if each.is_unwanted]))
    sentences.append(_sentence(CONFIRMED, [each.name for each in known if each.is_confirmed]))
    return " ".join(filter(None, sentences))


def _known(entries: Iterable[InventoryEntry], catalogue: Catalogue, language: str) -> list[_Known]:
    return [
        _Known(
            name=competence.name(language).value,
            level=entry.level,
            is_confirmed=entry.state == EntryState.CONFIRMED,
            is_unwanted=entry.wish == Wish.NO,
        )
        for entry in entries
        if (competence := catalogue.competence(entry.competence_id))
    ]


def _sentence(words: Any, names: Sequence[str]) -> str:
    return str(words) % {"names": "; ".join(names)} if names else ""
