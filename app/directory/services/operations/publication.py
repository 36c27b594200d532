"""The states of a service on its way to the public and back."""

from app.core.actor import Actor
from app.directory.index.drawing import draw
from app.directory.services.models import Service
from app.directory.services.states import SERVICE


def move_service(actor: Actor, *, service: Service, after: str, reason: str = "", note: str = "") -> None:
    """Propose, publish, hide, put away or take back a service.

    Raises IllegalTransition, Forbidden and UnknownReason (app/directory/services/states.py).
    """
    SERVICE.move(actor, service, after, reason=reason, note=note)
    service.version += 1
    draw(service)
