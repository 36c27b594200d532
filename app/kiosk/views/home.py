"""The first screens: which language, what one can do here."""

from flask import Response, current_app, g, redirect, render_template, request
from flask_babel import lazy_gettext as _l

from app.core import clock, i18n
from app.core.access import kiosk
from app.core.errors import NotFound
from app.directory.slots.queries import slots_now_and_next
from app.kiosk import doors, queries
from app.kiosk.blueprint import bp
from app.kiosk.operations import visits as operations
from app.kiosk.presence import back, presence, today, visit

CHOOSE = _l("Choose your language")
HAVE = _l("I have a code")
UNANSWERED = _l("We are sorry: nobody could come.")


@bp.get("/")
@kiosk
def home() -> str:
    """The languages while nobody is there, with the way to go on to; what works here once somebody is."""
    found = presence()
    if found.visit is None:
        return render_template(
            "kiosk/welcome.html",
            languages=i18n.offered("kiosk"),
            choose=CHOOSE,
            have=HAVE,
            back=back(),
            sorry=UNANSWERED if "unanswered" in request.args else None,
        )
    own = found.inventory
    return render_template(
        "kiosk/home.html",
        inventory=own,
        doors=doors.find_doors(g.actor, own.id if own else None, today(), found.directory),
        slots=slots_now_and_next(g.actor, clock.now(), found.directory),
    )


@bp.get("/languages")
@kiosk
def languages() -> str:
    visit()
    return render_template("kiosk/languages.html", languages=i18n.offered("kiosk"), back=back())


@bp.post("/visit")
@kiosk
def choose_language() -> Response:
    chosen = request.form.get("language", "")
    if chosen not in {each.code for each in i18n.offered("kiosk")}:
        raise NotFound
    found = presence()
    row = queries.find_visit(found)
    operations.choose_language(g.actor, terminal=found.terminal, visit=row, language=chosen)
    return current_app.make_response(redirect(back(), 303))
