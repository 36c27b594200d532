"""Every component in its variants, for looking at and for axe: /dev/gallery?language=ar&text=large."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core import i18n
from app.core.access import public
from app.core.forms import Form
from app.core.paging import Page
from app.core.vocabulary import read_file
from app.ui import choice_fields, fields
from app.ui.error_pages import answer

bp = Blueprint("gallery", "app.dev", template_folder="templates", url_prefix="/dev/gallery")
PAGES = ("office", "fields", "kiosk", "kiosk_home", "kiosk_question", "kiosk_code", "paper", "slip")
SAMPLES = read_file(Path(__file__).with_suffix(".toml"))
WAYS: list[str] = SAMPLES["ways"]


class SampleForm(Form):
    """One of each field."""

    name = fields.TextField(_("Name"), required=True, description=_("As the person wishes to be called."))
    email = fields.EmailField(_("E-mail"))
    phone = fields.PhoneField(_("Telephone"), render_kw={"autocomplete": "off"})
    password = fields.PasswordField(_("Password"), render_kw={"autocomplete": "new-password"})
    code = fields.CodeField(_("Code"), description="427 180 936")
    year = fields.YearField(_("Year of birth"))
    day = choice_fields.DateField(_("Day"), description="27 3 1984")
    parish = choice_fields.SelectField(
        _("Parish"),
        choices=[SelectChoice("", "—"), SelectChoice("a", "Alcoutim"), SelectChoice("b", "Vaqueiros")],
    )
    way = choice_fields.RadiosField(
        _("How often?"),
        required=True,
        choices=[SelectChoice(str(at), word) for at, word in enumerate(WAYS)],
    )
    languages = choice_fields.CheckboxesField(
        _("Languages"), choices=[SelectChoice("pt", "português"), SelectChoice("uk", "українська")]
    )
    agreed = fields.CheckboxField(_("I have read this to the person"), required=True)
    notes = fields.LongTextField(_("Notes"), description=_("Nothing about health, justice or papers."))


@bp.before_request
def speak() -> None:
    i18n.use(request.args.get("language", i18n.MAIN))


@bp.get("/")
@bp.get("/<page>")
@public
def gallery(page: str = "office") -> Response:
    if page not in PAGES:
        abort(404)
    return make_response(render_template(f"dev/gallery_{page}.html", **_context()))


@bp.post("/fields")
@public
def submit() -> Response:
    form = SampleForm()
    form.validate()
    return make_response(render_template("dev/gallery_fields.html", **(_context() | {"form": form})), 422)


@bp.get("/part")
@public
def part() -> Response:
    """What the htmx example fetches; as a page when JavaScript is off."""
    return make_response(render_template("dev/_gallery_part.html"))


@bp.get("/trouble/<int:status>")
@public
def trouble(status: int) -> Response:
    return answer(status)


def _context() -> dict[str, Any]:
    chosen = request.args
    switched = {name: name in chosen for name in ("contrast", "lower")}
    return {
        **SAMPLES,
        "form": SampleForm(),
        "aids": {"text": chosen.get("text", "normal"), "speech": False, **switched},
        "now": datetime(2026, 3, 3, 14, 30, tzinfo=UTC),
        "languages": i18n.offered("kiosk"),
        "page": Page([], "newer", "older", 312),
    }
