"""The same form twice is one row, nobody overwrites what they have not read, and the trail tells of it."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import records
from app.core.actor import Actor
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.errors import Conflict, StaleRecord
from app.workshops.planning.models.place import Place
from tests.cast import Cast


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return cast.coordinator.actor


def _place(actor: Actor, place_id: UUID) -> Place:
    where = actor.here()
    if found := records.known(Place, place_id, municipality_id=where, name="Biblioteca"):
        return found
    return records.add(
        actor, Place(id=place_id, municipality_id=where, name="Biblioteca", sort_key="biblioteca")
    )


def _trail(place: Place) -> list[tuple[str, Any]]:
    rows = select(AuditEntry).where(AuditEntry.subject_id == place.id).order_by(AuditEntry.id)
    return [(each.action, each.detail.get("fields")) for each in db.session.scalars(rows)]


def test_the_same_form_sent_twice_makes_one_row(actor: Actor) -> None:
    place_id = new_id()
    first = _place(actor, place_id)
    assert _place(actor, place_id) is first
    assert _trail(first) == [("place.created", None)]


def test_an_id_that_is_another_row_is_refused(actor: Actor) -> None:
    place = _place(actor, new_id())
    with pytest.raises(Conflict):
        records.known(Place, place.id, municipality_id=new_id())


def test_a_change_counts_and_names_what_it_touched(actor: Actor) -> None:
    place = _place(actor, new_id())
    assert records.edit(actor, place, 1, {"name": "Biblioteca", "seats": 12}) == ["seats"]
    assert (place.seats, place.version) == (12, 2)
    assert _trail(place)[1:] == [("place.edited", ["seats"])]


def test_the_same_saved_again_makes_nobody_elses_form_old(actor: Actor) -> None:
    place = _place(actor, new_id())
    assert records.edit(actor, place, 1, {"name": "Biblioteca"}) == []
    assert place.version == 1
    assert len(_trail(place)) == 1


def test_the_second_of_two_overwrites_nothing(actor: Actor) -> None:
    place = _place(actor, new_id())
    records.edit(actor, place, 1, {"seats": 12})
    with pytest.raises(StaleRecord):
        records.edit(actor, place, 1, {"seats": 20})
    assert (place.version, place.seats) == (2, 12)
