"""One entry of the directory: to read, to print, to carry along; and who attends today."""

from dataclasses import dataclass
from uuid import UUID

from flask import g, render_template, request

from app.core import clock, i18n
from app.core.access import kiosk
from app.core.http import public_address
from app.core.papers.speaker import Speaker
from app.directory.index.answers import PublicEntry
from app.directory.index.queries import get_public
from app.directory.slots.queries import slots_now_and_next
from app.kiosk import doors
from app.kiosk.blueprint import bp
from app.kiosk.facts import Line, lines_of
from app.kiosk.presence import back, presence, visit
from app.network.desk import on_paper


@dataclass(frozen=True, slots=True)
class Said:
    """An entry in one language, with its lines."""

    language: i18n.Language
    entry: PublicEntry
    lines: list[Line]


@bp.get("/there/<kind>/<uuid:public_id>")
@kiosk
def shown(kind: str, public_id: UUID) -> str:
    said = in_languages(kind, public_id)
    return render_template(
        "kiosk/shown.html",
        said=said[0],
        main=said[-1].entry,
        address=address_of(kind, public_id),
        back=back() if "back" in request.args else None,
    )


@bp.get("/there/<kind>/<uuid:public_id>/sheet")
@kiosk
def shown_sheet(kind: str, public_id: UUID) -> str:
    """An A4 sheet, in the visitor's language beside Portuguese."""
    return _paper("kiosk/shown_sheet.html", kind, public_id)


@bp.get("/there/<kind>/<uuid:public_id>/slip")
@kiosk
def shown_slip(kind: str, public_id: UUID) -> str:
    """The same on 80 mm, with the address as a QR code."""
    return _paper("kiosk/shown_slip.html", kind, public_id)


@bp.get("/today")
@kiosk
def attending() -> str:
    """Who is here for whoever comes: now, later today, and on the next day somebody is."""
    visit()
    slots = slots_now_and_next(g.actor, clock.now(), presence().directory)
    now = {each.id for each in slots.now}
    rest = [each for each in slots.today if each.id not in now and each.ends > clock.now()]
    following = [each for each in slots.next if each not in slots.today]
    return render_template("kiosk/attending.html", now=slots.now, later=rest, following=following)


def in_languages(kind: str, public_id: UUID) -> list[Said]:
    """The entry in the visitor's language, then in Portuguese; once where both are one."""
    doors.check_kind(kind)
    return [_said(kind, public_id, code) for code in dict.fromkeys((visit().language, i18n.MAIN))]


def _said(kind: str, public_id: UUID, code: str) -> Said:
    entry = get_public(g.actor, kind, public_id, languages=[code, i18n.MAIN])
    return Said(i18n.language(code), entry, lines_of(entry, code))


def address_of(kind: str, public_id: UUID) -> str:
    """Where a telephone finds the entry, in the visitor's language."""
    return public_address("carried.entry", kind=kind, public_id=public_id, language=visit().language)


def _paper(template: str, kind: str, public_id: UUID) -> str:
    return render_template(
        template,
        said=in_languages(kind, public_id),
        address=address_of(kind, public_id),
        on_paper=on_paper(presence().desk, Speaker(visit().language, i18n.MAIN)),
        kind=kind,
        public_id=public_id,
    )
