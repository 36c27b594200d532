"""What groups tell: that an initiative is another than it was, that places in it become one, or nobody's."""

from dataclasses import dataclass
from uuid import UUID

from app.core.actor import Actor
from app.core.signals import Signal
from app.initiatives.groups.models import Initiative


@dataclass(frozen=True, slots=True)
class Changed:
    """Its words, stage, needs, members or backers were changed just now, or it was begun."""

    actor: Actor
    initiative: Initiative


changed: Signal[Changed] = Signal()


@dataclass(frozen=True, slots=True)
class Joined:
    """What hangs on the member `before` hangs on `after`: both are one person, and `before` is over."""

    before: UUID
    after: UUID


joined: Signal[Joined] = Signal()


@dataclass(frozen=True, slots=True)
class Replaced:
    """What hangs on the member `before` hangs on `after`, who is nobody, or goes; `before` goes right after.

    What stays gets an id of its own, and instants cut to the month in `zone`.
    """

    before: UUID
    after: UUID
    zone: str


replaced: Signal[Replaced] = Signal()
