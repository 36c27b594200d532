"""The guided list of the installation, also as a file; beginning one, and the day of its launch."""

from collections.abc import Mapping
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.exports import Row, Sheet
from app.core.http import respond, see_other
from app.core.staff import staff_names
from app.network.blueprint import bp
from app.network.installation import timeline
from app.network.installation.catalogue import Group
from app.network.installation.forms import BeginForm, EditLaunchForm
from app.network.installation.operations.installation import begin, change_launch
from app.network.installation.overview import Overview, Standings, overview
from app.network.installation.permissions import READ, WRITE, may_see_names
from app.network.installation.queries.installation import (
    find_installation,
    get_installation,
    get_source,
    list_sources,
)
from app.network.installation.wording import GROUPS, STANDINGS
from app.network.queries import get_municipality, get_zone
from app.ui.conflict import show_both
from app.ui.listing import csv_answer, xlsx_answer

Names = Mapping[UUID, str]


@bp.get("/installation")
@requires(READ)
def installation() -> Response:
    found = _overview()
    origin = found.installation.copied_from if found else None
    return respond(
        "network/installation/installation.html",
        found=found,
        picture=timeline.picture(found) if found else None,
        names=_names(found),
        origin=get_municipality(origin).name if origin else "",
        may_write=g.actor.may(WRITE),
    )


def _overview() -> Overview | None:
    found = find_installation(g.actor)
    return overview(g.actor, found, clock.today(get_zone(found.municipality_id))) if found else None


def _names(found: Overview | None) -> Names:
    """Who sees to what, for whoever may read it."""
    if found is None or not may_see_names(g.actor, found.installation.municipality_id):
        return {}
    return staff_names(each.step.owner_id for each in found.steps)


@bp.route("/installation/new", methods=["GET", "POST"])
@requires(WRITE)
def begin_installation() -> Response:
    form = BeginForm()
    if not form.is_submitted() and find_installation(g.actor):
        return see_other("network.installation")
    form.offer([(each.id, name) for each, name in list_sources(g.actor)])
    if form.validate_on_submit():
        source = get_source(g.actor, form.source) if form.source else None
        begin(
            g.actor,
            installation_id=form.new_id,
            municipality_id=form.drawn_in,
            launch_on=form.day,
            source=source,
        )
        flash(_("The installation has begun. Say of each step who sees to it and until when."), "good")
        return see_other("network.installation")
    return respond("network/installation/begin.html", status=form.status, form=form)


@bp.route("/installation/launch", methods=["GET", "POST"])
@requires(WRITE)
def edit_launch() -> Response:
    found = get_installation(g.actor)
    form = EditLaunchForm(obj=found)
    if form.validate_on_submit():
        try:
            change_launch(g.actor, installation=found, version=form.version.data, launch_on=form.day)
        except StaleRecord:
            show_both(form, EditLaunchForm(obj=found))
        else:
            flash(_("The day of the launch was changed. The days of the steps are as they were."), "good")
            return see_other("network.installation")
    return respond("network/installation/launch.html", status=form.status, form=form)


@bp.get("/installation.csv")
@requires(READ)
def installation_csv() -> Response:
    return csv_answer(_name(), _header(), _rows())


@bp.get("/installation.xlsx")
@requires(READ)
def installation_xlsx() -> Response:
    return xlsx_answer(_name(), Sheet(_("Installation"), _header(), _rows()))


def _name() -> str:
    return _("installation-%(day)s", day=clock.today(get_zone(g.actor.here())).isoformat())


def _header() -> list[str]:
    return [
        _("Group"),
        _("Step"),
        _("State"),
        _("Concluded"),
        _("Points to"),
        _("Seen to by"),
        _("From"),
        _("Until"),
        _("Budget in euros"),
        _("Hours of staff lent"),
        _("Note"),
    ]


def _rows() -> list[Row]:
    found = _overview()
    names = _names(found)
    groups = found.groups.items() if found else ()
    return [_row(group, each, names) for group, some in groups for each in some]


def _row(group: Group, each: Standings, names: Names) -> Row:
    step = each.step
    return (
        str(GROUPS[group]),
        str(each.known),
        str(STANDINGS[each.standing]),
        each.done,
        each.there,
        names.get(step.owner_id, "") if step.owner_id else "",
        step.starts_on,
        step.due_on,
        step.cents / 100 if step.cents is not None else None,
        step.hours,
        step.set_aside_why or step.note,
    )
