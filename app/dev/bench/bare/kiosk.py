"""The kiosk's twins: one read each."""

from flask import render_template, request
from sqlalchemy import select

from app.dev.bench.bare.frame import app, first
from app.network.models import Municipality

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
