"""Paper to take along: an A4 sheet and an 80 mm slip, in the person's language beside Portuguese."""

from base64 import b64encode

from flask import render_template

from app.core import i18n
from app.core.access import kiosk
from app.core.unit_of_work import let_go
from app.kiosk.blueprint import bp
from app.kiosk.presence import inventory, own, saved_code, visit
from app.skills import sheet as sheets
from app.skills.codes import ClaimCode
from app.skills.sheet import Sheet


@bp.get("/code/sheet")
@kiosk
def sheet() -> str:
    """The pages of the PDF as pictures inside the screen: no file is left on a machine for everybody."""
    code = _code()
    data = _sheet(code)
    let_go()
    pages = [f"data:image/svg+xml;base64,{b64encode(each).decode()}" for each in sheets.pages(data)]
    return render_template("kiosk/sheet.html", pages=pages, code=code)


@bp.get("/code/slip")
@kiosk
def slip() -> str:
    return render_template("kiosk/slip.html", sheet=_sheet(saved_code()))


def _code() -> ClaimCode | None:
    """Until the office has received the list."""
    return saved_code() if own().may_change else None


def _sheet(code: ClaimCode | None) -> Sheet:
    return sheets.sheet_data(inventory(), languages=[visit().language, i18n.MAIN], code=code)
