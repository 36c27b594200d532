"""What is owed by a protocol: noted, changed, done; and its papers."""

from functools import partial
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.downloads import download
from app.core.errors import Forbidden, StaleRecord
from app.core.http import respond, see_other
from app.core.inspection import inspected
from app.core.permission import Permission
from app.core.refusals import FileKind
from app.core.staff import staff_in, staff_names
from app.core.uploads import takes_upload
from app.network.blueprint import bp
from app.network.protocols.forms.parts import (
    DoneForm,
    EditObligationForm,
    ObligationForm,
    PaperForm,
    duty_answers,
)
from app.network.protocols.models import Protocol, ProtocolObligation
from app.network.protocols.operations import parts
from app.network.protocols.permissions import may_note, may_see_names, may_write
from app.network.protocols.queries.protocols import (
    get_obligation,
    get_paper,
    get_party,
    get_protocol,
    get_to_change,
    today_at,
)
from app.network.protocols.wording import PAPERS
from app.ui.conflict import show_both

OWN, WRITE = Permission.PARTNERSHIP_OWN, Permission.PARTNERSHIP_WRITE
OBLIGATIONS = "/protocols/<uuid:protocol_id>/obligations"
PAPERS_AT = "/protocols/<uuid:protocol_id>/papers"
A_PDF = partial(inspected, allowed={FileKind.PDF})


@bp.get(f"{OBLIGATIONS}/new")
@bp.post(OBLIGATIONS, endpoint="create_obligation")
@requires(WRITE)
def new_obligation(protocol_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    form = ObligationForm()
    form.offer(found.sides, staff_in(found.municipality_id))
    if form.validate_on_submit():
        parts.add_obligation(g.actor, obligation_id=form.new_id, protocol=found, duty=form.duty)
        flash(_("The obligation was added."), "good")
        return see_other("network.protocol", protocol_id=found.id, _anchor="obligations")
    return respond(
        "network/protocols/obligation_form.html",
        status=form.status,
        protocol=found,
        form=form,
        obligation=None,
    )


@bp.get(f"{OBLIGATIONS}/<uuid:obligation_id>")
@bp.post(f"{OBLIGATIONS}/<uuid:obligation_id>", endpoint="note_obligation_done")
@requires(OWN)
def obligation(protocol_id: UUID, obligation_id: UUID) -> Response:
    """What is owed, and for whoever sees to it how it was done."""
    found = get_protocol(g.actor, protocol_id)
    duty = get_obligation(found, obligation_id)
    form = _done_form(duty)
    if form.validate_on_submit() and form.done_on.data:
        try:
            parts.note_done(
                g.actor,
                obligation=duty,
                version=form.version.data,
                on=form.done_on.data,
                evidence=form.evidence.data,
            )
        except StaleRecord:
            show_both(form, _done_form(duty))
        except parts.NotYet:
            form.done_on.errors = [_("This day is still to come.")]
        else:
            flash(_("It is noted as done."), "good")
            return see_other("network.protocol", protocol_id=found.id, _anchor="obligations")
    return respond(
        "network/protocols/obligation.html",
        status=form.status,
        protocol=found,
        obligation=duty,
        side=get_party(found, duty.side_id),
        form=form,
        names=staff_names([duty.owner_id, duty.done_noted_by]),
        is_late=duty.is_late(today_at(found)),
        may_note=may_note(g.actor, found, duty),
        may_write=may_write(g.actor, found),
    )


@bp.post(f"{OBLIGATIONS}/<uuid:obligation_id>/done/removal")
@requires(OWN)
def take_done_back(protocol_id: UUID, obligation_id: UUID) -> Response:
    found = get_protocol(g.actor, protocol_id)
    parts.take_done_back(g.actor, obligation=get_obligation(found, obligation_id))
    flash(_("It is no longer noted as done."), "good")
    return see_other("network.obligation", protocol_id=protocol_id, obligation_id=obligation_id)


@bp.route(f"{OBLIGATIONS}/<uuid:obligation_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_obligation(protocol_id: UUID, obligation_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    duty = get_obligation(found, obligation_id)
    form = _edit_form(found, duty)
    if form.validate_on_submit():
        try:
            parts.edit_obligation(g.actor, obligation=duty, version=form.version.data, duty=form.duty)
        except StaleRecord:
            show_both(form, _edit_form(found, duty))
        else:
            flash(_("The obligation was changed."), "good")
            return see_other("network.protocol", protocol_id=found.id, _anchor="obligations")
    return respond(
        "network/protocols/obligation_form.html",
        status=form.status,
        protocol=found,
        form=form,
        obligation=duty,
    )


@bp.get(f"{PAPERS_AT}/new")
@bp.post(PAPERS_AT, endpoint="create_protocol_paper")
@requires(WRITE)
@takes_upload("upload", A_PDF)
def new_protocol_paper(protocol_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    form = PaperForm()
    where = found.municipality_id
    if form.validate_on_submit() and (file := form.upload.keep(municipality_id=where, actor=g.actor)):
        parts.add_paper(
            g.actor,
            paper_id=form.new_id,
            protocol=found,
            file_id=file.id,
            kind=form.kind.data,
            title=form.title.data,
        )
        flash(_("The paper was added."), "good")
        return see_other("network.protocol", protocol_id=found.id, _anchor="papers")
    return respond("network/protocols/paper_form.html", status=form.status, protocol=found, form=form)


@bp.get(f"{PAPERS_AT}/<uuid:protocol_paper_id>")
@requires(OWN)
def protocol_paper(protocol_id: UUID, protocol_paper_id: UUID) -> Response:
    """The paper itself, with the names of who signed it."""
    found = get_protocol(g.actor, protocol_id)
    paper = get_paper(found, protocol_paper_id)
    if not may_see_names(g.actor, found):
        raise Forbidden
    return download(paper.file, f"{found.title} {paper.title or PAPERS[paper.kind]}", to_read=True)


def _done_form(duty: ProtocolObligation) -> DoneForm:
    values = {"done_on": duty.done_on, "evidence": duty.evidence, "version": duty.version}
    return DoneForm(data=values)


def _edit_form(protocol: Protocol, duty: ProtocolObligation) -> EditObligationForm:
    form = EditObligationForm(data=duty_answers(duty))
    serving = staff_in(protocol.municipality_id)
    gone = [duty.owner_id] if duty.owner_id not in serving else []
    sides = [each for each in protocol.parties if each.removed_at is None or each.id == duty.side_id]
    form.offer(sides, {**serving, **staff_names(gone)})
    return form
