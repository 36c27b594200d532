"""Lists and people, as the tests of skills make them; a course, and what it opens."""

import pytest

from app.core.unit_of_work import writing
from app.initiatives.measures.models import Measure
from app.initiatives.opportunities.models import Opportunity
from tests.cast import Cast
from tests.factories.initiatives_measures import a_demand, a_measure, competence, somebody_able
from tests.integration.skills.conftest import make_list, make_person

__all__ = ["make_list", "make_person"]


@pytest.fixture
def measure(cast: Cast) -> Measure:
    with writing():
        return a_measure(cast.facilitator.actor, "Curso de podas", competence(1), seats=12)


@pytest.fixture
def pruning(cast: Cast, measure: Measure) -> Opportunity:
    """Somebody knows the one half of it; the course gives the other."""
    actor = cast.facilitator.actor
    with writing():
        somebody_able(actor, "Ilda Podas", competence(0))
        return a_demand(actor, "Podas", {competence(0): "alone", competence(1): "alone"}, most=1)
