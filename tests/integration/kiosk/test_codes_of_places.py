"""The code of a place opens it while its series goes on, and a week more; then it says why it does not."""

import pytest

from app.core.actor import Actor
from app.core.db import db
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.codes import WRONG_TRIES_A_VISIT
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations import sign_ups
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.series import cancel_workshop
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop
from tests.integration.kiosk.conftest import HandClock
from tests.integration.kiosk.visitor import WRONG, Visitor, begin_again, enter, typed


@pytest.fixture
def staff(cast: Cast) -> Actor:
    """Somebody of the office who may do everything."""
    return clerk(cast.here, cast.facilitator.id)


@pytest.fixture
def place(time: HandClock, visitor: Visitor, cast: Cast, staff: Actor) -> Enrolment:
    """Of somebody who gave a name and left; the series has one session, the next day."""
    with making():
        workshop_id = make_workshop(staff, organisation_id=cast.town_hall, sessions=1).id
    visitor.answer("language", "pt")
    action = f"/kiosk/workshops/{workshop_id}/enrolment/name"
    visitor.open(action)
    visitor.client.submit(visitor.page, action, name="Rosa")
    begin_again(visitor)
    return db.session.query(Enrolment).one()


def come_back(time: HandClock, visitor: Visitor, *, days: int) -> None:
    time.pass_by(days * 24 * 60 * 60)
    visitor.open("/kiosk/")
    visitor.answer("language", "pt")


def test_the_code_of_a_place_opens_it_until_a_week_after_the_last_session(
    time: HandClock, visitor: Visitor, place: Enrolment
) -> None:
    code = typed(sign_ups.code_of(place))
    come_back(time, visitor, days=8)
    enter(visitor, code)
    come_back(time, visitor, days=1)
    answer = enter(visitor, code, status=422)
    said = answer.soup.select_one(".notice")
    assert said is not None
    assert "já terminou" in said.get_text()
    assert place.workshop.title not in answer.text


def test_the_code_of_a_place_in_a_cancelled_series_says_so_and_is_no_wrong_try(
    visitor: Visitor, place: Enrolment, staff: Actor
) -> None:
    code = typed(sign_ups.code_of(place))
    with making():
        cancel_workshop(
            staff,
            workshop=db.session.get_one(Workshop, place.workshop_id, populate_existing=True),
            reason="too_few_people",
        )
    for _ in range(WRONG_TRIES_A_VISIT + 1):
        assert "não se realiza" in enter(visitor, code, status=422).text


def test_the_code_of_a_protected_persons_place_is_unknown_also_when_it_is_over(
    time: HandClock, visitor: Visitor, place: Enrolment, staff: Actor
) -> None:
    code = typed(sign_ups.code_of(place))
    with making():
        seal(
            staff,
            participant=db.session.get_one(Participant, place.participant_id),
            reason=SEAL_REASONS[0],
        )
    come_back(time, visitor, days=9)
    said = [enter(visitor, each, status=422).soup.select_one(".notice") for each in (code, WRONG)]
    assert said[0] == said[1]
