"""A small application with a few views of its own, to see what the platform does around them; a trail."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from flask import Blueprint, Response, abort, current_app, flash, g, request, session
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from app.core import anchors, audit, throttle, unit_of_work
from app.core.access import public
from app.core.actor import Actor, ActorKind
from app.core.application import Autonomus
from app.core.db import db
from app.core.forms import csrf
from app.core.text import fold
from app.factory import create_app
from app.network.parties.models import Organisation
from tests.engines import Engine, disconnect, settings
from tests.integration.core.intruder import Intruder
from tests.integration.core.trails import act
from tests.key_files import KeyFile, key

ACTOR = Actor(kind=ActorKind.STAFF, id=UUID(int=7))


@pytest.fixture
def probe(engine: Engine, app: Autonomus, tmp_path: Path) -> Iterator[Autonomus]:
    """The application with `/probe/…`; every request there is made by ACTOR."""
    probe = create_app(settings(engine.url, tmp_path))
    probe.register_blueprint(_views())
    yield probe
    with probe.app_context():
        disconnect()


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


@pytest.fixture
def trail(app: Autonomus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten acts in the chain, anchored after the eighth, and two that wait for the sealer."""
    monkeypatch.setattr(app, "settings", replace(app.settings, audit_folder=tmp_path))
    act(8)
    audit.seal_waiting()
    assert anchors.write_when_due()
    act(2)
    audit.seal_waiting()
    act(2)


@pytest.fixture
def intruder(trail: None, engine: Engine) -> Intruder:
    return Intruder(engine.url)


def _add(name: str) -> None:
    db.session.add(Organisation(name=name, sort_key=f"probe {fold(name)}", kind="other"))
    db.session.flush()


@public
def _say() -> Response:
    """Says that something is kept, and notes it in the session, before it turns out whether it is."""
    flash("It is kept.", "good")
    session["kept"] = "yes"
    match request.args.get("failing"):
        case "full-disk":
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))
        case "conflict":
            abort(409)
        case "commit":
            db.session.add(Organisation(sort_key="probe", kind="other"))  # without its name, found out last
        case "unkept":
            unit_of_work.afterwards(lambda: db.session.execute(text("SELECT * FROM nowhere")))
    return Response("", request.args.get("status", 303, int), {"Location": "/"})


@public
def _meet() -> Response:
    """Meets another request the first `times`; what came with it is read each time."""
    sent = request.files["file"].read().decode()
    flash(f"{sent} {request.form['name']}", "good")
    g.runs = g.get("runs", 0) + 1
    _add(f"run {g.runs}")
    unit_of_work.afterwards(lambda: throttle.count("probe", "met"))
    if len(met := current_app.extensions.setdefault("met", [])) < request.args.get("times", 1, int):
        met.append(sent)
        raise IntegrityError("INSERT", {}, Exception("UNIQUE"))
    return Response("", 303, {"Location": "/"})


def _views() -> Blueprint:
    bp = Blueprint("probe", __name__, url_prefix="/probe")
    csrf.exempt(bp)
    bp.add_url_rule("/said", view_func=_say, methods=["POST"])
    bp.add_url_rule("/met", view_func=_meet, methods=["POST"])

    @bp.before_request
    def act() -> None:
        g.actor = ACTOR

    @bp.route("/organisations/<name>", methods=["GET", "POST"])
    @public
    def add(name: str) -> Response:
        _add(name)
        return Response("", request.args.get("status", 303, int), {"Location": f"/probe/{name}"})

    @bp.post("/files")
    @public
    def add_file() -> Response:
        _add(request.files["file"].read().decode())
        return Response("", 303, {"Location": "/probe/file"})

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


@pytest.fixture
def keys(app: Autonomus, tmp_path: Path) -> Iterator[KeyFile]:
    """The application with a file of keys instead of those of development."""
    before, file = app.settings, KeyFile(tmp_path / "keys")
    file.write(key("encryption", "first"), key("index", "first"))
    app.settings = replace(before, keys_file=file.path)
    yield file
    app.settings = before
