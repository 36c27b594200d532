"""Who is behind a request: Flask-Login's cookie holds an opaque token, our row says what it is worth."""

from dataclasses import dataclass
from typing import Any

from flask import g, request, session, url_for
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user

from app.accounts import queries
from app.accounts.blueprint import bp
from app.accounts.browser import keep_known
from app.accounts.models import Staff, StaffSession
from app.accounts.operations.sessions import SEEN_EVERY, known_browser, mark_seen
from app.core import clock, i18n, unit_of_work
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import NotSignedIn
from app.core.http import htmx
from app.network.queries import know_zones

login_manager = LoginManager()
bp.record_once(lambda state: login_manager.init_app(state.app, add_context_processor=False))
# Rows, limits and revocation are our own.
login_manager.session_protection = None  # type: ignore[assignment]


@dataclass(eq=False)
class Browser(UserMixin):
    """What Flask-Login keeps: the token in the cookie, and our session behind it."""

    token: str
    session: queries.SeenSession

    def get_id(self) -> str:
        return self.token


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load(token: str) -> Browser | None:
    """The browser of a token; None when its session is over."""
    found = queries.find_session(token)
    return Browser(token, found) if found else None


def enter(token: str) -> None:
    """Begin with an empty cookie and a new token, so that nothing of before the sign-in is worth anything."""
    session.clear()
    login_user(load(token))
    become_known()


def become_known() -> None:
    """Let this browser keep that its person has signed in here, by their present password."""
    keep_known(known_browser(db.session.get_one(Staff, _seen().staff_id)))


def find_browser() -> Browser | None:
    """The signed-in browser behind this request, on public pages too."""
    user: Any = current_user
    return user if user.is_authenticated else None


def own_session() -> StaffSession:
    """The row of this browser's session, to be changed; raises NotSignedIn."""
    return db.session.get_one(StaffSession, _seen().id)


def _seen() -> queries.SeenSession:
    browser = find_browser()
    if browser is None:
        raise NotSignedIn
    return browser.session


def resolve_staff() -> Actor:
    """The signed-in member of staff; raises NotSignedIn."""
    current = _seen()
    signed = queries.signed_by(current)
    actor = signed.actor
    g.municipalities = signed.municipalities
    zones = {each.id: each.zone for each in signed.municipalities}
    know_zones(zones)
    g.zone = zones[actor.municipality_id] if actor.municipality_id else clock.MAINLAND
    i18n.use(actor.language)
    if _is_activity() and clock.now() - current.seen_at >= SEEN_EVERY:
        session_id = current.id
        unit_of_work.if_possible(lambda: mark_seen(session_id))
    return actor


def _is_activity() -> bool:
    """Parts that a page fetches by itself, and pages that reload themselves (?refresh), are nobody's hand."""
    if unit_of_work.writes():
        return True
    return "refresh" not in request.args and not (htmx and not htmx.boosted)


def header() -> dict[str, Any]:
    """The municipality and the account in the header of the office's pages."""
    actor: Actor | None = g.get("actor")
    if actor is None or actor.kind is not ActorKind.STAFF:
        return {}
    served = [
        {"id": each.id, "name": each.name, "is_current": each.id == actor.municipality_id}
        for each in g.get("municipalities", ())
    ]
    links = (
        {"label": _("My account"), "url": url_for("accounts.edit_account"), "icon": "settings"},
        {"label": _("Where I am signed in"), "url": url_for("accounts.show_sessions"), "icon": "monitor"},
    )
    return {
        "municipalities": served,
        "municipality_url": url_for("accounts.switch_municipality"),
        "account": {"name": actor.name, "links": links, "sign_out_url": url_for("accounts.sign_out")},
    }
