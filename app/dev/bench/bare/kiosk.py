"""The kiosk's twins: one read each."""

from collections import Counter
from uuid import UUID

from flask import render_template, request
from sqlalchemy import func, select

from app.core import clock
from app.dev.bench.bare.frame import ZONE, app, bare, first
from app.directory.index.models import DirectoryEntry, EntryNeed
from app.directory.index.vocabulary import vocabulary
from app.network.models import Municipality
from app.skills.models.inventory import InventoryEntry
from app.skills.snapshot import read_contexts
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session

FEW = 6
LIST = UUID(int=1)
"""A list with nothing on it yet, as that of the visitor who is measured."""

ANSWERS = (
    ("never", "nunca"),
    ("once", "uma vez"),
    ("sometimes", "às vezes"),
    ("often", "muitas vezes"),
    ("daily", "todos os dias"),
)


@app.get("/home")
def home() -> str:
    return render_template("bare/home.html", municipality=first(select(Municipality)), here=request.path)


@app.get("/card")
def card() -> str:
    where = first(select(Municipality))
    return render_template("bare/card.html", municipality=where, here=request.path, answers=ANSWERS)


@app.get("/areas")
def areas() -> str:
    answers = bare.session.scalars(select(InventoryEntry).where(InventoryEntry.inventory_id == LIST)).all()
    counts = Counter(each.context for each in answers if each.frequency != "never")
    tiles = [(each.key, each.pictogram, each.names["pt"], counts[each.key]) for each in read_contexts()]
    return render_template("bare/areas.html", tiles=tiles, here=request.path)


@app.get("/needs")
def needs() -> str:
    public = EntryNeed.entry_id.in_(select(DirectoryEntry.id).where(DirectoryEntry.is_public))
    answered = set(bare.session.scalars(select(EntryNeed.need).where(public).distinct()))
    values = [each for each in vocabulary("needs").values() if each.key in answered]
    tiles = [(each.key, each.pictogram, each.names["pt"], each.is_wish) for each in values]
    return render_template("bare/needs.html", tiles=tiles, here=request.path)


@app.get("/on")
def on() -> str:
    taken = select(func.count()).where(Enrolment.workshop_id == Workshop.id, Enrolment.state == "confirmed")
    query = select(Workshop, Session, taken.scalar_subquery()).join(
        Session, Session.workshop_id == Workshop.id
    )
    ahead = query.where(Workshop.is_public, Workshop.state.in_(("open", "running")))
    ahead = ahead.where(Session.on >= clock.today(ZONE), Session.state != "cancelled")
    found = bare.session.execute(ahead.order_by(Session.on, Session.starts)).all()
    rows = list({row[0].id: row for row in reversed(found)}.values())[::-1]
    return render_template("bare/on.html", rows=rows[:FEW], more=len(rows) > FEW, here=request.path)
