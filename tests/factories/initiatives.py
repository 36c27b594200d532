"""Of every thing of initiatives that an address names, one; inside a transaction."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db
from app.initiatives.groups.models import Initiative, Member
from tests.factories.initiatives_arrangements import one_of_each_of_arrangements
from tests.factories.initiatives_catalogue import one_of_each_page
from tests.factories.initiatives_circles import one_of_each_circle
from tests.factories.initiatives_groups import one_of_each_group
from tests.factories.initiatives_ideas import one_of_each_idea
from tests.factories.initiatives_measures import one_of_each_measure
from tests.factories.initiatives_money import one_of_each_of_money
from tests.factories.initiatives_opportunities import one_of_each_opportunity
from tests.factories.initiatives_running import one_of_each_running
from tests.factories.initiatives_teams import one_of_each_team


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """By the names of the addresses' parts."""
    groups = one_of_each_group(actor, ids)
    initiative = db.session.get_one(Initiative, groups["initiative_id"])
    member = db.session.get_one(Member, groups["initiative_member_id"])
    return {
        **one_of_each_opportunity(actor),
        **one_of_each_idea(actor),
        **one_of_each_measure(actor),
        **groups,
        **one_of_each_running(actor, initiative),
        **one_of_each_team(actor),
        **one_of_each_circle(actor),
        **one_of_each_page(actor, initiative, ids),
        **one_of_each_of_money(actor, initiative),
        **one_of_each_of_arrangements(actor, initiative, member, ids["participant_id"]),
    }
