"""All decisions until they are done: the list, as files too, and what became of each."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import clock
from app.core.access import requires, signed_in
from app.core.actor import Actor
from app.core.errors import Forbidden, StaleRecord
from app.core.exports import Row
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_names
from app.network.blueprint import bp
from app.network.meetings.forms.meetings import DecisionFilterForm
from app.network.meetings.forms.records import CloseForm
from app.network.meetings.models.record import Resolution
from app.network.meetings.operations import resolutions as operations
from app.network.meetings.permissions import may_close, may_name
from app.network.meetings.queries import decisions as queries
from app.network.meetings.queries.meetings import list_bodies
from app.network.meetings.queries.records import get_resolution
from app.network.meetings.wording import votes_in_words
from app.network.parties.queries import organisation_names
from app.network.queries import get_zone
from app.ui.conflict import show_both
from app.ui.list_files import Contents, ListFile, answer
from app.ui.listing import Listing, read_listing
from app.ui.long_files import Args, offer


@bp.route("/meetings/decisions/<uuid:resolution_id>/closing", methods=["GET", "POST"])
@signed_in
def close_resolution(resolution_id: UUID) -> Response:
    """For who prepares meetings, and for whose it is."""
    resolution = get_resolution(g.actor, resolution_id)
    if not may_close(g.actor, resolution):
        raise Forbidden
    form = _close_form(resolution)
    if form.validate_on_submit():
        try:
            operations.close_resolution(
                g.actor,
                resolution=resolution,
                version=form.version.data,
                on=form.day,
                how=form.how.data,
            )
        except StaleRecord:
            show_both(form, _close_form(resolution))
        else:
            flash(_("The decision is done. It does not come back."), "good")
            return see_other("network.decisions")
    return respond(
        "network/meetings/close.html",
        status=form.status,
        form=form,
        meeting=resolution.meeting,
        resolution=resolution,
    )


def _close_form(resolution: Resolution) -> CloseForm:
    on = resolution.closed_on or clock.today(get_zone(resolution.municipality_id))
    return CloseForm(data={"on": on, "how": resolution.closed_how, "version": resolution.version})


@bp.post("/meetings/decisions/<uuid:resolution_id>/reopening")
@signed_in
def reopen_resolution(resolution_id: UUID) -> Response:
    resolution = get_resolution(g.actor, resolution_id, to_change=True)
    operations.reopen_resolution(g.actor, resolution=resolution)
    flash(_("The decision comes back until it is done."), "good")
    return see_other("network.decisions")


@bp.get("/meetings/decisions")
@signed_in
def decisions() -> Response:
    asked = _asked(g.actor, request.args)
    filters = _filters(g.actor, asked)
    page = queries.decisions_page(g.actor, filters, asked.after, sort=asked.sort)
    bodies = [each.meeting.body_id for each in page.items]
    return respond(
        "network/meetings/decisions.html",
        status=asked.status,
        listing=asked,
        page=page,
        today=filters.today,
        names=organisation_names([*bodies, *(each.owner_party_id for each in page.items)]),
        staff=staff_names(each.owner_staff_id for each in page.items),
        may_close=lambda each: may_close(g.actor, each),
        may_name=lambda each: may_name(g.actor, each.meeting),
        may_take=g.actor.may(Permission.PARTNERSHIP_CONTACT),
    )


def _asked(actor: Actor, args: Args) -> Listing:
    form = DecisionFilterForm(args)
    form.offer(list_bodies(actor.here()))
    return read_listing(form, sorts=queries.SORTS, by=queries.LATEST_FIRST, args=args)


def _filters(actor: Actor, asked: Listing) -> queries.DecisionFilters:
    values = {**asked.values, "mine": bool(asked["mine"])}
    return queries.DecisionFilters(today=clock.today(get_zone(actor.here())), **values)


def _read(actor: Actor, args: Args) -> Contents:
    asked = _asked(actor, args)
    asked.demand_valid()

    def cells(some: Sequence[Any]) -> Iterator[Row]:
        found: list[Resolution] = [row[0] for row in some]
        parties = organisation_names(
            party for each in found for party in (each.meeting.body_id, each.owner_party_id)
        )
        staff = staff_names(each.owner_staff_id for each in found)
        for each in found:
            yield (
                each.meeting.on,
                parties.get(each.meeting.body_id, "") if each.meeting.body_id else "",
                each.meeting.title,
                each.words,
                votes_in_words(each),
                parties.get(each.owner_party_id, "") if each.owner_party_id else "",
                staff.get(each.owner_staff_id, "") if each.owner_staff_id else "",
                each.due_on,
                each.closed_on,
                each.closed_how,
            )

    header = [
        _("Day"),
        _("Body"),
        _("Meeting"),
        _("What was resolved"),
        _("Votes"),
        _("Organisation that carries it out"),
        _("Who looks after it here"),
        _("Until"),
        _("Done on"),
        _("What was done"),
    ]
    name = _("decisions-%(day)s", day=clock.today(get_zone(actor.here())).isoformat())
    return Contents(name, header, queries.all_decisions(actor, _filters(actor, asked)), cells)


DECISIONS = ListFile("decisions.file", Permission.PARTNERSHIP_CONTACT, _l("List of decisions"), _read)
offer(DECISIONS)


@bp.get("/meetings/decisions.csv")
@requires(Permission.PARTNERSHIP_CONTACT)
def decisions_csv() -> Response:
    return answer(DECISIONS, "csv")


@bp.get("/meetings/decisions.xlsx")
@requires(Permission.PARTNERSHIP_CONTACT)
def decisions_xlsx() -> Response:
    return answer(DECISIONS, "xlsx")
