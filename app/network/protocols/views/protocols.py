"""The list of protocols, one protocol, a new one, a change."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.access import requires
from app.core.actor import Actor
from app.core.errors import StaleRecord
from app.core.exports import Cell
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_in, staff_names
from app.network.blueprint import bp
from app.network.parties.queries import list_organisations
from app.network.protocols.forms.protocols import (
    EditProtocolForm,
    NewProtocolForm,
    ProtocolFilters,
    answers,
)
from app.network.protocols.models import Protocol, Renewal
from app.network.protocols.operations.decisions import is_renewable, may_take_ending_back
from app.network.protocols.operations.protocols import create_protocol, edit_protocol
from app.network.protocols.permissions import may_note, may_see_names, may_write
from app.network.protocols.queries import protocols as queries
from app.network.protocols.queries.protocols import BY_TITLE, SORTS, Filters
from app.network.protocols.queries.resting import what_rests
from app.network.protocols.signing import lacking
from app.network.protocols.states import PROTOCOL
from app.network.protocols.term import runs_until, standing
from app.network.protocols.wording import INSTRUMENTS, STANDINGS
from app.network.queries import get_zone
from app.ui.conflict import show_both
from app.ui.list_files import Contents, ListFile, answer
from app.ui.listing import Listing, read_listing
from app.ui.long_files import Args, offer

READ, WRITE = Permission.PARTNERSHIP_OWN, Permission.PARTNERSHIP_WRITE
HEADINGS = (
    lazy_gettext("Title"),
    lazy_gettext("Instrument"),
    lazy_gettext("Number"),
    lazy_gettext("Parties"),
    lazy_gettext("State"),
    lazy_gettext("Signed on"),
    lazy_gettext("First day"),
    lazy_gettext("Last day"),
    lazy_gettext("Looked after by"),
)


@bp.get("/protocols")
@requires(READ)
def protocols() -> Response:
    asked, filters = _asked(g.actor, request.args)
    today = clock.today(get_zone(g.actor.here()))
    page = queries.protocols_page(g.actor, filters, today, after=asked.after, sort=asked.sort)
    return respond(
        "network/protocols/protocols.html",
        status=asked.status,
        listing=asked,
        page=page,
        parties=queries.parties_of(each.id for each in page.items),
        standings={each.id: standing(each, today) for each in page.items},
        ends={each.id: runs_until(each, today) for each in page.items},
        may_write=g.actor.may(WRITE),
    )


@bp.get("/protocols.csv")
@requires(READ)
def protocols_csv() -> Response:
    return answer(PROTOCOLS, "csv")


@bp.get("/protocols.xlsx")
@requires(READ)
def protocols_xlsx() -> Response:
    return answer(PROTOCOLS, "xlsx")


def _asked(actor: Actor, args: MultiDict[str, str]) -> tuple[Listing, Filters]:
    form = ProtocolFilters(args)
    form.offer(list_organisations(actor.here()), staff_in(actor.here()))
    asked = read_listing(form, sorts=SORTS, by=BY_TITLE, args=args)
    return asked, Filters(**asked.values)


def _read(actor: Actor, args: Args) -> Contents:
    asked, filters = _asked(actor, args)
    asked.demand_valid()
    today = clock.today(get_zone(actor.here()))
    rows = queries.protocols_to_export(actor, filters, today, asked.sort)
    return Contents("protocolos", [str(each) for each in HEADINGS], rows, _cells)


def _cells(rows: Sequence[Any]) -> list[list[Cell]]:
    found: list[Protocol] = [protocol for (protocol,) in rows]
    parties = queries.parties_of(each.id for each in found)
    names = staff_names(each.owner_id for each in found)
    return [_row(each, ", ".join(parties.get(each.id, ())), names) for each in found]


def _row(protocol: Protocol, parties: str, names: Any) -> list[Cell]:
    today = queries.today_at(protocol)
    return [
        protocol.title,
        str(INSTRUMENTS[protocol.instrument]),  # type: ignore[index]  # its word is the member
        protocol.number,
        parties,
        str(STANDINGS[standing(protocol, today)]),
        protocol.signed_on,
        protocol.starts_on,
        runs_until(protocol, today),
        names.get(protocol.owner_id, ""),
    ]


PROTOCOLS = ListFile("protocols.file", READ, lazy_gettext("List of protocols"), _read)
offer(PROTOCOLS)


@bp.get("/protocols/new")
@bp.post("/protocols", endpoint="create_protocol")
@requires(WRITE)
def new_protocol() -> Response:
    form = NewProtocolForm(data={"owner_id": g.actor.id, "renewal": Renewal.BY_ACT.value})
    form.offer(staff_in(g.actor.here()))
    if form.validate_on_submit() and (terms := form.terms):
        made = create_protocol(
            g.actor,
            protocol_id=form.new_id,
            municipality_id=form.drawn_in,
            heading=form.heading,
            terms=terms,
        )
        flash(_("The protocol was added as a draft. Now say who takes part."), "good")
        return see_other("network.protocol", protocol_id=made.id)
    return respond("network/protocols/protocol_form.html", status=form.status, form=form, protocol=None)


@bp.get("/protocols/<uuid:protocol_id>")
@requires(READ)
def protocol(protocol_id: UUID) -> Response:
    found = queries.get_protocol(g.actor, protocol_id)
    today = queries.today_at(found)
    history = queries.history_of(found)
    writes = may_write(g.actor, found)
    staff = {found.owner_id, *(each.actor_id for each in history)}
    staff |= {each.owner_id for each in found.obligations} | {each.created_by for each in found.renewals}
    return respond(
        "network/protocols/protocol.html",
        protocol=found,
        standing=standing(found, today),
        until=runs_until(found, today),
        today=today,
        sides={each.id: each for each in found.parties},
        lacking=lacking(found) if found.is_draft else None,
        resting=what_rests(g.actor, found),
        history=history,
        states=PROTOCOL,
        names=staff_names(staff),
        may_write=writes,
        may_see_names=may_see_names(g.actor, found),
        may_renew=writes and is_renewable(found),
        may_resume=writes and may_take_ending_back(g.actor, found, history),
        notable={each.id for each in found.obligations if may_note(g.actor, found, each)},
    )


@bp.route("/protocols/<uuid:protocol_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_protocol_page(protocol_id: UUID) -> Response:
    found = queries.get_to_change(g.actor, protocol_id)
    form = _edit_form(found)
    if form.validate_on_submit():
        try:
            edit_protocol(
                g.actor, protocol=found, version=form.version.data, heading=form.heading, terms=form.terms
            )
        except StaleRecord:
            show_both(form, _edit_form(found))
        else:
            flash(_("The protocol was changed."), "good")
            return see_other("network.protocol", protocol_id=protocol_id)
    return respond("network/protocols/protocol_form.html", status=form.status, form=form, protocol=found)


def _edit_form(protocol: Protocol) -> EditProtocolForm:
    form = EditProtocolForm(data=answers(protocol))
    serving = staff_in(protocol.municipality_id)
    gone = [protocol.owner_id] if protocol.owner_id not in serving else []
    form.offer({**serving, **staff_names(gone)})
    if not protocol.is_draft:
        form.keep_terms()
    return form
