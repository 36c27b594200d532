"""What the kiosk asks of the directory, for every kind of entry at once: only what is public, only here.

`languages`: those of the visitor, wanted most first; Portuguese is always searched and always there. Below it
what the office asks for every kind: for whom the actor may write, and what became of a list brought in.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core import clock, i18n, paging
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound, existing
from app.core.permission import Permission
from app.directory.index import search
from app.directory.index.answers import Answer, PublicEntry, Suggestion, answer, rank
from app.directory.index.document import read
from app.directory.index.kinds import is_kind
from app.directory.index.models import DirectoryEntry, DirectoryImport, EntryCompetence, EntryNeed
from app.directory.index.permissions import may_write, shown_in
from app.directory.index.vocabulary import Value, vocabulary
from app.network.models import Municipality
from app.network.official_codes import MAIN_ZONE, ZONES
from app.network.parties.models import Organisation
from app.network.parties.queries import list_organisations
from app.skills.fit import Speaks

CANDIDATES = 60
"""Entries that are looked at to find the best answers: the freshest."""
FITTING = 250
"""Entries that are looked at to find what fits a list: those about most of it."""


def list_needs() -> list[Value]:
    """The three wishes, then the areas of life, in the order they are shown."""
    return list(vocabulary("needs").offered().values())


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
    actor: Actor, need: str, kind: str, *, languages: Sequence[str], after: str | None = None, size: int = 12
) -> paging.Page[PublicEntry]:
    """All answers of a kind to a need, by name. Two queries."""
    query = _with_need(actor, need).where(DirectoryEntry.kind == kind)
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
    if not is_kind(kind):
        raise NotFound
    one = _shown(actor).where(DirectoryEntry.id == entry_id, DirectoryEntry.kind == kind)
    return _read(existing(db.session.scalars(one).first()), languages)


def suggest_for(
    actor: Actor, speaks: Speaks, *, languages: Sequence[str], limit: int = 3
) -> list[Suggestion]:
    """The work and the courses that fit a list best, each with what it fits because of. One query."""
    asked: dict[UUID, tuple[list[UUID], list[UUID]]] = defaultdict(lambda: ([], []))
    cards: dict[UUID, DirectoryEntry] = {}
    rows = db.session.execute(_about(actor, speaks.looked_for)) if speaks.looked_for else ()
    for card, competence_id, is_taught in rows:
        cards[card.id] = card
        asked[card.id][is_taught].append(competence_id)
    fits = {key: speaks.fit(wants=wants, teaches=teaches) for key, (wants, teaches) in asked.items()}
    entries = [_read(cards[key], languages) for key, fit in fits.items() if fit]
    found = [
        Suggestion(each.entry, fit)
        for each in rank([answer(each, languages=languages) for each in entries])
        if (fit := fits[each.entry.id])
    ]
    return sorted(found, key=lambda each: each.fit.rank)[:limit]


def _about(actor: Actor, looked_for: Collection[UUID]) -> Select[DirectoryEntry, UUID, bool]:
    """The entries about most of these competences, each with everything it wants and teaches."""
    how_many = (
        select(EntryCompetence.entry_id, func.count().label("count"))
        .where(EntryCompetence.competence_id.in_(looked_for))
        .group_by(EntryCompetence.entry_id)
        .subquery()
    )
    most = (
        select(DirectoryEntry.id)
        .join(DirectoryEntry.municipality)
        .where(_is_shown(actor.here()))
        .join(how_many, how_many.c.entry_id == DirectoryEntry.id)
        .order_by(how_many.c.count.desc(), DirectoryEntry.sort_key, DirectoryEntry.id)
        .limit(FITTING)
        .subquery()
    )
    return (
        _shown(actor)
        .join(most, most.c.id == DirectoryEntry.id)
        .join(EntryCompetence, EntryCompetence.entry_id == DirectoryEntry.id)
        .add_columns(EntryCompetence.competence_id, EntryCompetence.is_taught)
    )


def _with_need(actor: Actor, need: str) -> Select[DirectoryEntry]:
    if need not in vocabulary("needs"):
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


def writable_organisations(actor: Actor, municipality_id: UUID) -> list[Organisation]:
    """The organisations for which the actor may write in a municipality, by name."""
    offered = list_organisations(municipality_id)
    return [each for each in offered if may_write(actor, municipality_id, each.id)]


def get_import(actor: Actor, kind: str, import_id: UUID) -> DirectoryImport:
    """The report of an import: for whoever made it, and for whoever writes all there."""
    report = db.session.get(DirectoryImport, import_id)
    if report is None or report.kind != kind:
        raise NotFound
    where = report.municipality_id
    is_own = report.created_by == actor.id and actor.may(Permission.DIRECTORY_PROPOSE, where)
    if not is_own and not actor.may(Permission.DIRECTORY_WRITE, where):
        raise NotFound
    return report
