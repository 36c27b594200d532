"""How often a wrong code may be tried at a kiosk, by one person and by all, and that a right one waits."""

import pytest

from app.core.actor import Actor
from app.skills import codes
from app.skills.codes import ClaimCode
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop
from tests.integration.kiosk.conftest import HandClock
from tests.integration.kiosk.visitor import WRONG, Visitor, begin_again, enter, typed

HOUR = 60 * 60


@pytest.fixture
def staff(cast: Cast) -> Actor:
    """Somebody who plans series here."""
    return clerk(cast.here, cast.facilitator.id)


def test_after_twenty_wrong_tries_a_visit_opens_nothing_and_the_next_visit_does(
    visitor: Visitor, code: ClaimCode
) -> None:
    visitor.open("/kiosk/opening")
    page = visitor.page
    for _ in range(codes.WRONG_TRIES_A_VISIT - 1):
        visitor.client.submit(page, "/kiosk/opening", status=422, **WRONG)
    enter(visitor, typed(code))
    visitor.client.submit(page, "/kiosk/opening", status=422, **WRONG)
    refused = visitor.client.submit(page, "/kiosk/opening", status=429, **typed(code))
    assert "demasiadas tentativas" in refused.text
    begin_again(visitor)
    enter(visitor, typed(code))


def test_after_sixty_wrong_tries_a_terminal_opens_nothing_for_an_hour(
    time: HandClock, visitor: Visitor, code: ClaimCode
) -> None:
    for _ in range(codes.WRONG_TRIES_AT_A_TERMINAL // codes.WRONG_TRIES_A_VISIT):
        begin_again(visitor)
        visitor.open("/kiosk/opening")
        for _ in range(codes.WRONG_TRIES_A_VISIT):
            visitor.client.submit(visitor.page, "/kiosk/opening", status=422, **WRONG)
    begin_again(visitor)
    enter(visitor, typed(code), status=429)
    time.pass_by(2 * HOUR)
    visitor.open("/kiosk/")
    visitor.answer("language", "pt")
    enter(visitor, typed(code))


def test_wrong_tries_at_a_workshop_count_with_the_others(
    visitor: Visitor, code: ClaimCode, cast: Cast, staff: Actor
) -> None:
    with making():
        workshop_id = make_workshop(staff, organisation_id=cast.town_hall).id
    action = f"/kiosk/workshops/{workshop_id}/enrolment/code"
    visitor.open(action)
    for _ in range(codes.WRONG_TRIES_A_VISIT):
        visitor.client.submit(visitor.page, action, status=422, **WRONG)
    visitor.client.submit(visitor.page, action, status=429, **typed(code))
    enter(visitor, typed(code), status=429)
    action = f"/kiosk/workshops/{workshop_id}/enrolment/name"
    visitor.open(action)
    visitor.client.submit(visitor.page, action, name="Rosa")
