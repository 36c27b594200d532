"""The list of grants, one grant, a new one, a change of what was asked for."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from app.core.access import requires
from app.core.actor import Actor
from app.core.downloads import download
from app.core.errors import Forbidden, StaleRecord, existing
from app.core.exports import Cell
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_names
from app.network.blueprint import bp
from app.network.grants import operations, queries
from app.network.grants.forms import (
    EditRequestForm,
    GrantFilters,
    NewRequestForm,
    RequestForm,
    request_answers,
)
from app.network.grants.models import Grant, GrantState
from app.network.grants.permissions import may_read_words, may_write
from app.network.grants.queries import LATEST, SORTS, Filters
from app.network.grants.states import GRANT
from app.network.parties.queries import list_organisations
from app.network.protocols.queries.resting import NotItsProtocol
from app.ui.conflict import show_both
from app.ui.list_files import Contents, ListFile, answer
from app.ui.listing import Listing, read_listing
from app.ui.long_files import Args, offer

READ, WRITE = Permission.PARTNERSHIP_OWN, Permission.PARTNERSHIP_WRITE
HEADINGS = (
    lazy_gettext("Asked for by"),
    lazy_gettext("What it is for"),
    lazy_gettext("State"),
    lazy_gettext("Asked on"),
    lazy_gettext("Amount asked for"),
    lazy_gettext("Decided on"),
    lazy_gettext("Granted"),
    lazy_gettext("Paid"),
    lazy_gettext("Accounted for on"),
)


@bp.get("/grants")
@requires(READ)
def grants() -> Response:
    asked, filters = _asked(g.actor, request.args)
    return respond(
        "network/grants/grants.html",
        status=asked.status,
        listing=asked,
        page=queries.grants_page(g.actor, filters, after=asked.after, sort=asked.sort),
        years=queries.sums_by_year(g.actor, filters),
        may_write=g.actor.may(WRITE),
    )


@bp.get("/grants.csv")
@requires(READ)
def grants_csv() -> Response:
    return answer(GRANTS, "csv")


@bp.get("/grants.xlsx")
@requires(READ)
def grants_xlsx() -> Response:
    return answer(GRANTS, "xlsx")


def _asked(actor: Actor, args: MultiDict[str, str]) -> tuple[Listing, Filters]:
    form = GrantFilters(args)
    form.offer(list_organisations(actor.here()))
    asked = read_listing(form, sorts=SORTS, by=LATEST, args=args)
    return asked, Filters(q=asked["q"], state=asked["state"], party=asked["party"], year=asked["year"])


def _read(actor: Actor, args: Args) -> Contents:
    asked, filters = _asked(actor, args)
    asked.demand_valid()
    rows = queries.grants_to_export(actor, filters, asked.sort)
    return Contents("subsidios", [str(each) for each in HEADINGS], rows, _cells)


def _cells(rows: Sequence[Any]) -> list[list[Cell]]:
    return [_row(each) for (each,) in rows]


def _row(grant: Grant) -> list[Cell]:
    is_granted = grant.state in queries.DECIDED
    return [
        grant.party.name,
        grant.purpose,
        GRANT.name(grant.state),
        grant.asked_on,
        _euros(grant.asked_cents),
        grant.decided_on,
        _euros(grant.decided_cents) if is_granted and grant.decided_cents is not None else None,
        _euros(grant.paid_cents),
        grant.reported_on,
    ]


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100


GRANTS = ListFile("grants.file", READ, lazy_gettext("List of grants"), _read)
offer(GRANTS)


@bp.get("/grants/new")
@bp.post("/grants", endpoint="create_grant")
@requires(WRITE)
def new_grant() -> Response:
    form = NewRequestForm()
    _offer(form, g.actor.here())
    if form.validate_on_submit():
        try:
            made = operations.ask(
                g.actor, grant_id=form.new_id, municipality_id=form.drawn_in, request=form.request
            )
        except NotItsProtocol:
            form.protocol_id.refuse()
        except operations.DayToCome:
            form.asked_on.errors = [day_to_come()]
        else:
            flash(_("The grant was added."), "good")
            return see_other("network.grant", grant_id=made.id)
    return respond("network/grants/grant_form.html", status=form.status, form=form, grant=None)


@bp.get("/grants/<uuid:grant_id>")
@requires(READ)
def grant(grant_id: UUID) -> Response:
    found = queries.get_grant(g.actor, grant_id)
    payments, history = queries.list_payments(found), queries.history_of(found)
    staff = {found.created_by, *(each.actor_id for each in history)}
    staff |= {each.created_by for each in payments}
    return respond(
        "network/grants/grant.html",
        grant=found,
        payments=payments,
        reversed={each.reverses_id for each in payments},
        protocol=queries.find_protocol(g.actor, found),
        history=history,
        states=GRANT,
        names=staff_names(staff),
        may_write=may_write(g.actor, found),
        may_read_words=may_read_words(g.actor, found),
        is_decided=found.state in {GrantState.REFUSED, *queries.DECIDED},
    )


@bp.route("/grants/<uuid:grant_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_grant(grant_id: UUID) -> Response:
    found = queries.get_to_change(g.actor, grant_id)
    form = _edit_form(found)
    if form.validate_on_submit():
        try:
            operations.edit(g.actor, grant=found, version=form.version.data, request=form.request)
        except NotItsProtocol:
            form.protocol_id.refuse()
        except operations.DayToCome:
            form.asked_on.errors = [day_to_come()]
        except StaleRecord:
            show_both(form, _edit_form(found))
        else:
            flash(_("The grant was changed."), "good")
            return see_other("network.grant", grant_id=grant_id)
    return respond("network/grants/grant_form.html", status=form.status, form=form, grant=found)


@bp.get("/grants/<uuid:grant_id>/report")
@requires(READ)
def grant_report(grant_id: UUID) -> Response:
    """The kept report of what was done with it."""
    found = queries.get_grant(g.actor, grant_id)
    if not may_read_words(g.actor, found):
        raise Forbidden
    return download(existing(found.report_file), f"relatorio {found.purpose}", to_read=True)


def day_to_come() -> str:
    return _("This day is still to come.")


def _edit_form(grant: Grant) -> EditRequestForm:
    form = EditRequestForm(data=request_answers(grant))
    _offer(form, grant.municipality_id, grant)
    return form


def _offer(form: RequestForm, where: UUID, kept: Grant | None = None) -> None:
    """Who asked already is offered always, and so is the protocol that it rests on."""
    parties = list(list_organisations(where))
    if kept and kept.party_id not in {each.id for each in parties}:
        parties.append(kept.party)  # type: ignore[arg-type]  # its name and id are what is asked of it
    form.offer(parties)
    form.protocol_id.offer(where, kept=kept.protocol_id if kept else None)
