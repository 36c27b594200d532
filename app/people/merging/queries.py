"""What merging two people would do, in words, and what keeps a merge from being undone."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.db import Base, db
from app.core.errors import existing
from app.core.images import ways
from app.network.queries import parish_name
from app.people.facts import words
from app.people.facts.held import held_on
from app.people.facts.models import Fact
from app.people.facts.queries import list_facts
from app.people.merging import answers
from app.people.merging.rules import Fates, Rule, rules
from app.people.merging.undoing import Change, TooLate, look_back
from app.people.models import Merge, Participant

NEW, GONE, OTHER = _("new since then"), _("not there any more"), _("changed since then")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the two records say differently; `kept` and `gone` are the two answers in words."""

    name: str
    label: str
    kept: str
    gone: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row in words, and what becomes of it where that is something else than staying or going along."""

    text: str
    fate: str


@dataclass(frozen=True, slots=True)
class Part:
    """The rows that both have in a table."""

    title: str
    kept: Sequence[Line]
    gone: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging `gone` into `kept` would do, and what has to be chosen first."""

    kept: Participant
    gone: Participant
    questions: Sequence[Question]
    parts: Sequence[Part]

    @property
    def mark(self) -> str:
        """Tells whether somebody has seen what would happen now."""
        seen = repr((self.kept.version, self.gone.version, self.questions, self.parts))
        return hashlib.blake2b(seen.encode(), digest_size=16).hexdigest()

    @property
    def is_sealed(self) -> bool:
        return self.kept.is_sealed or self.gone.is_sealed


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that is not as a merge left it, in words."""

    title: str
    text: str
    what: str


def preview(kept: Participant, gone: Participant) -> Preview:
    """Two people the caller may see; the number of queries grows with the tables, not with the rows."""
    parts = [_part(rule, kept.id, gone.id) for rule in rules.values()]
    return Preview(kept, gone, [*_questions(kept, gone)], [each for each in parts if each.kept or each.gone])


def _part(rule: Rule, kept_id: UUID, gone_id: UUID) -> Part:
    by_person: dict[UUID, list[Any]] = {kept_id: [], gone_id: []}
    for row in rule.rows(kept_id, gone_id):
        for person_id in rule.people_of(row) & by_person.keys():
            by_person[person_id].append(row)
    fates = rule.fates(by_person[kept_id], by_person[gone_id])
    return Part(str(rule.title), *(_lines(rule, rows, fates) for rows in by_person.values()))


def _lines(rule: Rule, rows: Sequence[Any], fates: Fates) -> list[Line]:
    said = zip(rule.words(rows), rows, strict=True)
    return [Line(str(text), str(fates.get(row.id, ""))) for text, row in said if text]


def _questions(kept: Participant, gone: Participant) -> Iterator[Question]:
    """Of a field that only one of them fills in nothing is asked: that is taken."""
    said = (
        ("name", _("Name"), kept.name, gone.name),
        ("name_on_papers", _("Name on papers"), kept.name_on_papers, gone.name_on_papers),
        ("parish_id", _("Parish"), parish_name(kept.parish_id), parish_name(gone.parish_id)),
    )
    for name, label, mine, other in said:
        if mine and other and mine != other:
            yield Question(name, str(label), mine, other)
    day = answers.today_of(kept)
    held, theirs = held_on(list_facts(kept.id), day), held_on(list_facts(gone.id), day)
    for of in answers.contradicting(held, theirs):
        two = (_answer(each[of]) for each in (held, theirs))
        yield Question(answers.question_of(of), words.what(held[of]), *two)


def _answer(fact: Fact) -> str:
    return " · ".join(filter(None, (words.answer(fact), words.since(fact))))


def get_merge(participant: Participant, merge_id: UUID) -> Merge:
    """A merge by which the record of a participant, whom the caller may open, gained another; NotFound."""
    mine = select(Merge).where(Merge.id == merge_id, Merge.kept_id == participant.id)
    return existing(db.session.scalars(mine).one_or_none())


def obstacles(merge: Merge) -> list[Obstacle] | None:
    """What keeps a merge from being undone, in words; None where it is too late for that."""
    try:
        found = look_back(merge)
    except TooLate:
        return None
    return list(dict.fromkeys(map(obstacle, found.changes)))


def obstacle(change: Change) -> Obstacle:
    """One of them."""
    if change.difference is None:
        return Obstacle(str(change.words), "", "")
    table, _key, is_new, row = change.difference
    what = NEW if is_new else GONE if row is None else OTHER
    rule, is_own = _rule_of(table)
    text: Any = ""
    if is_own and row is not None:
        text = rule.words([db.session.get_one(rule.model, UUID(row["id"]))])[0]
    return Obstacle(str(rule.title), str(text), str(what))


def _rule_of(table: str) -> tuple[Rule, bool]:
    """The rule of a table, else of the nearest that its rows hang on (False)."""
    known, is_own = {table}, True
    while not (found := [rules[name] for name in rules if name in known]):
        known = {parent for name in known for _column, parent in ways(Base.metadata.tables[name])}
        is_own = False
    return found[-1], is_own
