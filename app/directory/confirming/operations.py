"""Asking an owner by a link, and what is done with the answer."""

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.directory.confirming.models import Outcome, ServiceReport
from app.directory.confirming.queries import find_report
from app.directory.services.models import Service
from app.directory.services.operations.checking import confirm_service
from app.network.links.models import PartnerLink


def report(
    guest: Actor, *, link: PartnerLink, service: Service, outcome: Outcome, words: str, said_by: str
) -> None:
    """Keep what was said; that all is true starts the clock of freshness again. The last answer counts."""
    found = find_report(link.id)
    if found is None:
        found = ServiceReport(
            id=new_id(), municipality_id=link.municipality_id, service_id=service.id, link_id=link.id
        )
        db.session.add(found)
    found.outcome, found.words, found.said_by = outcome.value, words, said_by
    found.at, found.settled_at, found.settled_by = clock.now(), None, None
    db.session.flush()
    records.record(guest, "said", found, outcome=found.outcome)
    if outcome is Outcome.TRUE:
        confirm_service(guest, service=service)


def settle(actor: Actor, *, report: ServiceReport) -> None:
    """The entry is as they say; doing it again changes nothing."""
    actor.demand(Permission.DIRECTORY_WRITE, report.municipality_id)
    if report.settled_at is None:
        report.settled_at, report.settled_by = clock.now(), actor.id
        records.record(actor, "settled", report)


def unsettle(actor: Actor, *, report: ServiceReport) -> None:
    """It waits again."""
    actor.demand(Permission.DIRECTORY_WRITE, report.municipality_id)
    if report.settled_at is not None:
        report.settled_at = report.settled_by = None
        records.record(actor, "unsettled", report)
