"""Reads of what was said by links."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core import paging, records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.directory.confirming.models import Outcome, ServiceReport
from app.directory.services.models import Service, ServiceState

SHOWN = (ServiceState.PUBLISHED.value, ServiceState.SUSPENDED.value)
_TO_MEND = ServiceReport.outcome != Outcome.TRUE.value, ServiceReport.settled_at.is_(None)


def find_asked(municipality_id: UUID, service_id: UUID) -> Service | None:
    """The service that a link is about, as long as the directory shows it or means to."""
    return db.session.scalar(
        select(Service)
        .join(Service.structure)
        .where(Service.id == service_id, Service.municipality_id == municipality_id, Service.state.in_(SHOWN))
        .options(contains_eager(Service.structure))  # an outer join could not be locked when it is drawn
    )


def find_report(link_id: UUID) -> ServiceReport | None:
    """What was said by a link last."""
    return db.session.scalar(select(ServiceReport).where(ServiceReport.link_id == link_id))


def get_report(actor: Actor, report_id: UUID, *, to_change: bool = False) -> ServiceReport:
    """A report about a service of a municipality whose directory the actor writes."""
    return records.get(
        actor, Permission.DIRECTORY_WRITE, ServiceReport, report_id, with_for_update=to_change or None
    )


def reports_page(actor: Actor, *, is_settled: bool, after: str | None = None) -> paging.Page[ServiceReport]:
    """What changed and waits to be mended in the current municipality, or what was; the latest first."""
    actor.demand(Permission.DIRECTORY_WRITE)
    here = ServiceReport.municipality_id == actor.here()
    query = (
        select(ServiceReport).where(here, *_in_state(is_settled)).options(joinedload(ServiceReport.service))
    )
    return paging.page(query, by=ServiceReport.at, then=ServiceReport.id, after=after, descending=True)


def count_to_mend(actor: Actor) -> Select[int]:
    """How many services are not as the directory says, and nobody has mended them."""
    here = ServiceReport.municipality_id == actor.here()
    return select(func.count()).select_from(ServiceReport).where(here, *_TO_MEND)


def _in_state(is_settled: bool) -> tuple[ColumnElement[bool], ...]:  # noqa: FBT001  its only parameter
    return (ServiceReport.settled_at.is_not(None),) if is_settled else _TO_MEND
