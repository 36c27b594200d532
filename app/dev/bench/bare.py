"""The bare pages that ours are measured against: Flask, Jinja, the same ORM, nothing around them."""

import os
from uuid import UUID

from flask import Flask, Response, redirect, render_template_string, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, select
from sqlalchemy.orm import selectinload
from uuid_utils.compat import uuid7

from app.core import db as core
from app.core.clock import today
from app.core.text import fold
from app.network.models import Municipality, Parish
from app.people.models import Participant, ParticipantWord
from app.skills.models import Inventory

HEAD = "<!doctype html><html lang=pt><title>x</title>"
PAGE = HEAD + "<h1>{{ title }}</h1></html>"
ROWS = (
    HEAD
    + """<table>{% for p in people %}<tr><td><a href="/participants/{{ p.id }}">{{ p.name }}</a>
<td>{{ p.birth_year }}<td>{{ p.language }}<td>{{ parishes.get(p.parish_id, "") }}<td>{{ p.created_at }}
</tr>{% endfor %}</table></html>"""
)
PERSON = (
    HEAD
    + """<h1>{{ p.name }}</h1><ul>{% for c in p.contact_points %}<li>{{ c.kind }}{% endfor %}
{% for g in p.groups %}<li>{{ g.group }}{% endfor %}{% for i in lists %}{% for e in i.entries %}
<li>{{ e.context }} {{ e.own_words }} {{ e.frequency }} {{ e.level }} {{ e.wish }} {{ e.state }}
{% endfor %}{% endfor %}</ul></html>"""
)

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"connect_args": {"timeout": 5}}
bare = SQLAlchemy(app, model_class=core.Base, session_options={"expire_on_commit": False})

with app.app_context():

    @event.listens_for(bare.engine, "connect")
    def _durable(connection: object, _record: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/page")
def page() -> str:
    first = bare.session.scalars(select(Municipality).limit(1)).one()
    return render_template_string(PAGE, title=first.name)


@app.get("/list")
def people() -> str:
    rows = bare.session.scalars(
        select(Participant).order_by(Participant.sort_key, Participant.id).limit(25)
    ).all()
    parishes = {row.id: row.name for row in bare.session.scalars(select(Parish))}
    return render_template_string(ROWS, people=rows, parishes=parishes)


@app.get("/person/<uuid:participant_id>")
def person(participant_id: UUID) -> str:
    found = bare.session.get_one(Participant, participant_id)
    lists = bare.session.scalars(
        select(Inventory)
        .where(Inventory.participant_id == participant_id)
        .options(selectinload(Inventory.entries))
    ).all()
    return render_template_string(PERSON, p=found, lists=lists)


@app.post("/registrations")
def register() -> Response:
    name, where = request.form["name"], UUID(request.form["municipality_id"])
    row = Participant(
        id=uuid7(),
        municipality_id=where,
        name=name,
        sort_key=fold(name),
        last_activity_on=today("Europe/Lisbon"),
    )
    bare.session.add(row)
    bare.session.flush()
    bare.session.add(
        ParticipantWord(municipality_id=where, participant_id=row.id, position=0, word=fold(name), sound="")
    )
    bare.session.commit()
    return app.make_response(redirect(f"/person/{row.id}", 303))
