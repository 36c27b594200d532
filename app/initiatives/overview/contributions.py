"""What the sub-domains show on the page of an opportunity, in the order of the floors."""

from collections.abc import Callable, Iterable

from app.core.actor import Actor
from app.core.feature import Panel
from app.initiatives.groups import panels as groups
from app.initiatives.ideas import panels as ideas
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams import panels as teams

OF_OPPORTUNITY: tuple[Callable[[Actor, Opportunity], Iterable[Panel]], ...] = (
    groups.of_opportunity,
    ideas.of_opportunity,
    teams.of_opportunity,
)
