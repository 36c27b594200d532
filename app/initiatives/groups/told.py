"""What groups tell: that an initiative is another than it was."""

from dataclasses import dataclass

from app.core.actor import Actor
from app.core.signals import Signal
from app.initiatives.groups.models import Initiative


@dataclass(frozen=True, slots=True)
class Changed:
    """Its words, stage, needs, members or backers were changed just now, or it was begun."""

    actor: Actor
    initiative: Initiative


changed: Signal[Changed] = Signal()
