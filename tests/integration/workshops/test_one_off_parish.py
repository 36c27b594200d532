"""A place used once has a parish, so that those reached there can be counted by it."""

from collections.abc import Callable
from datetime import date

import pytest

from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.unit_of_work import writing
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.copies import appointments_from
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.workshops import make_place, make_session
from tests.integration.workshops.test_partner_series import own
from tests.integration.workshops.test_series_pages import MONDAY, planned, sessions, when

ClientFor = Callable[[Person | None], PageClient]


def test_it_is_asked_where_the_place_is_typed_and_kept(cast: Cast, client_for: ClientFor) -> None:
    client, workshop = client_for(cast.facilitator), planned(cast, sessions=0)
    address = f"/workshops/{workshop.id}/sessions"
    page = client.get(f"{address}/new")
    client.post(address, {**page.form(address), **when(MONDAY, parish_id=str(cast.parish))})
    (session,) = sessions(workshop)
    assert (session.place_name, session.parish_id) == ("Salão", cast.parish)
    # Another session is mostly where the last one was.
    assert client.get(f"{address}/new").form(address)["parish_id"] == str(cast.parish)
    edit = f"/workshops/sessions/{session.id}/edit"
    client.submit(client.get(edit), edit, parish_id=str(cast.other_parish))
    assert sessions(workshop)[0].parish_id == cast.other_parish
    client.submit(client.get(edit), edit, parish_id="")
    assert sessions(workshop)[0].parish_id is None


def test_it_may_stay_unknown(cast: Cast, client_for: ClientFor) -> None:
    workshop = planned(cast, sessions=0)
    client_for(cast.facilitator).post(f"/workshops/{workshop.id}/sessions", when(MONDAY))
    assert sessions(workshop)[0].parish_id is None


def test_a_place_of_the_list_has_its_own(cast: Cast, client_for: ClientFor) -> None:
    """What stood there goes with the place it was of; what is given now beside another is refused."""
    client, workshop = client_for(cast.facilitator), once_used(cast)
    with writing():
        room = make_place(cast.facilitator.actor)
    edit = f"/workshops/sessions/{sessions(workshop)[0].id}/edit"
    opened = client.get(edit).form(edit)
    both = {**opened, "place_name": "", "place_id": str(room.id), "parish_id": str(cast.other_parish)}
    refused = client.post(edit, both, status=422)
    assert refused.soup.select_one(".error-summary a[href='#parish_id']")
    client.post(edit, {**opened, "place_id": str(room.id)})
    session = sessions(workshop)[0]
    assert (session.where, session.place_name, session.parish_id) == (room.name, "", None)


def test_a_copy_of_the_series_keeps_it(cast: Cast) -> None:
    workshop = once_used(cast)
    (wanted,) = appointments_from(cast.facilitator.actor, workshop, date(2028, 1, 3))
    assert (wanted.place_name, wanted.parish_id) == ("Adro", cast.parish)


def test_the_parish_of_another_municipality_is_none(cast: Cast, client_for: ClientFor) -> None:
    workshop = planned(cast, sessions=0)
    with writing(), pytest.raises(NotFound):
        make_session(cast.facilitator.actor, workshop, on=MONDAY, parish_id=new_id())
    address = f"/workshops/{workshop.id}/sessions"
    client_for(cast.facilitator).post(address, when(MONDAY, parish_id=str(new_id())), status=422)
    assert not sessions(workshop)


def test_a_partner_says_it_too(cast: Cast, client_for: ClientFor) -> None:
    workshop = own(cast, sessions=0)
    address = f"/workshops/{workshop.id}/sessions"
    client_for(cast.partner_technician).post(address, when(MONDAY, parish_id=str(cast.parish)))
    assert [each.parish_id for each in sessions(workshop)] == [cast.parish]


def once_used(cast: Cast) -> Workshop:
    workshop = planned(cast, sessions=0)
    with writing():
        make_session(cast.facilitator.actor, workshop, on=MONDAY, place_name="Adro", parish_id=cast.parish)
    db.session.expire_all()
    return workshop
