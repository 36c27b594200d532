"""What opportunities tell those who build on them."""

from dataclasses import dataclass

from app.core.signals import Signal
from app.initiatives.opportunities.models import Opportunity


@dataclass(frozen=True, slots=True)
class Ended:
    """Nobody is looked for any more: its last day is over, or somebody ended it."""

    opportunity: Opportunity


ended = Signal[Ended]()
