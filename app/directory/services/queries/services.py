"""Reads of services, for the office."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core import clock, i18n, paging
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.texts import written
from app.directory.index import search
from app.directory.index.models import DirectoryEntry
from app.directory.index.permissions import of_own
from app.directory.services.card import KIND, whole
from app.directory.services.models import Service, ServiceState, ServiceValue, Structure
from app.directory.services.permissions import services_seen_by
from app.directory.services.wording import TEXT_LABELS
from app.network.queries import get_zone

MOST_FOUND, READ_AT_ONCE = 500, 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to; None narrows nothing. `freshness` is "due" or "fresh"."""

    text: str | None = None
    theme: str | None = None
    state: str | None = None
    organisation_id: UUID | None = None
    parish_id: UUID | None = None
    freshness: str | None = None


def get_service(actor: Actor, service_id: UUID, *, to_change: bool = False) -> Service:
    """One service the actor may look at, with its place; NotFound otherwise."""
    query = _seen(actor).where(Service.id == service_id)
    return existing(db.session.scalars(query.with_for_update(of=Service) if to_change else query).first())


def services_page(
    actor: Actor, filters: Filters, *, languages: Sequence[str], after: str | None = None
) -> paging.Page[Service]:
    """The services of the current municipality that the filters leave, by name."""
    actor.demand(Permission.DIRECTORY_READ)
    query = _filtered(actor, filters, languages)
    found: paging.Page[Service] = paging.page(query, by=Service.sort_key, then=Service.id, after=after)
    return found


def search_services(actor: Actor, words: str, limit: int, *, languages: Sequence[str]) -> Sequence[Service]:
    """The first services that the words find, by name; none costs no second query."""
    if not (found := _found(actor, words, languages)):
        return []
    query = _filtered(actor, Filters(), languages).where(Service.id.in_(found))
    return db.session.scalars(query.order_by(Service.sort_key, Service.id).limit(limit)).all()


def list_services(actor: Actor, filters: Filters, *, languages: Sequence[str]) -> Slices:
    """All that the filters leave, for a file: with every text and value."""
    actor.demand(Permission.DIRECTORY_READ)
    query = _filtered(actor, filters, languages).options(*whole())
    return Slices(query, by=Service.sort_key, then=Service.id, size=READ_AT_ONCE)


def services_at(actor: Actor, place: Structure) -> Sequence[Service]:
    """What the actor may see of what a place offers, by name."""
    query = _seen(actor).where(Service.structure_id == place.id)
    return db.session.scalars(query.order_by(Service.sort_key, Service.id)).all()


def list_published(municipality_id: UUID) -> Slices:
    """Every published service of a municipality with all it has, for a file; no secret, so no actor."""
    query = (
        select(Service)
        .where(Service.municipality_id == municipality_id, Service.state == ServiceState.PUBLISHED.value)
        .options(joinedload(Service.structure), *whole())
    )
    return Slices(query, by=Service.sort_key, then=Service.id, size=READ_AT_ONCE)


def list_to_check(actor: Actor, on: date, at_most: int) -> Sequence[Service]:
    """Published services whose time is over that day, the longest waiting first: a partner's own, for others
    all of the current municipality.
    """
    if not actor.may(Permission.DIRECTORY_PROPOSE):
        return ()
    stale = and_(
        Service.state == ServiceState.PUBLISHED.value, or_(Service.due_on.is_(None), Service.due_on < on)
    )
    if not actor.may(Permission.DIRECTORY_WRITE):
        stale = and_(stale, of_own(actor, Structure))
    query = _seen(actor).where(Service.municipality_id == actor.here(), stale)
    return db.session.scalars(query.order_by(Service.due_on, Service.sort_key).limit(at_most)).all()


def themes_of(ids: Iterable[UUID]) -> Mapping[UUID, list[str]]:
    """The themes of several services, in one query."""
    rows = (
        select(ServiceValue.service_id, ServiceValue.value)
        .where(ServiceValue.service_id.in_(list(ids)), ServiceValue.field == "themes")
        .order_by(ServiceValue.position)
    )
    found: dict[UUID, list[str]] = {}
    for service_id, value in db.session.execute(rows):
        found.setdefault(service_id, []).append(value)
    return found


def translations_of(service: Service) -> dict[str, str]:
    """How far a service is written in each other language that the public reads, and in those it came with:
    "whole", "part" or "".
    """
    wanted = {name for name in TEXT_LABELS if getattr(service, name)}
    others = [each.code for each in i18n.offered("kiosk") if each.code != i18n.MAIN]
    found: dict[str, set[str]] = {code: set() for code in others}
    for lang, field in written(service):
        found.setdefault(lang, set()).add(field)
    return {lang: "whole" if wanted <= own else "part" if own else "" for lang, own in found.items()}


def today(municipality_id: UUID) -> date:
    """What day it is there."""
    return clock.today(get_zone(municipality_id))


def _seen(actor: Actor) -> Select[Service]:
    return (
        select(Service)
        .join(Service.structure)
        .options(contains_eager(Service.structure))
        .where(services_seen_by(actor))
    )


def _found(actor: Actor, words: str, languages: Sequence[str]) -> Sequence[UUID]:
    return search.find(
        words,
        municipality_id=actor.here(),
        languages=languages,
        among=DirectoryEntry.kind == KIND,
        limit=MOST_FOUND,
    )


def _filtered(actor: Actor, filters: Filters, languages: Sequence[str]) -> Select[Service]:
    here = actor.here()
    query = _seen(actor).where(Service.municipality_id == here)
    if filters.text:
        query = query.where(Service.id.in_(_found(actor, filters.text, languages)))
    if filters.theme:
        with_theme = select(ServiceValue.service_id).where(
            ServiceValue.municipality_id == here,
            ServiceValue.field == "themes",
            ServiceValue.value == filters.theme,
        )
        query = query.where(Service.id.in_(with_theme))
    # Archived ones are out of the way until somebody asks for them.
    query = query.where(
        Service.state == filters.state if filters.state else Service.state != ServiceState.ARCHIVED.value
    )
    if filters.organisation_id:
        query = query.where(Structure.organisation_id == filters.organisation_id)
    if filters.parish_id:
        at_structure = and_(Service.parish_id.is_(None), Structure.parish_id == filters.parish_id)
        query = query.where(or_(Service.parish_id == filters.parish_id, at_structure))
    if filters.freshness:
        day = today(here)
        late = or_(Service.due_on.is_(None), Service.due_on < day)
        query = query.where(late if filters.freshness == "due" else Service.due_on >= day)
    return query
