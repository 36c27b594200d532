"""Signing, renewing and ending a protocol, and taking each of it back."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.db import new_id
from app.core.errors import StaleRecord, existing
from app.core.files import File
from app.core.http import respond, see_other
from app.core.inspection import inspected
from app.core.permission import Permission
from app.core.refusals import FileKind
from app.core.uploads import takes_upload
from app.network.blueprint import bp
from app.network.protocols.forms.parts import EndingForm, RenewalForm, SigningForm
from app.network.protocols.models import Protocol
from app.network.protocols.operations import decisions
from app.network.protocols.operations.parts import add_paper
from app.network.protocols.queries.protocols import get_to_change, today_at
from app.network.protocols.queries.resting import what_rests
from app.network.protocols.signing import NotReady, lacking

WRITE = Permission.PARTNERSHIP_WRITE
A_PDF = partial(inspected, allowed={FileKind.PDF})
HERE = "/protocols/<uuid:protocol_id>"


@bp.route(f"{HERE}/signing", methods=["GET", "POST"])
@requires(WRITE)
@takes_upload("upload", A_PDF)
def sign_protocol(protocol_id: UUID) -> Response:
    """What is still lacking is said before anybody signs, and to whoever tries all the same."""
    found = get_to_change(g.actor, protocol_id)
    form = _signing_form(found)
    status = 200
    if form.validate_on_submit() and form.signed_on.data and _is_kept(form, found):
        try:
            decisions.sign(g.actor, protocol=found, version=form.read.data, on=form.signed_on.data)
        except NotReady:
            status = 409
        except decisions.BadDay:
            form.signed_on.errors = [
                _("It cannot be signed before all have agreed, after its last day or on a day to come.")
            ]
        except StaleRecord:
            form.read_anew(found.version)
        else:
            _add_paper(form, found, "signed")
            flash(_("The protocol is signed."), "good")
            return _back(found)
    return respond(
        "network/protocols/signing.html",
        status=max(status, form.status),
        protocol=found,
        form=form,
        lacking=lacking(found),
    )


@bp.post(f"{HERE}/signing/removal")
@requires(WRITE)
def take_signing_back(protocol_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    try:
        decisions.take_signing_back(g.actor, protocol=found)
    except decisions.RenewedSince:
        flash(_("It was renewed since: take the renewals back first."), "bad")
    else:
        flash(_("The protocol is a draft again."), "good")
    return _back(found)


@bp.get(f"{HERE}/renewals/new")
@bp.post(f"{HERE}/renewals", endpoint="create_renewal")
@requires(WRITE)
@takes_upload("upload", A_PDF)
def renew_protocol(protocol_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    form = RenewalForm(data={"read": found.version})
    if form.validate_on_submit() and _is_kept(form, found):
        try:
            decisions.renew(
                g.actor,
                renewal_id=form.new_id,
                protocol=found,
                version=form.read.data,
                ends_on=form.ends_on.data,
                note=form.note.data,
            )
        except decisions.BadDay:
            form.ends_on.errors = [_("This is not after the last day that is agreed already.")]
        except StaleRecord:
            form.read_anew(found.version)
        else:
            _add_paper(form, found, "renewal")
            flash(_("The protocol is renewed."), "good")
            return _back(found)
    return respond(
        "network/protocols/renewal.html",
        status=form.status,
        protocol=found,
        form=form,
        is_renewable=decisions.is_renewable(found),
    )


@bp.post(f"{HERE}/renewals/<uuid:renewal_id>/removal")
@requires(WRITE)
def take_renewal_back(protocol_id: UUID, renewal_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    renewal = existing(next((each for each in found.renewals if each.id == renewal_id), None))
    decisions.take_renewal_back(g.actor, protocol=found, renewal=renewal)
    flash(_("The renewal was taken back: the protocol has its last day of before."), "good")
    return _back(found)


@bp.route(f"{HERE}/ending", methods=["GET", "POST"])
@requires(WRITE)
def end_protocol(protocol_id: UUID) -> Response:
    """All that rests on it is seen first."""
    found = get_to_change(g.actor, protocol_id)
    form = EndingForm()
    if form.validate_on_submit():
        decisions.end(g.actor, protocol=found, reason=form.reason.data, note=form.note.data)
        flash(_("The protocol has ended. Whoever ended it can take that back."), "good")
        return _back(found)
    return respond(
        "network/protocols/ending.html",
        status=form.status,
        protocol=found,
        form=form,
        resting=what_rests(g.actor, found),
        owed=[each for each in found.obligations if not (each.removed_at or each.done_on)],
    )


@bp.post(f"{HERE}/ending/removal")
@requires(WRITE)
def take_ending_back(protocol_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    decisions.take_ending_back(g.actor, protocol=found)
    flash(_("The protocol goes on as before."), "good")
    return _back(found)


def _signing_form(protocol: Protocol) -> SigningForm:
    signed = [each.signed_on for each in protocol.sides if each.signed_on]
    latest = max(signed) if signed else today_at(protocol)
    return SigningForm(data={"signed_on": latest, "read": protocol.version})


def _is_kept(form: Any, protocol: Protocol) -> bool:
    """Whether the file that was sent, if one was, can be kept; `form.file` then holds it."""
    where = protocol.municipality_id
    form.file = form.upload.keep(municipality_id=where, actor=g.actor) if form.upload.data else None
    return not form.upload.errors


def _add_paper(form: Any, protocol: Protocol, kind: str) -> None:
    file: File | None = form.file
    if file:
        add_paper(g.actor, paper_id=new_id(), protocol=protocol, file_id=file.id, kind=kind)


def _back(protocol: Protocol) -> Response:
    return see_other("network.protocol", protocol_id=protocol.id)
