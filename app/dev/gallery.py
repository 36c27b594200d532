"""Every component in its variants, for looking at and for axe: /dev/gallery?language=ar&text=large."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core import i18n
from app.core.access import public
from app.core.forms import Form
from app.core.paging import Page
from app.ui import choice_fields, fields
from app.ui.error_pages import answer

bp = Blueprint("gallery", "app.dev", template_folder="templates", url_prefix="/dev/gallery")
PAGES = ("office", "fields", "kiosk", "kiosk_home", "kiosk_question", "kiosk_code", "paper", "slip")
WAYS = ("Nunca", "Uma vez", "Às vezes", "Muitas vezes", "Todos os dias / há anos")


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
        _("How often?"), required=True, choices=[SelectChoice(str(at), word) for at, word in enumerate(WAYS)]
    )
    languages = choice_fields.CheckboxesField(
        _("Languages"), choices=[SelectChoice("pt", "português"), SelectChoice("uk", "українська")]
    )
    agreed = fields.CheckboxField(_("I have read this to the person"), required=True)
    notes = fields.LongTextField(_("Notes"), description=_("Nothing about health, justice or papers."))


@dataclass(frozen=True)
class Aids:
    """What the kiosk's layout reads of the visit."""

    text: str
    contrast: bool
    lower: bool
    speech: bool = False


@bp.before_request
def speak() -> None:
    """The language of the page is that of ?language=."""
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
    aids = Aids(chosen.get("text", "normal"), "contrast" in chosen, "lower" in chosen)
    municipalities = [
        {"id": "1", "name": "Alcoutim", "is_current": True},
        {"id": "2", "name": "Vila Real de Santo António", "is_current": False},
    ]
    names = (("Hoje", "house"), ("Pessoas", "users"), ("Códigos", "key-round"), ("Entidades", "building-2"))
    links = [{"label": "As minhas sessões", "url": "#sessions", "icon": "shield"}]
    return {
        "form": SampleForm(),
        "aids": aids,
        "now": datetime(2026, 3, 3, 14, 30, tzinfo=UTC),
        "languages": i18n.offered("kiosk"),
        "page": Page([], "newer", "older", 312),
        "ways": WAYS,
        "navigation": [
            {
                "label": name,
                "url": f"#{drawn}",
                "icon": drawn,
                "is_current": drawn == "users",
                "is_around": False,
            }
            for name, drawn in names
        ],
        "municipalities": municipalities,
        "municipality_url": "/dev/gallery/fields",
        "account": {"name": "Marta Palma", "links": links, "sign_out_url": "/dev/gallery/fields"},
        "search_url": "/dev/gallery/",
        "privacy_url": "#privacy",
        "accessibility_url": "#accessibility",
    }
