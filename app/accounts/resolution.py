"""Who is behind a request: Flask-Login's cookie holds an opaque token, our row says what it is worth."""

from dataclasses import dataclass
from typing import Any

from flask import Response, g, request, session, url_for
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user

from app.accounts import queries
from app.accounts.blueprint import bp
from app.accounts.browser import keep_known
from app.accounts.errors import FactorMissing
from app.accounts.models import Staff, StaffSession
from app.accounts.operations.sessions import SEEN_EVERY, Entry, known_browser, mark_seen
from app.accounts.provider import PROVIDED
from app.core import clock, i18n, unit_of_work
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import NotSignedIn
from app.core.http import go_to, htmx, local_path, see_other
from app.network.queries import know_zones

HALF = "half"
"""Where the cookie keeps what stands for the password that was shown."""
BEFORE_FACTOR = frozenset(
    f"accounts.{name}"
    for name in ("show_factors", "add_app", "add_passkey", "show_codes", "renew_codes", "confirm", "sign_out")
)
"""Where somebody may go whose role takes a second factor and who has none yet."""
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
    is_provided = session.get(PROVIDED)
    session.clear()
    if is_provided:
        session[PROVIDED] = True
    login_user(load(token))
    become_known()


def come_in(entry: Entry, target: str | None) -> Response:
    """Go on after a password: to the page that was wanted or, where there is one, to the second factor."""
    if entry.token:
        enter(entry.token)
        return go_to(target)
    session.clear()
    session[HALF] = entry.half
    return see_other("accounts.second_step", next=local_path(target))


def become_known() -> None:
    """Let this browser keep that its person has signed in here, by their present password."""
    keep_known(known_browser(db.session.get_one(Staff, seen_session().staff_id)))


def find_browser() -> Browser | None:
    """The signed-in browser behind this request, on public pages too."""
    user: Any = current_user
    return user if user.is_authenticated else None


def own_session() -> StaffSession:
    """The row of this browser's session, to be changed; raises NotSignedIn."""
    return db.session.get_one(StaffSession, seen_session().id)


def seen_session() -> queries.SeenSession:
    """This browser's session as it was when the request began; raises NotSignedIn."""
    browser = find_browser()
    if browser is None:
        raise NotSignedIn
    return browser.session


def resolve_staff() -> Actor:
    """The signed-in member of staff; raises NotSignedIn, FactorMissing."""
    current = seen_session()
    signed = queries.signed_by(current)
    actor = signed.actor
    g.municipalities = signed.municipalities
    zones = {each.id: each.zone for each in signed.municipalities}
    know_zones(zones)
    g.zone = zones[actor.municipality_id] if actor.municipality_id else clock.MAINLAND
    i18n.use(actor.language)
    g.lacks_factor = _lacks_factor(current, signed)
    if g.lacks_factor and request.endpoint not in BEFORE_FACTOR:
        raise FactorMissing
    if _is_activity() and clock.now() - current.seen_at >= SEEN_EVERY:
        session_id = current.id
        unit_of_work.if_possible(lambda: mark_seen(session_id))
    return actor


def _lacks_factor(current: queries.SeenSession, signed: queries.Signed) -> bool:
    """Whether a second factor has to come first. Who was signed in when it was decided works on until
    the session ends.
    """
    since = signed.needs_factor_since
    return since is not None and since <= current.created_at and not current.factor


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
        {"label": _("Second factor"), "url": url_for("accounts.show_factors"), "icon": "shield"},
        {"label": _("Where I am signed in"), "url": url_for("accounts.show_sessions"), "icon": "monitor"},
    )
    return {
        "municipalities": served,
        "municipality_url": url_for("accounts.switch_municipality"),
        "account": {"name": actor.name, "links": links, "sign_out_url": url_for("accounts.sign_out")},
    }
