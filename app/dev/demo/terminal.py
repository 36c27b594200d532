"""The demo kiosk: a terminal that any browser of this machine may become, by visiting /dev/kiosk."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, redirect

from app.core import clock
from app.core.access import public
from app.core.actor import Actor, ActorKind
from app.core.config import settings
from app.core.db import db
from app.core.links import hash_of
from app.dev.demo.places import AMIEIRA, id_of
from app.kiosk.models import Terminal, TerminalSession
from app.kiosk.permissions import TERMINAL_MAY

TOKEN = "demo-terminal"  # noqa: S105  opens the demo kiosk only, on a development machine only
NAME = "Quiosque do átrio dos Paços do Concelho"
bp = Blueprint("demo_kiosk", __name__)


def write_terminal() -> None:
    """An enrolled terminal and the session that TOKEN opens."""
    now = clock.now()
    db.session.add(Terminal(id=id_of(NAME), municipality_id=AMIEIRA, name=NAME, enrolled_at=now))
    db.session.flush()
    opened = {"ticket_until": now + timedelta(minutes=1), "token_hash": hash_of(TOKEN)}
    db.session.add(TerminalSession(municipality_id=AMIEIRA, terminal_id=id_of(NAME), **opened))


def terminal_actor(language: str) -> Actor:
    """The demo terminal while somebody speaks this language at it."""
    return Actor(
        kind=ActorKind.TERMINAL,
        id=id_of(NAME),
        language=language,
        municipality_id=AMIEIRA,
        grants={AMIEIRA: TERMINAL_MAY},
    )


@bp.get("/dev/kiosk")
@public
def become_kiosk() -> Response:
    secure = settings().secure_cookies
    response = current_app.make_response(redirect("/kiosk/", 303))
    name = "__Host-terminal" if secure else "terminal"
    response.set_cookie(name, TOKEN, secure=secure, httponly=True, samesite="Strict")
    return response
