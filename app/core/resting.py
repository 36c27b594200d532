"""What rests on a thing of the network, which knows no other feature: each declares it in its feature.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.feature import Link


class Ground(StrEnum):
    """What of the network something else can rest on."""

    PARTY = "party"
    PROTOCOL = "protocol"


@dataclass(frozen=True, slots=True)
class Resting:
    """What of a feature rests on a party or a protocol, by its id: shown with it, and before it ends.

    `find` is one query whatever it finds, of what the actor may know of.
    """

    on: Ground
    heading: Any
    find: Callable[[Actor, UUID], Sequence[Link]]
