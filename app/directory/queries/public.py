"""What the kiosk asks of the directory, for every kind of entry at once: only what is public, only here.

`languages`: those of the visitor, wanted most first; Portuguese is always searched and always there.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.core import clock, paging
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.directory import search
from app.directory.models import DirectoryEntry, EntryCompetence, EntryNeed
from app.directory.public import Answer, PublicEntry, Suggestion, answer, rank
from app.directory.queries.kinds import KINDS
from app.directory.vocabulary import Value, vocabulary
from app.network.queries import get_zone

CANDIDATES = 60
"""Entries that are looked at to find the best answers: the freshest."""


def list_needs() -> list[Value]:
    """The three wishes, then the areas of life, in the order they are shown."""
    return vocabulary("needs").values()


def best_for_need(
    actor: Actor, need: str, *, languages: Sequence[str], limit: int = 5, near: UUID | None = None
) -> list[Answer]:
    """The best answers to a need; `near` is a parish. NotFound for a need that stands in no list."""
    freshest = (
        _with_need(actor, need)
        .order_by(DirectoryEntry.fresh_until.desc().nulls_last(), DirectoryEntry.sort_key, DirectoryEntry.id)
        .limit(CANDIDATES)
    )
    entries = _entries(actor, db.session.scalars(freshest).all(), languages)
    return rank([answer(each, languages=languages, near=near) for each in entries])[:limit]


def page_for_need(
    actor: Actor, need: str, *, languages: Sequence[str], after: str | None = None, size: int = 12
) -> paging.Page[PublicEntry]:
    """All answers to a need, by name."""
    query = _with_need(actor, need)
    page = paging.page(query, by=DirectoryEntry.sort_key, then=DirectoryEntry.id, after=after, size=size)
    entries = {each.id: each for each in _entries(actor, page.items, languages)}
    items = [entries[card.id] for card in page.items if card.id in entries]
    return paging.Page(items, page.newer, page.older, page.count)


def search_public(
    actor: Actor, text: str, *, languages: Sequence[str], limit: int = 12, near: UUID | None = None
) -> list[Answer]:
    """What answers to the words, best first."""
    here = actor.here()
    matches = search.find(
        text,
        municipality_id=here,
        languages=list(dict.fromkeys([*languages, "pt"])),
        limit=limit * 2,  # some may be over: a vacancy whose last day was yesterday
    )
    ids = [match.subject_id for match in matches]
    cards = select(DirectoryEntry).where(DirectoryEntry.id.in_(ids), _is_shown(here))
    found = {each.id: each for each in _entries(actor, db.session.scalars(cards).all(), languages)}
    ordered = [found[each] for each in ids if each in found]
    return [answer(each, languages=languages, near=near) for each in ordered[:limit]]


def get_public(actor: Actor, kind: str, entry_id: UUID, *, languages: Sequence[str]) -> PublicEntry:
    """One entry; NotFound for what is not public here."""
    if kind not in KINDS:
        raise NotFound
    is_there = select(DirectoryEntry.id).where(
        DirectoryEntry.id == entry_id, DirectoryEntry.kind == kind, _is_shown(actor.here())
    )
    found = KINDS[kind].entries(actor, [entry_id], languages=languages) if db.session.scalar(is_there) else []
    if not found:
        raise NotFound
    return found[0]


def suggest_for(
    actor: Actor, competence_ids: Iterable[UUID], *, languages: Sequence[str], limit: int = 3
) -> list[Suggestion]:
    """What is there for somebody who can do these things, each with the competences it is because of."""
    wanted = list(dict.fromkeys(competence_ids))
    here = actor.here()
    how_many = (
        select(EntryCompetence.entry_id, func.count().label("count"))
        .where(EntryCompetence.competence_id.in_(wanted))
        .group_by(EntryCompetence.entry_id)
        .subquery()
    )
    most = (
        select(DirectoryEntry)
        .join(how_many, how_many.c.entry_id == DirectoryEntry.id)
        .where(_is_shown(here))
        .order_by(how_many.c.count.desc(), DirectoryEntry.sort_key, DirectoryEntry.id)
        .limit(CANDIDATES)
    )
    cards = db.session.scalars(most).all() if wanted else []
    because = _because([card.id for card in cards], wanted)
    answers = rank([answer(each, languages=languages) for each in _entries(actor, cards, languages)])
    best = sorted(answers, key=lambda each: -len(because[each.entry.id]))[:limit]
    return [Suggestion(each.entry, because[each.entry.id]) for each in best]


def _because(entry_ids: Sequence[UUID], wanted: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Which of the competences each entry is about, in the order they were asked."""
    rows = select(EntryCompetence.entry_id, EntryCompetence.competence_id).where(
        EntryCompetence.entry_id.in_(entry_ids), EntryCompetence.competence_id.in_(wanted)
    )
    pairs = {(entry, competence) for entry, competence in db.session.execute(rows)} if entry_ids else set()
    return {entry: tuple(each for each in wanted if (entry, each) in pairs) for entry in entry_ids}


def _with_need(actor: Actor, need: str) -> Select[DirectoryEntry]:
    if vocabulary("needs").get(need) is None:
        raise NotFound
    here = actor.here()
    helping = select(EntryNeed.entry_id).where(EntryNeed.municipality_id == here, EntryNeed.need == need)
    return select(DirectoryEntry).where(DirectoryEntry.id.in_(helping), _is_shown(here))


def _is_shown(here: UUID) -> ColumnElement[bool]:
    today = clock.today(get_zone(here))
    return and_(
        DirectoryEntry.municipality_id == here,
        DirectoryEntry.is_public,
        or_(DirectoryEntry.public_until.is_(None), DirectoryEntry.public_until >= today),
    )


def _entries(actor: Actor, cards: Sequence[DirectoryEntry], languages: Sequence[str]) -> list[PublicEntry]:
    """The entries of these cards, kind by kind."""
    found: list[PublicEntry] = []
    for key, kind in KINDS.items():
        ids = [card.id for card in cards if card.kind == key]
        found += kind.entries(actor, ids, languages=languages) if ids else []
    return found
