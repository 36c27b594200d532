"""What the kiosk asks of the directory, for every kind of entry at once: only what is public, only here.

`languages`: those of the visitor, wanted most first; Portuguese is always searched and always there.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core import clock, i18n, paging
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.directory import search
from app.directory.models import DirectoryEntry, EntryCompetence, EntryNeed
from app.directory.permissions import shown_in
from app.directory.public import Answer, PublicEntry, Suggestion, answer, rank
from app.directory.queries.kinds import KINDS
from app.directory.shown import read
from app.directory.vocabulary import Value, vocabulary
from app.network.models import Municipality
from app.network.official_codes import MAIN_ZONE, ZONES

CANDIDATES = 60
"""Entries that are looked at to find the best answers: the freshest."""


def list_needs() -> list[Value]:
    """The three wishes, then the areas of life, in the order they are shown."""
    return vocabulary("needs").values()


def best_for_need(
    actor: Actor, need: str, *, languages: Sequence[str], limit: int = 5, near: UUID | None = None
) -> list[Answer]:
    """The best answers to a need; `near` is a parish. NotFound for one that stands in no list. One query."""
    freshest = (
        _with_need(actor, need)
        .order_by(DirectoryEntry.fresh_until.desc().nulls_last(), DirectoryEntry.sort_key, DirectoryEntry.id)
        .limit(CANDIDATES)
    )
    entries = [_read(card, languages) for card in db.session.scalars(freshest)]
    return rank([answer(each, languages=languages, near=near) for each in entries])[:limit]


def page_for_need(
    actor: Actor, need: str, *, languages: Sequence[str], after: str | None = None, size: int = 12
) -> paging.Page[PublicEntry]:
    """All answers to a need, by name. Two queries."""
    query = _with_need(actor, need)
    page = paging.page(query, by=DirectoryEntry.sort_key, then=DirectoryEntry.id, after=after, size=size)
    return paging.Page([_read(card, languages) for card in page.items], page.newer, page.older, page.count)


def search_public(
    actor: Actor, text: str, *, languages: Sequence[str], limit: int = 12, near: UUID | None = None
) -> list[Answer]:
    """What answers to the words, best first. One query, once the words of the directory are in memory."""
    here = actor.here()
    cards = search.find_cards(
        text,
        municipality_id=here,
        languages=list(dict.fromkeys([*languages, i18n.MAIN])),
        among=_is_shown(here),
        limit=limit,
    )
    return [answer(_read(card, languages), languages=languages, near=near) for card in cards]


def get_public(actor: Actor, kind: str, entry_id: UUID, *, languages: Sequence[str]) -> PublicEntry:
    """One entry; NotFound for what is not public here. One query."""
    if kind not in KINDS:
        raise NotFound
    one = _shown(actor).where(DirectoryEntry.id == entry_id, DirectoryEntry.kind == kind)
    card = db.session.scalars(one).first()
    if card is None:
        raise NotFound
    return _read(card, languages)


def suggest_for(
    actor: Actor, competence_ids: Iterable[UUID], *, languages: Sequence[str], limit: int = 3
) -> list[Suggestion]:
    """What is there for somebody who can do these things, each with the competences it is because of.

    One query.
    """
    wanted = list(dict.fromkeys(competence_ids))
    because: dict[UUID, set[UUID]] = defaultdict(set)
    cards: dict[UUID, DirectoryEntry] = {}
    for card, competence_id in db.session.execute(_about(actor, wanted)) if wanted else ():
        cards[card.id] = card
        because[card.id].add(competence_id)
    answers = rank([answer(_read(card, languages), languages=languages) for card in cards.values()])
    best = sorted(answers, key=lambda each: -len(because[each.entry.id]))[:limit]
    return [
        Suggestion(each.entry, tuple(one for one in wanted if one in because[each.entry.id])) for each in best
    ]


def _about(actor: Actor, wanted: Sequence[UUID]) -> Select[DirectoryEntry, UUID]:
    """The entries about most of these competences, each with every one of them that it is about."""
    how_many = (
        select(EntryCompetence.entry_id, func.count().label("count"))
        .where(EntryCompetence.competence_id.in_(wanted))
        .group_by(EntryCompetence.entry_id)
        .subquery()
    )
    most = (
        select(DirectoryEntry.id)
        .join(DirectoryEntry.municipality)
        .where(_is_shown(actor.here()))
        .join(how_many, how_many.c.entry_id == DirectoryEntry.id)
        .order_by(how_many.c.count.desc(), DirectoryEntry.sort_key, DirectoryEntry.id)
        .limit(CANDIDATES)
        .subquery()
    )
    return (
        _shown(actor)
        .join(most, most.c.id == DirectoryEntry.id)
        .join(EntryCompetence, EntryCompetence.entry_id == DirectoryEntry.id)
        .where(EntryCompetence.competence_id.in_(wanted))
        .add_columns(EntryCompetence.competence_id)
    )


def _with_need(actor: Actor, need: str) -> Select[DirectoryEntry]:
    if vocabulary("needs").get(need) is None:
        raise NotFound
    helping = select(EntryNeed.entry_id).where(
        EntryNeed.municipality_id == actor.here(), EntryNeed.need == need
    )
    return _shown(actor).where(DirectoryEntry.id.in_(helping))


def _shown(actor: Actor) -> Select[DirectoryEntry]:
    """The cards that are public today, with all that is read from them."""
    return (
        select(DirectoryEntry)
        .join(DirectoryEntry.municipality)
        .where(_is_shown(actor.here()))
        .options(contains_eager(DirectoryEntry.municipality), joinedload(DirectoryEntry.organisation))
    )


def _is_shown(here: UUID) -> ColumnElement[bool]:
    days = {zone: clock.today(zone) for zone in ZONES}
    today = case(days, value=Municipality.zone, else_=days[MAIN_ZONE])
    return shown_in(here, today)


def _read(card: DirectoryEntry, languages: Sequence[str]) -> PublicEntry:
    return read(card, languages[0] if languages else i18n.MAIN)
