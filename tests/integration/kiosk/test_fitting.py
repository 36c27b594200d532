"""What fits a list, judged by lists that were labelled by hand."""

import pytest

from app.dev.bench.suggestions import measure
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making

pytestmark = pytest.mark.clock("2026-03-02T10:00+00:00")


def test_a_list_leads_to_work_and_courses_and_never_to_services_for_others(cast: Cast) -> None:
    with making():
        figures = measure(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    assert figures.forbidden == []
    assert figures.lists >= 60
    assert figures.precision >= 0.95, figures.doubtful
    assert figures.recall >= 0.95, figures.missed
