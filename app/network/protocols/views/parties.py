"""Who is a party to a protocol; and taking out, and putting back, what was noted by mistake."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import NotFound, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.blueprint import bp
from app.network.parties.queries import list_organisations
from app.network.protocols.forms.protocols import EditPartyForm, NewPartyForm, side_answers
from app.network.protocols.models import Protocol, ProtocolParty
from app.network.protocols.operations import parts
from app.network.protocols.operations.protocols import AlreadyParty, add_party, edit_party
from app.network.protocols.queries.protocols import get_party, get_to_change
from app.ui.conflict import show_both

PART = '/protocols/<uuid:protocol_id>/<any("parties","obligations","papers"):part>/<uuid:part_id>'
WRITE = Permission.PARTNERSHIP_WRITE


@bp.get("/protocols/<uuid:protocol_id>/parties/new")
@bp.post("/protocols/<uuid:protocol_id>/parties", endpoint="create_protocol_party")
@requires(WRITE)
def new_protocol_party(protocol_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    form = NewPartyForm()
    form.offer()
    there = {each.party_id for each in found.sides}
    offered = [each for each in list_organisations(found.municipality_id) if each.id not in there]
    form.offer_parties(offered)
    if form.validate_on_submit():
        try:
            add_party(
                g.actor, row_id=form.new_id, protocol=found, party_id=form.party_id.data, side=form.side
            )
        except AlreadyParty:
            form.party_id.errors = [_("This organisation is a party to it already.")]
        else:
            flash(_("The party was added."), "good")
            return _back(found)
    return respond(
        "network/protocols/party_form.html", status=form.status, protocol=found, form=form, row=None
    )


@bp.route("/protocols/<uuid:protocol_id>/parties/<uuid:protocol_party_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_protocol_party(protocol_id: UUID, protocol_party_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    row = get_party(found, protocol_party_id)
    form = _edit_form(row)
    if form.validate_on_submit():
        try:
            edit_party(g.actor, protocol=found, row=row, version=form.version.data, side=form.side)
        except StaleRecord:
            show_both(form, _edit_form(row))
        else:
            flash(_("It is noted."), "good")
            return _back(found)
    return respond(
        "network/protocols/party_form.html", status=form.status, protocol=found, form=form, row=row
    )


@bp.post(f"{PART}/removal")
@requires(WRITE)
def remove_protocol_part(protocol_id: UUID, part: str, part_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    try:
        parts.remove(g.actor, protocol=found, part=_part(found, part, part_id))
    except parts.StillOwes:
        flash(_("It still owes something by this protocol: take its obligations out first."), "bad")
        return _back(found)
    flash(_("It was taken out. Below, under “Taken out”, it can be put back."), "good")
    return _back(found)


@bp.post(f"{PART}/return")
@requires(WRITE)
def return_protocol_part(protocol_id: UUID, part: str, part_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    parts.put_back(g.actor, protocol=found, part=_part(found, part, part_id))
    flash(_("It was put back."), "good")
    return _back(found)


def _part(protocol: Protocol, name: str, part_id: UUID) -> parts.Part:
    rows: Sequence[parts.Part] = getattr(protocol, name)
    for each in rows:
        if each.id == part_id:
            return each
    raise NotFound


def _edit_form(row: ProtocolParty) -> EditPartyForm:
    form = EditPartyForm(data=side_answers(row))
    form.offer(row.role)
    return form


def _back(protocol: Protocol) -> Response:
    return see_other("network.protocol", protocol_id=protocol.id)
