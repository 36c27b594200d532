"""Of every thing of initiatives that an address names, one."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories.initiatives_groups import one_of_each_group
from tests.factories.initiatives_ideas import one_of_each_idea
from tests.factories.initiatives_opportunities import one_of_each_opportunity
from tests.factories.initiatives_teams import one_of_each_team


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """By the names of the addresses' parts."""
    opportunities = one_of_each_opportunity(actor) | one_of_each_idea(actor)
    groups = one_of_each_group(actor, ids)
    return {**opportunities, **groups, **one_of_each_team(actor)}
