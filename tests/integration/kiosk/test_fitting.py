"""What fits a list, judged by lists that were labelled by hand."""

import pytest

from app.core.actor import Actor
from app.dev.bench.suggestions import measure
from app.skills.loader import id_of
from tests.cast import Cast
from tests.factories import offers, workshops
from tests.factories.one_of_each import clerk, making
from tests.factories.visits import begin_visit
from tests.integration.kiosk.visitor import Visitor

pytestmark = pytest.mark.clock("2026-03-02T10:00+00:00")


def test_a_list_leads_to_work_and_courses_and_never_to_services_for_others(cast: Cast) -> None:
    with making():
        figures = measure(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    assert figures.forbidden == []
    assert figures.lists >= 60
    assert figures.precision >= 0.95, figures.doubtful
    assert figures.recall >= 0.95, figures.missed


def test_a_list_leads_to_suggestions_with_their_reason(visitor: Visitor, writer: Actor, cast: Cast) -> None:
    begin_visit(cast.kiosk.id, with_list=True)
    with making():
        offers.an_offer(writer, cast.town_hall)
        next_step = [id_of("cook-for-many")]
        workshops.make_workshop(
            writer, title="Cozinhar para muitos", organisation_id=cast.town_hall, competence_ids=next_step
        )
        series = workshops.make_workshop(writer, title="Outra coisa", organisation_id=cast.town_hall)
    visitor.open("/kiosk/needs")
    visitor.go("/kiosk/suggestions")
    names = [each.get_text() for each in visitor.page.soup.select(".answer-name")]
    assert names == ["Cozinheira de lar", "Cozinhar para muitos"]
    assert not visitor.page.soup.select(f'a[href="/kiosk/workshops/{series.id}"]')
    assert len(visitor.page.soup.select(".answer-because [lang]")) == len(names)


def test_without_a_list_nothing_is_suggested(visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    visitor.open("/kiosk/suggestions")
    assert visitor.page.soup.select_one('form[action="/kiosk/call"]'), "back at the home"
