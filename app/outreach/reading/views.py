"""The page that reads registrations off the screen of a device which cannot send them."""

from flask import Response, flash, g
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import requires
from app.core.headers import Power, allows
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.reading.forms import CodesForm
from app.outreach.reading.operations import Handed, hand_over


@bp.route("/reading", methods=["GET", "POST"])
@requires(Permission.OUTREACH_REGISTER)
@allows(Power.CAMERA)
def read_codes() -> Response:
    """The camera hands each over by itself (js/outreach/reading.js); the form does so for all at once."""
    form = CodesForm()
    if form.validate_on_submit():
        _say(hand_over(g.actor, envelopes=form.envelopes))
        return see_other("outreach.read_codes")
    return respond("outreach/reading/index.html", status=form.status, form=form)


def _say(handed: Handed) -> None:
    if handed.new:
        flash(
            ngettext(
                "%(num)s registration was received.", "%(num)s registrations were received.", handed.new
            ),
            "good",
        )
    if handed.known:
        flash(
            ngettext("%(num)s had been received before.", "%(num)s had been received before.", handed.known),
            "info",
        )
    if handed.refused:
        flash(
            _(
                "Not taken, for they belong to a municipality in which you register nobody: %(count)s.",
                count=handed.refused,
            ),
            "warning",
        )
