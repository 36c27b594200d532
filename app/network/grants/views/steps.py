"""What becomes of a grant: opinion, decision, payments, account; and each of it taken back."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.inspection import inspected
from app.core.permission import Permission
from app.core.refusals import FileKind
from app.core.uploads import takes_upload
from app.network.blueprint import bp
from app.network.grants import operations
from app.network.grants.forms import DecisionForm, OpinionForm, PaymentForm, ReportForm
from app.network.grants.models import Grant
from app.network.grants.queries import get_payment, get_to_change
from app.network.queries import get_zone
from app.ui.conflict import show_both
from app.ui.wording import euros

WRITE = Permission.PARTNERSHIP_WRITE
HERE = "/grants/<uuid:grant_id>"
A_PDF = partial(inspected, allowed={FileKind.PDF})


@bp.route(f"{HERE}/opinion", methods=["GET", "POST"])
@requires(WRITE)
def judge_grant(grant_id: UUID) -> Response:
    found = get_to_change(g.actor, grant_id)
    form = _opinion_form(found)
    if form.validate_on_submit():
        try:
            operations.judge(g.actor, grant=found, version=form.version.data, opinion=form.said)
        except operations.DayToCome:
            form.opinion_on.errors = [_("This day is still to come.")]
        except StaleRecord:
            show_both(form, _opinion_form(found))
        else:
            flash(_("The opinion is noted."), "good")
            return _back(found)
    return _step("opinion", found, form)


@bp.route(f"{HERE}/decision", methods=["GET", "POST"])
@requires(WRITE)
def decide_grant(grant_id: UUID) -> Response:
    found = get_to_change(g.actor, grant_id)
    form = _decision_form(found)
    if form.validate_on_submit():
        try:
            operations.decide(g.actor, grant=found, version=form.read.data, decision=form.made)
        except operations.DayToCome:
            form.decided_on.errors = [_("This day is still to come.")]
        except StaleRecord:
            form.read_anew(found.version)
        else:
            flash(_("The decision is noted."), "good")
            return _back(found)
    return _step("decision", found, form)


@bp.get(f"{HERE}/payments/new")
@bp.post(f"{HERE}/payments", endpoint="create_payment")
@requires(WRITE)
def pay_grant(grant_id: UUID) -> Response:
    found = get_to_change(g.actor, grant_id)
    form = PaymentForm(data={"cents": found.to_pay or None, "paid_on": _today(found)})
    if form.validate_on_submit():
        try:
            operations.pay(g.actor, payment_id=form.new_id, grant=found, payment=form.payment)
        except operations.PaidAlready:
            form.reference.errors = [_("A payment of this grant stands there under this reference already.")]
        except operations.MoreThanDecided as error:
            said = _("Of what was decided only %(left)s are left to pay.", left=euros(error.left))
            form.cents.errors = [said]
        except operations.DayToCome:
            form.paid_on.errors = [_("This day is still to come.")]
        else:
            flash(_("The payment is noted."), "good")
            return _back(found)
    return _step("payment", found, form)


@bp.post(f"{HERE}/payments/<uuid:payment_id>/reversal")
@requires(WRITE)
def reverse_payment(grant_id: UUID, payment_id: UUID) -> Response:
    found = get_to_change(g.actor, grant_id)
    payment, form = get_payment(found, payment_id), Form()
    if form.validate_on_submit():
        operations.reverse(g.actor, reversal_id=form.new_id, grant=found, payment=payment)
        flash(_("The payment is evened out by another of the same amount."), "good")
    return _back(found)


@bp.route(f"{HERE}/account", methods=["GET", "POST"])
@requires(WRITE)
@takes_upload("upload", A_PDF)
def account_for_grant(grant_id: UUID) -> Response:
    found = get_to_change(g.actor, grant_id)
    form = _report_form(found)
    if form.validate_on_submit() and form.reported_on.data and _is_kept(form, found):
        try:
            operations.account(
                g.actor,
                grant=found,
                version=form.read.data,
                on=form.reported_on.data,
                report=form.report.data,
                file_id=form.file.id if form.file else found.report_file_id,
            )
        except operations.DayToCome:
            form.reported_on.errors = [_("This day is still to come.")]
        except StaleRecord:
            form.read_anew(found.version)
        else:
            flash(_("The grant is accounted for."), "good")
            return _back(found)
    return _step("account", found, form, is_upload=True)


@bp.post(f"{HERE}/step-back")
@requires(WRITE)
def take_grant_back(grant_id: UUID) -> Response:
    found = get_to_change(g.actor, grant_id)
    try:
        operations.take_back(g.actor, grant=found)
    except operations.MoneyIsOut:
        flash(_("Something of it is paid: even the payments out first."), "bad")
    else:
        flash(_("It is one step back; what was written stays, to be corrected."), "good")
    return _back(found)


@bp.post(f"{HERE}/withdrawal")
@requires(WRITE)
def withdraw_grant(grant_id: UUID) -> Response:
    found = get_to_change(g.actor, grant_id)
    operations.withdraw(g.actor, grant=found)
    flash(_("The grant is given up. It can be taken up again on its page."), "good")
    return _back(found)


def _opinion_form(grant: Grant) -> OpinionForm:
    values = {name: getattr(grant, name) for name in ("opinion", "opinion_by", "version")}
    return OpinionForm(data={**values, "opinion_on": grant.opinion_on or _today(grant)})


def _decision_form(grant: Grant) -> DecisionForm:
    values = {name: getattr(grant, name) for name in ("decided_cents", "decision")}
    return DecisionForm(
        data={**values, "read": grant.version, "decided_on": grant.decided_on or _today(grant)}
    )


def _report_form(grant: Grant) -> ReportForm:
    values = {"report": grant.report, "read": grant.version}
    return ReportForm(data={**values, "reported_on": grant.reported_on or _today(grant)})


def _is_kept(form: Any, grant: Grant) -> bool:
    """Whether the file that was sent, if one was, can be kept; `form.file` then holds it."""
    where = grant.municipality_id
    form.file = form.upload.keep(municipality_id=where, actor=g.actor) if form.upload.data else None
    return not form.upload.errors


def _today(grant: Grant) -> Any:
    return clock.today(get_zone(grant.municipality_id))


def _step(step: str, grant: Grant, form: Any, *, is_upload: bool = False) -> Response:
    return respond(
        "network/grants/step.html",
        status=form.status,
        grant=grant,
        form=form,
        step=step,
        attributes={"enctype": "multipart/form-data"} if is_upload else {},
    )


def _back(grant: Grant) -> Response:
    return see_other("network.grant", grant_id=grant.id)
