"""The kiosk's twins: one read each."""

from flask import render_template, request
from sqlalchemy import func, select

from app.core import clock
from app.dev.bench.bare.frame import ZONE, app, bare, first
from app.network.models import Municipality
from app.workshops.models import Enrolment, Session, Workshop

FEW = 6

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
