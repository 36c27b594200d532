"""One of each thing of initiatives, by the names that addresses use."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories.initiatives_ideas import one_of_each_idea
from tests.factories.initiatives_measures import one_of_each_measure
from tests.factories.initiatives_opportunities import one_of_each_opportunity


def one_of_each(actor: Actor, _ids: Mapping[str, UUID]) -> dict[str, UUID]:
    return one_of_each_opportunity(actor) | one_of_each_idea(actor) | one_of_each_measure(actor)
