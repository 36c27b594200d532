"""What every feature gives of a person, and beside it what was done with it: by whom, when, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.accounts.queries import staff_names
from app.core import clock
from app.core.actor import ActorKind
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.dossier import By, Cell, Lexicon, Raw, Section, Told
from app.core.errors import existing
from app.core.feature import PersonTable, declared
from app.core.i18n import Language
from app.core.machine import Transition
from app.network.queries import get_municipality
from app.people.dossier import LEXICON as OF_PEOPLE
from app.people.facts.kinds import kinds
from app.people.history import TOLD_ELSEWHERE
from app.people.models import Participant

LEXICON = Lexicon(Path(__file__).with_name("words.toml"))
OPENED, CHANGED, RECORD = "opened", "changed", "record"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Sections in the order of the features; `names` of the staff who stand in them."""

    municipality: str
    zone: ZoneInfo
    made_at: datetime
    sections: Sequence[Section]
    names: Mapping[UUID, str]


@dataclass(slots=True)
class _Act:
    """The same done by the same person with the same reason in one day; `at` is the latest time."""

    about: Section
    action: str
    reason: str
    by: Cell
    at: datetime
    times: int = 0
    fields: set[str] = field(default_factory=set)


def collect(person: Participant) -> Dossier:
    """Everything of a person; the caller has asked whether the actor may open them."""
    tables = [each.exporting for each in declared(PersonTable) if callable(each.exporting)]
    given = [export(person) for export in tables]
    sections = [*given, _changes(given), _acts(given)]
    staff = [cell.staff_id for cell in _cells(sections) if isinstance(cell, By)]
    place = get_municipality(person.municipality_id)
    return Dossier(place.name, ZoneInfo(place.zone), clock.now(), sections, staff_names(staff))


def _cells(sections: Sequence[Section]) -> Iterator[Cell]:
    for section in sections:
        for row in section.rows:
            yield from row.values()


def _changes(given: Sequence[Section]) -> Section:
    """Every change of state, in the words of the section that it is of."""
    whose = {row_id: section for section in given for row_id in section.ids}
    moves = select(Transition).where(Transition.subject_id.in_(whose))
    rows: list[Mapping[str, Cell]] = []
    for move in db.session.scalars(moves.order_by(Transition.at, Transition.id)):
        section = whose[move.subject_id]
        rows.append(
            {
                "at": move.at,
                "about": _title(section),
                "before": section.lexicon.told(section.states, move.before),
                "after": section.lexicon.told(section.states, move.after),
                "reason": section.lexicon.told("reason", move.reason),
                "note": move.note,
                "by": By(move.actor_id),
            }
        )
    return Section("changes", LEXICON, rows)


def _acts(given: Sequence[Section]) -> Section:
    """What the audit trail keeps of it: who opened, wrote or changed something, and with which reason."""
    whose = {row_id: section for section in given for row_id in section.ids}
    entries = select(AuditEntry).where(
        AuditEntry.subject_id.in_(whose), AuditEntry.action.not_in(TOLD_ELSEWHERE)
    )
    found: dict[tuple[object, ...], _Act] = {}
    for entry in db.session.scalars(entries.order_by(AuditEntry.at, AuditEntry.id)):
        section = whose[existing(entry.subject_id)]
        if section.lexicon.knows(section.states, entry.action.rpartition(".")[2]):
            continue  # a change of state, told above
        reason = str(entry.detail.get("reason", ""))
        same = (entry.action, section.key, entry.actor_id, entry.at.date(), reason)
        act = found.setdefault(same, _Act(section, entry.action, reason, _who(entry), entry.at))
        act.at, act.times = entry.at, act.times + 1
        act.fields.update(entry.detail.get("fields", ()))
    return Section("acts", LEXICON, [_row(act, given) for act in found.values()])


def _row(act: _Act, given: Sequence[Section]) -> dict[str, Cell]:
    return {
        "at": act.at,
        "what": Told(act.action, lambda spoken: LEXICON.name("act", _act_key(act.action), spoken.code)),
        "about": _title(act.about) if act.about.key != RECORD else None,
        "reason": OF_PEOPLE.told("reason", act.reason),
        "fields": _fields([act.about, *given], sorted(act.fields)),
        "by": act.by,
        "times": act.times if act.times > 1 else Raw(1),
    }


def _act_key(action: str) -> str:
    """The words of an act: its own, its verb's, or that something was opened or changed."""
    verb = action.rpartition(".")[2]
    known = next((each for each in (action, verb) if LEXICON.knows("act", each)), "")
    return known or (OPENED if OPENED in verb else CHANGED)


def _who(entry: AuditEntry) -> Cell:
    if entry.actor_kind == ActorKind.STAFF:
        return By(entry.actor_id)
    return LEXICON.told("actor", entry.actor_kind)


def _title(section: Section) -> Told:
    return Told(section.key, lambda spoken: section.lexicon.title(section.key, spoken.code))


def _fields(sections: Sequence[Section], names: Sequence[str]) -> Told | None:
    """Which fields were touched: as facts are called, or as the first section that knows them calls them."""

    def said(spoken: Language) -> str:
        return " · ".join(_field(sections, name, spoken.code) for name in names)

    return Told(", ".join(names), said) if names else None


def _field(sections: Sequence[Section], name: str, language: str) -> str:
    if name in kinds():
        return kinds().name(name, language).value
    called = (each.lexicon.find_field(each.key, name.removesuffix("_id"), language) for each in sections)
    return str(next(filter(None, called), name))
