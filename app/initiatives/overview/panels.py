"""What the sub-domains show on the page of an initiative, and of an opportunity."""

from collections.abc import Callable, Iterator
from typing import Any

from app.core.actor import Actor
from app.core.feature import Area, Panel
from app.initiatives.arrangements import panels as arrangements
from app.initiatives.canvas import panels as canvas
from app.initiatives.catalogue import panels as catalogue
from app.initiatives.diary import panels as diary
from app.initiatives.groups import panels as groups
from app.initiatives.groups.models import Initiative
from app.initiatives.money import panels as money
from app.initiatives.teams import panels as teams

OF_INITIATIVE: tuple[Callable[[Actor, Initiative], Iterator[Panel]], ...] = (
    groups.of_initiative,
    arrangements.of_initiative,
    diary.of_initiative,
    canvas.of_initiative,
    money.of_initiative,
    catalogue.of_initiative,
    teams.of_initiative,
)
"""A sub-domain that shows something there has its line here."""


def of_initiative(actor: Actor, initiative: Initiative) -> dict[str, list[Panel]]:
    """By the area of the page, in order."""
    return _sorted(panel for each in OF_INITIATIVE for panel in each(actor, initiative))


def _sorted(found: Any) -> dict[str, list[Panel]]:
    ordered = sorted(found, key=lambda each: (each.is_empty, each.position))
    return {area.value: [each for each in ordered if each.area is area] for area in Area}
