"""The bare twins that our pages are measured against: Flask, Jinja and the same ORM, nothing around them.

A twin prints the same things as our page (every file, address, form, answer, row and icon: a page of a
sixth of the size would compare sizes), makes the same reads of them, and a registration writes the same
rows in one durable commit. All of it as one writes it by hand, in one language: no session, no access
rules, no forgery protection, no policy header, no translation, no macros. The kiosk's twins make the one
read that the figure names.
"""

import os
from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from babel import Locale
from flask import Flask, Response, redirect, render_template, request
from flask_sqlalchemy import SQLAlchemy
from markupsafe import Markup
from sqlalchemy import Select, event, func, select
from uuid_utils.compat import uuid7

from app.accounts.models import Staff
from app.core import clock
from app.core import db as core
from app.core.audit import AuditEntry
from app.core.idempotency import RequestKey
from app.core.text import fold
from app.network.models import Municipality, Notice, Parish
from app.people.models import Consent, Participant, SupportTeamMember
from app.people.wording import GROUPS
from app.people.words import rows_of
from app.skills.models import CompetenceText, Inventory, InventoryEntry
from app.skills.scales import LEVEL_WORDS
from app.ui.drawing import icon

ZONE = "Europe/Lisbon"
MENU = "Hoje Balcão Participantes Quem-sabe Organizações Pessoal Quiosques Concelho Auditoria Trabalhos"
STYLES = "fonts reset tokens base controls components office screen print"
SCRIPTS = "htmx csp setup autosubmit busy idle keyboard speech"
ANSWERS = (
    ("never", "nunca"),
    ("once", "uma vez"),
    ("sometimes", "às vezes"),
    ("often", "muitas vezes"),
    ("daily", "todos os dias"),
)
app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
bare = SQLAlchemy(app, model_class=core.Base, session_options={"expire_on_commit": False})
app.jinja_env.globals.update(
    styles=STYLES.split(),
    scripts=SCRIPTS.split(),
    menu=[(name.lower(), name) for name in MENU.split()],
    icon=Markup(icon("users")),  # noqa: S704  our own file
    languages=dict(Locale.parse("pt_PT").languages),
)

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


@app.get("/places/<name>")
def place(name: str) -> str:
    return name


@app.get("/home")
def home() -> str:
    return render_template("bare/home.html", municipality=_first(select(Municipality)), here=request.path)


@app.get("/card")
def card() -> str:
    first = _first(select(Municipality))
    return render_template("bare/card.html", municipality=first, here=request.path, answers=ANSWERS)


@app.get("/list")
def people() -> str:
    parishes = bare.session.scalars(select(Parish)).all()
    here = Participant.municipality_id == parishes[0].municipality_id  # whose index has the order
    ordered = select(Participant).where(here).order_by(Participant.sort_key, Participant.id).limit(26)
    limited = select(Participant.id).where(here).limit(1_001).subquery()
    return render_template(
        "bare/list.html",
        people=bare.session.scalars(ordered).all()[:25],
        count=bare.session.scalar(select(func.count()).select_from(limited)),
        parishes={row.id: row.name for row in parishes},
        choices=(
            ("level", "No mínimo", [(key, key) for key in LEVEL_WORDS]),
            ("parish", "Freguesia", [(row.id, row.name) for row in parishes]),
            ("language", "Língua", _languages()),
            ("group", "Grupo", [(key, key) for key in GROUPS]),
        ),
        **_frame(),
    )


@app.get("/person/<uuid:participant_id>")
def person(participant_id: UUID) -> str:
    def of(model: Any) -> Any:
        return bare.session.scalars(select(model).where(model.participant_id == participant_id)).all()

    found = bare.session.get_one(Participant, participant_id)
    return render_template(
        "bare/person.html",
        person=found,
        consents=of(Consent),
        team=of(SupportTeamMember),
        entries=of(InventoryEntry),
        lists=of(Inventory),
        parish=bare.session.get(Parish, found.parish_id) if found.parish_id else None,
        staff={row.id: row.name for row in bare.session.execute(select(Staff.id, Staff.name))},
        names=_names(),
        **_frame(),
    )


@app.post("/registrations")
def register() -> Response:
    name, where, who = request.form["name"], UUID(request.form["municipality_id"]), _somebody()
    at, day, number = clock.now(), clock.today(ZONE), uuid7()
    row = Participant(id=number, municipality_id=where, name=name, sort_key=fold(name), last_activity_on=day)
    bare.session.add(row)
    bare.session.flush()
    bare.session.add_all(rows_of(row))
    bare.session.add(SupportTeamMember(municipality_id=where, participant_id=number, staff_id=who, since=at))
    bare.session.add(RequestKey(id=uuid7(), actor_id=who, fingerprint="", location=f"/person/{number}"))
    act = {"actor_id": who, "municipality_id": where, "subject_type": "participant", "subject_id": number}
    bare.session.add(AuditEntry(at=at, actor_kind="staff", action="participant.created", detail={}, **act))
    bare.session.commit()
    return app.make_response(redirect(f"/person/{row.id}", 303))


def _first(query: Select[Any]) -> Any:
    return bare.session.scalars(query.limit(1)).one()


def _frame() -> dict[str, Any]:
    waiting = select(Notice).where(Notice.answered_at.is_(None), Notice.withdrawn_at.is_(None))
    return {"municipality": _first(select(Municipality)), "notices": bare.session.scalars(waiting).all()}


@cache
def _languages() -> list[tuple[str, str]]:
    named = Locale.parse("pt_PT").languages
    return [(code, name) for code, name in named.items() if len(code) == 2]


@cache
def _somebody() -> UUID:
    return bare.session.scalars(select(Staff.id)).first() or uuid7()


@cache
def _names() -> Mapping[UUID, str]:
    """Our pages have them in memory too: the catalogue is read once."""
    texts = select(CompetenceText).where(CompetenceText.field == "name", CompetenceText.language == "pt")
    return {text.competence_id: text.value for text in bare.session.scalars(texts)}
