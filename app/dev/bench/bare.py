"""The bare pages that ours are measured against: Flask, Jinja and the same ORM, nothing around them.

They link, read and print what our pages do, in one language, with no session, no access rules, no forgery
protection, no policy header, no audit.
"""

import os
from uuid import UUID

from flask import Flask, Response, redirect, render_template, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, select
from sqlalchemy.orm import selectinload
from uuid_utils.compat import uuid7

from app.core import db as core
from app.core.audit import AuditEntry
from app.core.clock import today
from app.core.text import fold
from app.network.models import Municipality, Parish
from app.people.models import Consent, Participant, ParticipantWord
from app.skills.models import CompetenceText, Inventory

ANSWERS = ("never", "nunca"), ("once", "uma vez"), ("sometimes", "às vezes"), ("often", "muitas vezes")
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
bare = SQLAlchemy(app, model_class=core.Base, session_options={"expire_on_commit": False})

with app.app_context():

    @event.listens_for(bare.engine, "connect")
    def _durable(connection: object, _record: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/files/<path:path>")
def file(path: str) -> str:
    return path


@app.get("/page")
def page() -> str:
    first = bare.session.scalars(select(Municipality).limit(1)).one()
    return render_template("bare/page.html", municipality=first, answers=ANSWERS)


@app.get("/list")
def people() -> str:
    ordered = select(Participant).order_by(Participant.sort_key, Participant.id).limit(25)
    rows = bare.session.scalars(ordered).all()
    parishes = {row.id: row.name for row in bare.session.scalars(select(Parish))}
    return render_template("bare/list.html", people=rows, parishes=parishes)


@app.get("/person/<uuid:participant_id>")
def person(participant_id: UUID) -> str:
    mine = Inventory.participant_id == participant_id
    lists = bare.session.scalars(select(Inventory).where(mine).options(selectinload(Inventory.entries))).all()
    ids = [entry.competence_id for each in lists for entry in each.entries]
    called = (
        CompetenceText.competence_id.in_(ids),
        CompetenceText.field == "name",
        CompetenceText.language == "pt",
    )
    consents = bare.session.scalars(select(Consent).where(Consent.participant_id == participant_id))
    return render_template(
        "bare/person.html",
        participant=bare.session.get_one(Participant, participant_id),
        inventories=lists,
        names={
            text.competence_id: text.value
            for text in bare.session.scalars(select(CompetenceText).where(*called))
        },
        consents=consents.all(),
        acts=bare.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == participant_id)).all(),
    )


@app.post("/registrations")
def register() -> Response:
    name, where = request.form["name"], UUID(request.form["municipality_id"])
    day = today("Europe/Lisbon")
    row = Participant(id=uuid7(), municipality_id=where, name=name, sort_key=fold(name), last_activity_on=day)
    bare.session.add(row)
    bare.session.flush()
    for position, word in enumerate(fold(name).split()):
        key = {"municipality_id": where, "participant_id": row.id}
        bare.session.add(ParticipantWord(**key, position=position, word=word, sound=""))
    bare.session.commit()
    return app.make_response(redirect(f"/person/{row.id}", 303))
