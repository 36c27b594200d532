"""How services look to the public."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.texts import Text
from app.directory import hours
from app.directory.freshness import is_fresh
from app.directory.models import Service, ServiceState
from app.directory.public import PublicEntry
from app.directory.quality import assess
from app.directory.service_card import KIND, needs_of, text_of
from app.directory.vocabulary import vocabulary
from app.network.queries import get_zone

PICTOGRAM = "1F4C4"
"""Of a service whose needs have none."""


class Services:
    """The kind "service" (app/directory/public.py)."""

    key = KIND

    def entries(self, actor: Actor, ids: Sequence[UUID], *, languages: Sequence[str]) -> list[PublicEntry]:
        """The published ones of the actor's municipality among these."""
        if not ids:
            return []
        here = actor.here()
        rows = db.session.scalars(
            select(Service)
            .join(Service.structure)
            .where(
                Service.id.in_(ids),
                Service.municipality_id == here,
                Service.state == ServiceState.PUBLISHED.value,
            )
            .options(
                contains_eager(Service.structure),
                selectinload(Service.texts),
                selectinload(Service.values),
            )
            .order_by(Service.sort_key, Service.id)
        ).all()
        zone, now = get_zone(here), clock.now()
        return [_entry(row, languages[0] if languages else "pt", zone, now) for row in rows]


SERVICES = Services()


def _entry(service: Service, language: str, zone: str, now: datetime) -> PublicEntry:
    place = service.structure
    today = clock.today(zone)
    expression = service.opening_hours or place.opening_hours

    def said(field: str) -> Text:
        return text_of(service, field, language)

    return PublicEntry(
        kind=KIND,
        id=service.id,
        name=said("name"),
        provider=place.name,
        pictogram=_pictogram(service),
        description=said("description"),
        phone=service.phone or place.phone,
        email=service.email or place.email,
        url=service.request_url or service.source_url or place.website,
        address=_address(service),
        directions=said("directions") or Text(place.directions, "pt"),
        parish_id=service.parish_id or place.parish_id,
        opening_hours=expression,
        is_open=hours.open_now(expression, now, zone) if expression else None,
        cost=service.cost,
        cost_detail=said("cost_detail"),
        what_to_bring=said("what_to_bring"),
        conditions=said("access_conditions"),
        for_whom=_names(service, "groups", language),
        for_whom_detail=said("groups_detail"),
        how_to_ask=_names(service, "request", language),
        how_to_ask_detail=said("request_detail"),
        languages=tuple(service.values_of("languages")),
        checked_on=service.checked_on,
        is_fresh=_is_fresh(service, today),
        quality=assess(service, today).score,
    )


def _is_fresh(service: Service, today: date) -> bool:
    return is_fresh(service.due_on, today)


def _address(service: Service) -> str:
    """In one line, of the service or else of its place."""
    at = service if service.address else service.structure
    code_and_town = " ".join(filter(None, (at.postal_code, at.town)))
    return ", ".join(filter(None, (at.address, at.address_more, code_and_town)))


def _names(service: Service, field: str, language: str) -> tuple[Text, ...]:
    known = vocabulary(field)
    return tuple(known.name(key, language) for key in service.values_of(field))


def _pictogram(service: Service) -> str:
    """That of the first need that is no wish."""
    known = vocabulary("needs")
    values = [value for key in needs_of(service) if (value := known.get(key))]
    areas = [value.pictogram for value in values if not value.is_wish]
    return next(iter([*areas, *(value.pictogram for value in values)]), PICTOGRAM)
