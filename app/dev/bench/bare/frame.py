"""The bare application: its database, and what every twin prints around its own."""

import os
from functools import cache
from typing import Any
from uuid import UUID

from babel import Locale
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from markupsafe import Markup
from sqlalchemy import Select, event, select
from sqlalchemy.orm import joinedload
from uuid_utils.compat import uuid7

from app.accounts.models import Membership, Staff, StaffSession
from app.core import clock
from app.core import db as core
from app.core.audit import AuditEntry
from app.core.files import File  # noqa: F401  a key of the workshops names its table
from app.network.models import Municipality, Notice
from app.ui.drawing import icon

ZONE = "Europe/Lisbon"
MENU = "Hoje Balcão Participantes Quem-sabe Oficinas Calendário Diretório Organizações"
STYLES = "fonts reset tokens base controls components office screen print"
SCRIPTS = "htmx csp setup autosubmit busy idle keyboard speech"
app = Flask("app.dev.bench")
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


def first(query: Select[Any]) -> Any:
    return bare.session.scalars(query.limit(1)).one()


def office() -> dict[str, Any]:
    """What every page of the office reads: who is signed in, where they work, and who waits."""
    session = first(select(StaffSession).options(joinedload(StaffSession.staff)))
    served = select(Membership.role, Municipality.name).where(
        Membership.municipality_id == Municipality.id, Membership.staff_id == session.staff_id
    )
    waiting = select(Notice).where(Notice.answered_at.is_(None), Notice.withdrawn_at.is_(None))
    return {
        "who": session.staff,
        "municipality": bare.session.execute(served).all()[0],
        "notices": bare.session.scalars(waiting).all(),
    }


@cache
def somebody() -> UUID:
    return bare.session.scalars(select(Staff.id)).first() or uuid7()


def note(action: str, kind: str, subject_id: UUID, municipality_id: UUID) -> AuditEntry:
    """The entry that every write leaves."""
    where = {"municipality_id": municipality_id, "subject_type": kind, "subject_id": subject_id}
    at = clock.now()
    return AuditEntry(at=at, actor_kind="staff", actor_id=somebody(), action=action, detail={}, **where)
