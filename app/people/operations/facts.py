"""Noting what changes about a person. Nothing is written over: it ends, is followed, or is withdrawn."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import insert

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import Base, db, new_id
from app.core.errors import Conflict
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.facts import days, kinds
from app.people.facts.held import Subject, held_on, value
from app.people.facts.kinds import Kind
from app.people.facts.models import Fact
from app.people.facts.queries import list_facts
from app.people.groups import GROUP
from app.people.models import Participant
from app.people.rights.rest import demand_usable

SAID, SHOWN = "said", "shown"
SOURCES = (SAID, SHOWN)
"""How it is known: the person said it, or showed a paper. What is computed is computed, not kept."""
_TABLE = Base.metadata.tables[Fact.__tablename__]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noting:
    """How answers were learnt: since when they hold ("" where nobody knows, see facts/days.py), from what,
    and whether they mend what was noted wrongly.
    """

    since: str = ""
    source: str = SAID
    is_correction: bool = False


UNDATED = Noting()


def note_facts(
    actor: Actor,
    *,
    participant: Participant,
    version: int,
    answers: Mapping[str, Mapping[str, str]],
    noting: Noting,
) -> list[str]:
    """Keep by kind the answers, each under its key ("" where a kind has one); the kinds that changed.

    A kind that is left out stays as it is; one without an answer ends today, or never was. Raises
    StaleRecord when somebody changed the record since it was read at `version`.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    demand_usable(participant)
    records.demand_version(participant, version)
    demand_reason(noting.source, SOURCES)
    noted = [each for each in list_facts(participant.id) if not each.is_withdrawn]
    held = held_on(noted, _today(participant))
    wanted = {(kind, key): said for kind, several in answers.items() for key, said in several.items() if said}
    asked = {of: fact for of, fact in held.items() if of[0] in answers}
    touched = [
        of for of in {**asked, **wanted} if wanted.get(of, "") != (held[of].value if of in held else "")
    ]
    for of in touched:
        before = [each for each in noted if (each.kind, each.key) == of]
        _change(actor, participant, _Change(of, wanted.get(of, ""), held.get(of), before), noting)
    changed = [kind for kind in kinds.kinds() if any(kind == of[0] for of in touched)]
    if changed:
        renew(participant, changed)
        participant.last_activity_on = _today(participant)
    records.record_edit(actor, participant, changed, act="facts_noted")
    return changed


def withdraw_fact(actor: Actor, *, participant: Participant, fact: Fact) -> None:
    """Say that something was noted by mistake, once or repeatedly; what was there before holds again."""
    _demand_own(actor, participant, fact)
    if not fact.is_withdrawn:
        _withdraw(actor, fact)
        renew(participant, [fact.kind])
        records.record_edit(actor, participant, [fact.kind], act="facts_withdrawn")


def restore_fact(actor: Actor, *, participant: Participant, fact: Fact) -> None:
    """Say that it was right after all: it counts as if it had never been withdrawn."""
    _demand_own(actor, participant, fact)
    if fact.is_withdrawn:
        fact.withdrawn_at = fact.withdrawn_by = None
        renew(participant, [fact.kind])
        records.record_edit(actor, participant, [fact.kind], act="facts_restored")


def _demand_own(actor: Actor, participant: Participant, fact: Fact) -> None:
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    demand_usable(participant)
    if fact.participant_id != participant.id:
        raise Conflict


def first_facts(participant: Participant, born: str = "", groups: Iterable[str] = ()) -> None:
    """Keep what is known of somebody new: the language, the birthday, the groups they declare."""
    write_facts(first_answers(participant, born, {(GROUP, group): kinds.YES for group in groups}))


def first_answers(
    participant: Participant, born: str = "", answers: Mapping[Subject, str] = MappingProxyType({})
) -> list[dict[str, Any]]:
    """The rows of what is known of somebody new; an answer that has not held for ever holds from today."""
    known = {(kinds.LANGUAGE, ""): participant.language, **answers}
    if born:
        known[kinds.BORN, ""] = born
    today = Noting(since=_today(participant).isoformat())
    return [
        _row(participant, participant.created_by, of, said, today if _begins(of[0]) else UNDATED)
        | {"noted_at": participant.created_at}
        for of, said in known.items()
    ]


def _begins(kind: str) -> bool:
    return kind != GROUP and not kinds.kinds()[kind].is_lasting


def write_facts(rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(_TABLE), rows)


def speak(actor: Actor, participant: Participant) -> None:
    """Note the language that the record was changed to: from today it is the one to speak."""
    today = Noting(since=_today(participant).isoformat())
    row = _row(participant, actor.id, (kinds.LANGUAGE, ""), participant.language, today)
    db.session.execute(insert(_TABLE), [row])


class _Change(NamedTuple):
    """What is to hold of a subject ("" for nothing), the fact that holds now, and all that count of it."""

    of: Subject
    said: str
    fact: Fact | None
    noted: Sequence[Fact]

    @property
    def kind(self) -> Kind:
        return kinds.kinds()[self.of[0]]


def _change(actor: Actor, participant: Participant, change: _Change, noting: Noting) -> None:
    fact, noted, today = change.fact, change.noted, _today(participant)
    since = noting.since if noted or not change.kind.is_undated else ""
    if fact and (noting.is_correction or change.kind.key == kinds.BORN):  # nobody is born twice
        _withdraw(actor, fact)
        since = since or fact.since
        noted = [each for each in noted if each is not fact]
        fact = held_on(noted, today).get(change.of)
    elif not since and (noted or not change.kind.is_lasting):
        since = today.isoformat()
    if change.kind.key == kinds.BORN:
        since = ""
    begins = min(days.last(since), today) if since else None
    if fact and not change.said:  # also on the day on which it began: then it held on none
        fact.ends_on = (begins or today) - _DAY
    if change.said:
        row = _row(participant, actor.id, change.of, change.said, replace(noting, since=since))
        latest = max((each.begins_on or date.min for each in noted), default=date.min)
        if latest > (begins or date.min):  # it is the answer for now, whatever was noted of other days
            row["begins_on"] = min(latest, today)
        db.session.execute(insert(_TABLE), [row])


def _row(
    participant: Participant, by: UUID | None, of: Subject, said: str, noting: Noting = UNDATED
) -> dict[str, Any]:
    begins = min(days.last(noting.since), _today(participant)) if noting.since else None
    return {
        "id": new_id(),
        "municipality_id": participant.municipality_id,
        "participant_id": participant.id,
        "kind": of[0],
        "key": of[1],
        "value": said,
        "since": noting.since,
        "begins_on": begins,
        "source": noting.source,
        "noted_at": clock.now(),
        "noted_by": by,
    }


def _withdraw(actor: Actor, fact: Fact) -> None:
    fact.withdrawn_at, fact.withdrawn_by = clock.now(), actor.id


def renew(participant: Participant, changed: Collection[str]) -> None:
    """Write into the record what lists are searched by, where it changed: year of birth and language."""
    db.session.flush()
    held = held_on(list_facts(participant.id), _today(participant))
    if kinds.BORN in changed:
        born = value(held, kinds.BORN)[: days.YEAR]
        participant.birth_year = int(born) if born.isdecimal() else None
    if kinds.LANGUAGE in changed:
        participant.language = value(held, kinds.LANGUAGE) or participant.language


def _today(participant: Participant) -> date:
    return clock.today(get_zone(participant.municipality_id))
