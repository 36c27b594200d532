"""The states of a service: who may move it, and why it goes back."""

from app.core import states
from app.core.actor import Actor
from app.core.errors import Conflict
from app.core.permission import Permission
from app.directory.models import Service, ServiceState
from app.directory.permissions import demand_edit
from app.directory.services.drawing import draw
from app.directory.states import REASONS, SERVICE


class UnknownReason(Conflict):
    """The reason is not one of the catalogue."""


def propose_service(actor: Actor, *, service: Service) -> None:
    """Ask the coordinator to publish it. Raises IllegalTransition."""
    _demand_edit(actor, service)
    _move(actor, service, ServiceState.PROPOSED)


def publish_service(actor: Actor, *, service: Service) -> None:
    """Show it to the public, for the first time or again. Raises IllegalTransition."""
    actor.demand(Permission.DIRECTORY_PUBLISH, service.municipality_id)
    _move(actor, service, ServiceState.PUBLISHED)


def return_service(actor: Actor, *, service: Service, reason: str, note: str = "") -> None:
    """Make a proposal or a suspended service a draft again. Raises IllegalTransition, UnknownReason."""
    _demand_edit(actor, service)
    _move(actor, service, ServiceState.DRAFT, reason, note)


def suspend_service(actor: Actor, *, service: Service, reason: str, note: str = "") -> None:
    """Show it no more for a while. Raises IllegalTransition, UnknownReason."""
    _demand_edit(actor, service)
    _move(actor, service, ServiceState.SUSPENDED, reason, note)


def archive_service(actor: Actor, *, service: Service, reason: str, note: str = "") -> None:
    """Put it away. Raises IllegalTransition, UnknownReason."""
    _demand_edit(actor, service)
    _move(actor, service, ServiceState.ARCHIVED, reason, note)


def restore_service(actor: Actor, *, service: Service) -> None:
    """Take an archived service out again, as a draft. Raises IllegalTransition."""
    _demand_edit(actor, service)
    states.move(actor, service, SERVICE, ServiceState.DRAFT)
    draw(service)


def _demand_edit(actor: Actor, service: Service) -> None:
    demand_edit(actor, service.municipality_id, service.structure.organisation_id)


def _move(actor: Actor, service: Service, after: ServiceState, reason: str = "", note: str = "") -> None:
    if after in REASONS and reason not in REASONS[after]:
        raise UnknownReason
    states.move(actor, service, SERVICE, after, reason=reason, note=note)
    service.version += 1
    draw(service)
