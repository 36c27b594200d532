"""What a person gets of their lists when they ask for their data."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import i18n
from app.core.db import db
from app.core.dossier import By, Cell, Lexicon, Section, Told
from app.core.i18n import Language
from app.people.dossier import tongue
from app.people.models import Participant
from app.skills.models.inventory import Inventory, InventoryEntry, RemovedEntry
from app.skills.models.learning import LearningWish
from app.skills.queries.catalogue import catalogue_for
from app.skills.queries.removed import line_of
from app.skills.scales import FREQUENCY_WORDS, LEVEL_WORDS, WISH_WORDS
from app.skills.snapshot import Catalogue

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def lists(person: Participant) -> Section:
    """The lists that are theirs."""
    theirs = select(Inventory).where(Inventory.participant_id == person.id)
    found = db.session.scalars(theirs.order_by(Inventory.created_at, Inventory.id)).all()
    rows: list[Mapping[str, Cell]] = [
        {
            "created_at": each.created_at,
            "origin": LEXICON.told("origin", each.origin),
            "language": tongue(each.language),
            "state": LEXICON.told("state", each.state),
            "saved_at": each.saved_at,
            "valid_until": each.valid_until,
            "keep_until": each.keep_until,
            "claimed_at": each.claimed_at,
            "claimed_by": By(each.claimed_by),
            "reviewed_at": each.reviewed_at,
        }
        for each in found
    ]
    return Section("lists", LEXICON, rows, [each.id for each in found])


def competences(person: Participant) -> Section:
    """What is on these lists, one row for each competence or own words."""
    on_theirs = select(InventoryEntry, Inventory.created_at).join(InventoryEntry.inventory)
    mine = on_theirs.where(Inventory.participant_id == person.id)
    found = db.session.execute(mine.order_by(Inventory.created_at, InventoryEntry.id)).all()
    known = catalogue_for(entry.competence_id for entry, _made_at in found)
    rows = [
        {"competence": competence_name(entry.competence_id, known), "list": made_at, **_said(entry, known)}
        for entry, made_at in found
    ]
    return Section(
        "competences", LEXICON, rows, [entry.id for entry, _made_at in found], states="entry_state"
    )


def removed(person: Participant) -> Section:
    """What was taken out of these lists and can still be put back."""
    taken = select(RemovedEntry, Inventory.created_at).join(
        Inventory, Inventory.id == RemovedEntry.inventory_id
    )
    mine = taken.where(Inventory.participant_id == person.id)
    found = db.session.execute(mine.order_by(RemovedEntry.removed_at, RemovedEntry.id)).all()
    known = catalogue_for(each.competence_id for each, _made_at in found)
    rows = [
        {
            "competence": competence_name(each.competence_id, known),
            "list": made_at,
            **_said(line_of(each), known),
            "removed_at": each.removed_at,
            "removed_by": By(each.removed_by),
        }
        for each, made_at in found
    ]
    return Section("removed", LEXICON, rows, [each.id for each, _made_at in found], states="entry_state")


def learning_wishes(person: Participant) -> Section:
    """What they would like to learn, by these lists."""
    wishes = select(LearningWish, Inventory.created_at).join(
        Inventory, Inventory.id == LearningWish.inventory_id
    )
    mine = wishes.where(Inventory.participant_id == person.id)
    found = db.session.execute(mine.order_by(LearningWish.created_at, LearningWish.id)).all()
    known = catalogue_for(each.competence_id for each, _made_at in found)
    rows: list[Mapping[str, Cell]] = [
        {
            "competence": competence_name(each.competence_id, known),
            "list": made_at,
            "created_at": each.created_at,
        }
        for each, made_at in found
    ]
    return Section("learning_wishes", LEXICON, rows, [each.id for each, _made_at in found])


def competence_name(competence_id: UUID | None, known: Catalogue) -> Told | None:
    """A competence by what each language calls it."""
    view = known.competence(competence_id)
    return Told(view.key, lambda spoken: view.name(spoken.code)) if view else None


def _said(entry: InventoryEntry, known: Catalogue) -> dict[str, Cell]:
    context = next((each for each in known.contexts if each.key == entry.context), None)
    return {
        "own_words": entry.own_words,
        "context": Told(entry.context, lambda spoken: context.name(spoken.code)) if context else None,
        "frequency": _scaled(FREQUENCY_WORDS, entry.frequency),
        "level": _scaled(LEVEL_WORDS, entry.level),
        "wish": _scaled(WISH_WORDS, entry.wish),
        "state": LEXICON.told("entry_state", entry.state),
        "created_at": entry.created_at,
        "evidence": entry.evidence,
        "evidenced_at": entry.evidenced_at,
        "evidenced_by": By(entry.evidenced_by),
        "confirmed_at": entry.confirmed_at,
        "confirmed_by": By(entry.confirmed_by),
    }


def _scaled(words: Mapping[str, Any], value: str | None) -> Told | None:
    return Told(value, _in_words(words[value])) if value else None


def _in_words(message: Any) -> Callable[[Language], str]:
    return lambda spoken: i18n.text_in(spoken.code, message)
