"""The first screens: which language, what one can do here."""

from flask import Response, current_app, g, redirect, render_template, request
from flask_babel import lazy_gettext as _l

from app.core import i18n
from app.core.access import kiosk
from app.core.errors import NotFound
from app.kiosk import deck, queries, services
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import back, presence, visit
from app.skills import queries as skills

CHOOSE = _l("Choose your language")


@bp.get("/")
@kiosk
def home() -> str:
    """The languages while nobody is there; what works here once somebody is."""
    found = presence()
    if found.visit is None:
        return render_template("kiosk/welcome.html", languages=i18n.offered("kiosk"), choose=CHOOSE)
    answers = skills.answers_in(found.inventory.id) if found.inventory else []
    count = sum(deck.is_counted(answer) for answer in answers)
    return render_template("kiosk/home.html", inventory=found.inventory, count=count)


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
    services.choose_language(g.actor, terminal=found.terminal, visit=row, language=chosen)
    return current_app.make_response(redirect(back(), 303))
