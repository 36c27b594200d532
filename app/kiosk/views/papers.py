"""Paper to take along: an A4 sheet and an 80 mm slip, in the person's language beside Portuguese."""

from flask import Response, current_app, render_template

from app.core import i18n
from app.core.access import kiosk
from app.core.unit_of_work import let_go
from app.kiosk.blueprint import bp
from app.kiosk.presence import inventory, own, saved_code, visit
from app.skills import sheet as sheets
from app.skills.sheet import Sheet


@bp.get("/code/sheet")
@kiosk
def sheet() -> str:
    return render_template("kiosk/sheet.html", sheet=_sheet())


@bp.get("/code/slip")
@kiosk
def slip() -> str:
    saved_code()
    return render_template("kiosk/slip.html", sheet=_sheet())


@bp.get("/code/sheet.pdf")
@kiosk
def sheet_pdf() -> Response:
    """A download, never shown inside the screen: a viewer would have neither "leave" nor an end."""
    data = _sheet()
    let_go()
    response = current_app.make_response(sheets.render(data))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = 'attachment; filename="autonomus.pdf"'
    return response


def _sheet() -> Sheet:
    """With the code, until the office has received the list."""
    code = saved_code() if own().may_change else None
    return sheets.sheet_data(inventory(), languages=[visit().language, i18n.MAIN], code=code)
