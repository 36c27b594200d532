"""Sending a partner's list through the pages, and acting on it."""

import io
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core import jobs
from app.core.db import db
from app.core.exports import Row, csv_file
from app.outreach.lists.models import ListRow, PartnerList
from app.people.models import Participant
from tests.cast import Cast
from tests.client import Page, PageClient
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making

HEADINGS = ["Nome", "Data de nascimento", "Telemóvel", "Freguesia", "Língua", "Situação", "Observações"]


def send(client: PageClient, cast: Cast, rows: list[Row], headings: list[str] = HEADINGS, **how: Any) -> Page:
    """Bring a list; the page about its columns."""
    data = how.get("data") or csv_file(headings, rows)
    form = client.get("/outreach/lists/new")
    sent = {**form.form("/outreach/lists"), "organisation_id": str(cast.town_hall)}
    sent["file"] = (io.BytesIO(data), how.get("name", "lista.csv"))
    return client.follow(client.post("/outreach/lists", sent))


def look(client: PageClient, columns: Page, **changes: Any) -> Page:
    """Say what the columns mean; the list with what was found."""
    action = columns.response.request.path
    page = client.follow(client.post(action, {**columns.form(action), **changes}))
    jobs.run_due()
    return page


def the_list() -> PartnerList:
    """The latest."""
    db.session.rollback()
    return db.session.scalars(select(PartnerList).order_by(PartnerList.created_at.desc()).limit(1)).one()


def act(client: PageClient, word: str, **more: Any) -> Page:
    """Press a button of the latest list's page; where that leads, once the worker has done its part."""
    url = f"/outreach/lists/{the_list().id}/{word}"
    page = client.get(f"/outreach/lists/{the_list().id}")
    shown = client.follow(client.post(url, {**page.form(url), **more}))
    jobs.run_due()
    return shown


def take_back(client: PageClient) -> Page:
    url = f"/outreach/lists/{the_list().id}/taking-back"
    shown = client.follow(client.post(url, client.get(url).form(url)))
    jobs.run_due()
    return shown


def rows() -> list[ListRow]:
    db.session.rollback()
    return list(db.session.scalars(select(ListRow).order_by(ListRow.list_id.desc(), ListRow.number)))


def people() -> dict[str, Participant]:
    db.session.rollback()
    return {each.name: each for each in db.session.scalars(select(Participant))}


def called(*names: str) -> list[str]:
    """Everybody of these names, by name."""
    there = select(Participant.name).where(Participant.name.in_(names)).order_by(Participant.name)
    return list(db.session.scalars(there))


def count(model: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def person(cast: Cast, name: str, year: int | None = None) -> UUID:
    with making():
        return make_person(clerk(cast.here, cast.colleague.id), name=name, birth_year=year).id
