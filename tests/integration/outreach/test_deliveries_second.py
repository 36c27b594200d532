"""A second form of somebody on one slip: set aside by itself only where nothing would be lost with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.db import db, new_id
from app.outreach.deliveries.models import FieldRecord
from app.people.purposes import purposes
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_registrations import enter
from tests.tablet import Prepared, Tablet

Work = Callable[[], int]
ROSA = [("name", "Rosa Inventada"), ("language", "pt")]
WORDING = max(purposes()["matching"].versions)
NO = [("consents-matching", "no"), ("consents-matching-wording", WORDING), ("born", "1980")]


def arrived(
    tablet: Tablet, work: Work, *pairs: tuple[str, str], record_id: UUID | None = None
) -> FieldRecord:
    written = tablet.write([*pairs], record_id)
    tablet.send()
    work()
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(FieldRecord, written)


def on_paper(cast: Cast, table: Session, **told: Any) -> None:
    with making():
        first = {"name": "Rosa Inventada", "slip": "7", **told}
        enter(clerk(cast.here, cast.facilitator.id), table, origin="paper", **first)


@pytest.mark.parametrize(
    "more",
    [
        [("wants_call", "y")],
        [("contact", "912 345 678")],
        [("born", "1980")],
        [("interests", "job")],
        [("work", "unregistered")],
        [("language", "uk")],
        [("name", "Rosa Inventada Silva")],
        NO,
    ],
    ids=lambda more: more[0][0],
)
def test_what_the_second_form_says_besides_is_not_lost(
    tablet: Tablet, work: Work, cast: Cast, table: Session, more: list[tuple[str, str]]
) -> None:
    """Her name was typed from paper; the tablet asked her everything."""
    on_paper(cast, table)
    told = {**dict(ROSA), "slip": "7", **dict(more)}
    second = arrived(tablet, work, *told.items())
    assert (second.state, second.reason) == ("attention", "same_slip")
    assert more[0][1] in second.content


def test_two_people_of_one_first_name_on_one_slip_are_for_somebody_to_decide(
    tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    on_paper(cast, table, name="Rosa")
    assert arrived(tablet, work, *ROSA, ("slip", "7")).state == "attention"


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"name": "Rosa"},
        {"wants_call": "y"},
        {"contact": "+351 912345678"},
        {"born": "1980", "contact": "912 345 678", "wants_call": "y"},
    ],
)
def test_a_second_form_that_adds_nothing_takes_nobodys_time(
    tablet: Tablet, work: Work, cast: Cast, table: Session, again: dict[str, str]
) -> None:
    on_paper(cast, table, contact="912 345 678", born="1980", wants_call=True, language="uk")
    second = arrived(tablet, work, *{**dict(ROSA), "slip": "7", **again}.items())
    assert (second.state, second.reason) == ("dismissed", "same_person")


def test_the_very_same_answers_on_two_tablets_take_nobodys_time(
    tablet: Tablet, work: Work, prepared: Prepared
) -> None:
    """Also answers that stand in many places: all of them were given the first time."""
    record_id, said = new_id(), [*ROSA, *NO, ("interests", "job"), ("work", "unregistered")]
    assert arrived(tablet, work, *said, ("slip", "7"), record_id=record_id).state == "registered"
    tablet.network("PUT", f"/records/{record_id}", prepared.seal(record_id, said))
    work()
    db.session.rollback()
    twin = db.session.scalars(select(FieldRecord).where(FieldRecord.same_as == record_id)).one()
    assert (twin.state, twin.reason) == ("dismissed", "same_person")


def test_more_under_one_id_is_for_somebody_to_decide(tablet: Tablet, work: Work, prepared: Prepared) -> None:
    record_id = new_id()
    arrived(tablet, work, *ROSA, record_id=record_id)
    more = prepared.seal(record_id, [*ROSA, ("contact", "912 345 678")])
    tablet.network("PUT", f"/records/{record_id}", more)
    work()
    db.session.rollback()
    twin = db.session.scalars(select(FieldRecord).where(FieldRecord.same_as == record_id)).one()
    assert (twin.state, twin.reason) == ("attention", "same_id")
