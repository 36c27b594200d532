"""What the kiosk promises of series: places only while one can come, messages only to who left a contact."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.core.actor import Actor
from app.core.db import db
from app.workshops.enrolments.models import EnrolmentState
from app.workshops.enrolments.operations.sign_ups import code_of
from app.workshops.planning.models.series import Admission, Workshop
from tests.cast import Cast
from tests.factories import workshops
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.one_of_each import making
from tests.factories.visits import begin_visit
from tests.integration.kiosk.conftest import HandClock
from tests.integration.kiosk.test_sign_up import enrolments, sign_up
from tests.integration.kiosk.visitor import Visitor, typed


@pytest.mark.parametrize(
    ("left", "is_told"),
    [({}, False), ({"contact": "912 345 678"}, True), ({"tell_contact": "café da praça"}, True)],
)
@pytest.mark.parametrize("state", ["waitlisted", "requested"])
def test_who_left_no_contact_is_promised_no_message(
    visitor: Visitor, writer: Actor, cast: Cast, state: str, left: dict[str, str], is_told: bool
) -> None:
    """They are told how to hear of it themselves."""
    admission = Admission.ON_REQUEST if state == "requested" else Admission.OPEN
    with making():
        series = workshops.make_workshop(
            writer, capacity=1, organisation_id=cast.town_hall, admission=admission
        )
        if state == "waitlisted":
            make_enrolment(writer, series)
        series_id = series.id
    visitor.answer("language", "en")
    sign_up(visitor, series_id, name="Rosa", **left)
    assert enrolments()[-1].state == state
    assert ("tells you" in visitor.page.text) == is_told
    assert ("Come back with your code" in visitor.page.text) != is_told
    for page in ("", "/slip"):
        visitor.open(f"/kiosk/places/{enrolments()[-1].id}{page}")
        assert "see how it stands" in visitor.page.text
        assert "Show this at the door" not in visitor.page.text, "nobody opens it to who only waits"


def test_who_signs_up_with_a_list_is_promised_no_message(visitor: Visitor, writer: Actor, cast: Cast) -> None:
    with making():
        series = workshops.make_workshop(writer, capacity=1, organisation_id=cast.town_hall)
        make_enrolment(writer, series)
        address = f"/kiosk/workshops/{series.id}/enrolment"
    begin_visit(cast.kiosk.id, language="en", with_list=True)
    for way, is_told in (("list", False), ("name", True)):
        visitor.open(f"{address}/{way}")
        assert ("If you leave a contact" in visitor.page.text) == is_told
        assert "waiting list" in visitor.page.text


def test_what_the_office_knows_of_a_person_is_not_told_at_the_kiosk(
    visitor: Visitor, writer: Actor, workshop_id: UUID
) -> None:
    with making():
        series = db.session.get_one(Workshop, workshop_id)
        make_enrolment(writer, series)
        make_enrolment(writer, series)
        code = code_of(make_enrolment(writer, series, make_person(writer, phone="+351912345678")))
    visitor.answer("language", "pt")
    visitor.open("/kiosk/opening")
    page = visitor.client.submit(visitor.page, "/kiosk/opening", status=303, **typed(code))
    visitor.open(page.location)
    assert "Volte com o seu código" in visitor.page.text


def test_what_has_begun_offers_no_places_here_but_at_the_desk(
    time: HandClock, visitor: Visitor, writer: Actor, cast: Cast
) -> None:
    """Somebody who had the form open when it began is told so; the office may still enrol them."""
    with making():
        series = workshops.make_workshop(
            writer, capacity=2, organisation_id=cast.town_hall, sessions=[time.now.date()], title="Costura"
        ).id
    visitor.answer("language", "en")
    form = f"/kiosk/workshops/{series}/enrolment/name"
    time.now = time.now.replace(hour=9, minute=59)
    visitor.open(form)
    drawn = visitor.page
    time.pass_by(60)
    answer = visitor.client.submit(drawn, form, status=303, name="Rosa")
    visitor.open(answer.location)
    assert "This has begun" in visitor.page.text
    assert not enrolments()
    visitor.open(form)
    assert "This has begun" in visitor.page.text
    assert visitor.page.soup.select_one('a[href*="/enrolment/"]') is None
    for address in ("/kiosk/workshops", "/kiosk/find?words=costura"):
        visitor.open(address)
        assert "Has begun" in visitor.page.text
        assert "free place" not in visitor.page.text
    with making():
        workshop = db.session.get_one(Workshop, series)
        assert make_enrolment(writer, workshop).state == EnrolmentState.CONFIRMED


def test_a_series_with_a_session_still_to_begin_takes_people(
    time: HandClock, visitor: Visitor, writer: Actor, cast: Cast
) -> None:
    today = time.now.date()
    with making():
        series = workshops.make_workshop(
            writer, organisation_id=cast.town_hall, sessions=[today, today + timedelta(days=7)]
        ).id
    visitor.answer("language", "pt")
    sign_up(visitor, series, name="Rosa")
    assert len(enrolments()) == 1
