"""The call list of a day: whom to remind by voice, on the screen and on paper."""

from datetime import date, timedelta
from itertools import groupby

from flask import Response, flash, g, render_template, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.wording import CONTACT_KINDS
from app.workshops.enrolment_words import name_of
from app.workshops.forms.enrolments import DayForm
from app.workshops.queries.enrolments import Placed
from app.workshops.queries.reminders import Call, call_list
from app.workshops.services.reminders import note_calls, open_call_list
from app.workshops.views.blueprint import bp


@bp.get("/call-list")
@requires(Permission.ENROLMENT_WRITE)
def calls() -> Response:
    on = _day()
    form = DayForm(data={"on": on}, meta={"csrf": False})
    sessions = [list(found) for _id, found in groupby(call_list(g.actor, on), lambda call: call.session.id)]
    return respond("workshops/calls.html", sessions=sessions, on=on, form=form, name_of=_name)


@bp.post("/call-list/opening")
@requires(Permission.CONTACT_READ)
def open_calls() -> str:
    """The list with its telephones as the answer itself, made for paper; the opening is kept."""
    g.actor.demand(Permission.ENROLMENT_WRITE)
    on = _day()
    opened = groupby(open_call_list(g.actor, on=on), lambda each: each[0].session.id)
    sessions = [list(found) for _id, found in opened]
    return render_template(
        "workshops/call_sheet.html", sessions=sessions, on=on, name_of=_name, kinds=CONTACT_KINDS
    )


@bp.post("/call-list")
@requires(Permission.ENROLMENT_WRITE)
def note_called() -> Response:
    on = _day()
    note_calls(g.actor, on=on, called=set(request.form.getlist("called")))
    flash(_("Noted."), "good")
    return see_other("workshops.calls", on=on.isoformat())


def _name(call: Call) -> str:
    return name_of(Placed(call.enrolment, call.person))


def _day() -> date:
    """The day of the address or of the form (one ISO value or three boxes); tomorrow without one."""
    sent = request.values.getlist("on")
    try:
        if len(sent) == 1:
            return date.fromisoformat(sent[0])
        day, month, year = (int(part) for part in sent)
        return date(year, month, day)
    except ValueError:
        return clock.today(get_zone(g.actor.here())) + timedelta(days=1)
