"""A small application with a few views of its own, to see what the platform does around them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import Blueprint, Response, abort, g, request
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.core import throttle, unit_of_work
from app.core.access import public
from app.core.actor import Actor, ActorKind
from app.core.application import Autonomus
from app.core.db import db
from app.core.forms import csrf
from app.core.text import fold
from app.factory import create_app
from app.network.models import Organisation
from tests.engines import Engine, settings

ACTOR = Actor(kind=ActorKind.STAFF, id=UUID(int=7))


@pytest.fixture
def probe(engine: Engine, app: Autonomus, tmp_path: Path) -> Iterator[Autonomus]:
    """The application with `/probe/…`; every request there is made by ACTOR."""
    probe = create_app(settings(engine.url, tmp_path))
    probe.register_blueprint(_views())
    yield probe
    with probe.app_context():
        db.engine.dispose()


@pytest.fixture
def names(app: Autonomus) -> Callable[[], list[str]]:
    """The names of the organisations that are really in the database."""

    def read() -> list[str]:
        db.session.rollback()
        rows = db.session.query(Organisation).filter(Organisation.sort_key.like("probe%"))
        found = sorted(row.name for row in rows)
        db.session.rollback()
        return found

    return read


def _add(name: str) -> None:
    db.session.add(Organisation(name=name, sort_key=f"probe {fold(name)}", kind="other"))
    db.session.flush()


def _views() -> Blueprint:
    bp = Blueprint("probe", __name__, url_prefix="/probe")
    csrf.exempt(bp)

    @bp.before_request
    def act() -> None:
        g.actor = ACTOR

    @bp.route("/organisations/<name>", methods=["GET", "POST"])
    @public
    def add(name: str) -> Response:
        _add(name)
        return Response("", request.args.get("status", 303, int), {"Location": f"/probe/{name}"})

    @bp.post("/failure")
    @public
    def fail() -> Response:
        _add("half")
        unit_of_work.afterwards(lambda: throttle.count("probe", "failure"))
        abort(409)

    @bp.post("/full-disk")
    @public
    def full_disk() -> Response:
        _add("half")
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    @bp.post("/unkept")
    @public
    def unkept() -> Response:
        _add("whole")
        unit_of_work.afterwards(lambda: db.session.execute(text("SELECT * FROM nowhere")))
        return Response("", 303, {"Location": "/"})

    return bp
