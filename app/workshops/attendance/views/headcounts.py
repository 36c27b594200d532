"""People counted in a session without being registered."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.forms import VersionedForm
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.ui.conflict import show_both
from app.ui.fields import IntegerField
from app.workshops.attendance.operations import headcounts as operations
from app.workshops.attendance.queries.session_record import heads_of
from app.workshops.blueprint import bp
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session_to_count
from app.workshops.planning.wording import TARGET_GROUPS, group_name

EVERYBODY_ELSE = "others"


@bp.route("/workshops/sessions/<uuid:workshop_session_id>/heads", methods=["GET", "POST"])
@requires(Permission.HEADCOUNT_WRITE)
def count_heads(workshop_session_id: UUID) -> Response:
    session = get_session_to_count(g.actor, workshop_session_id)
    form = _form(session)
    if form.validate_on_submit():
        counted = {_group(name): number or 0 for name, number in form.values.items()}
        try:
            operations.count_heads(g.actor, session=session, version=form.version.data, heads=counted)
        except StaleRecord:
            show_both(form, _form(session))
        else:
            flash(_("The count was kept."), "good")
            return see_other("workshops.show", workshop_id=session.workshop_id)
    first = len(session.workshop.groups) + 1
    boxes = [form[name] for name in form.values]
    return respond(
        "workshops/attendance/heads.html",
        status=form.status,
        session=session,
        form=form,
        main=boxes[:first],
        more=boxes[first:],
        names=staff_names([session.heads_by]),
    )


def _form(session: Session) -> Any:
    """One box a group: those the series is for first."""
    aimed_at = [each.group for each in session.workshop.groups]
    order = [*aimed_at, EVERYBODY_ELSE, *(group for group in TARGET_GROUPS if group not in aimed_at)]
    fields = {name: IntegerField(group_name(_group(name)), most=9_999) for name in order}
    made = type("HeadsForm", (VersionedForm,), fields)
    counted = heads_of(session.id)
    return made(data={name: counted.get(_group(name)) for name in order} | {"version": session.version})


def _group(name: str) -> str:
    return "" if name == EVERYBODY_ELSE else name
