"""The catalogue of what initiatives sell or do, and whom they look for: for everybody, without signing in."""

from typing import Any

from flask import Response, jsonify, request

from app.core import i18n
from app.core.access import public
from app.core.errors import existing
from app.core.http import public_address, respond
from app.core.text import tidy
from app.core.texts import Text
from app.directory.index.answers import PublicEntry
from app.initiatives.blueprint import bp
from app.initiatives.catalogue.card import INITIATIVE
from app.initiatives.catalogue.queries.public import list_public
from app.network.models import Municipality
from app.network.queries import find_municipality_by_code


@bp.get("/initiatives/public")
@public
def public_initiatives() -> Response:
    return _page("initiatives/catalogue/public.html")


@bp.get("/initiatives/public/paper")
@public
def public_paper() -> Response:
    """The same to be printed and hung up, each with its square to be read by a telephone."""
    return _page("initiatives/catalogue/paper.html")


@bp.get("/initiatives/public.json")
@public
def public_json() -> Response:
    """The same for another page; words say in which language they are."""
    language = _language()
    where = [
        {
            "code": place.municipality.code,
            "name": place.municipality.name,
            "initiatives": [_as_json(each, language) for each in place.entries],
        }
        for place in list_public(language, _municipality())
    ]
    return jsonify({"language": language, "municipalities": where})


def _page(template: str) -> Response:
    language = _language()
    return respond(
        template,
        places=list_public(language, _municipality()),
        languages=i18n.offered("kiosk"),
        narrowed_to=_code() or None,
        address_of=lambda entry: _address(entry, language),
    )


def _municipality() -> Municipality | None:
    """That of the address, by its code; NotFound for one that is none."""
    code = _code()
    return existing(find_municipality_by_code(code)) if code else None


def _code() -> str:
    return tidy(request.args.get("municipality", ""))


def _language() -> str:
    """That of the address, where the kiosk speaks it; else the reader's own."""
    asked = request.args.get("language", "")
    if asked in {each.code for each in i18n.offered("kiosk")}:
        i18n.use(asked)
    return i18n.current().code


def _address(entry: PublicEntry, language: str) -> str:
    return public_address("carried.entry", kind=INITIATIVE, public_id=entry.id, language=language)


def _as_json(entry: PublicEntry, language: str) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "name": _words(entry.name),
        "kind": entry.provider,
        "offers": _words(entry.description),
        "seeks": _words(entry.seeks),
        "wanted": _words(entry.wanted),
        "place": entry.address,
        "phone": entry.phone,
        "email": entry.email,
        "url": entry.url,
        "page": _address(entry, language),
    }


def _words(text: Text) -> dict[str, str] | None:
    return {"text": text.value, "language": text.lang} if text else None
