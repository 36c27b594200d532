"""The staff of a municipality: who they are and what they may do there."""

from datetime import date
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.accounts import invitations, permissions, queries
from app.accounts.blueprint import bp
from app.accounts.disciplines import disciplines, get_discipline, list_disciplines
from app.accounts.errors import MembershipExists, OwnAccess
from app.accounts.factors.queries import factors_of, last_reset, with_factor
from app.accounts.forms import DisciplineForm, RoleForm, StaffSearchForm
from app.accounts.models import Staff
from app.accounts.operations import staff as operations
from app.accounts.operations.disciplines import add_discipline as add
from app.accounts.operations.disciplines import end_discipline as end
from app.accounts.wording import ROLE_HINTS, words_of
from app.core import clock, mail
from app.core.access import confirmed, requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network import queries as network
from app.network.parties.queries import organisation_names
from app.ui.listing import read_listing


@bp.get("/staff")
@requires(Permission.STAFF_READ)
def staff_list() -> Response:
    form = StaffSearchForm(request.args)
    asked = read_listing(form, sorts=queries.STAFF_SORTS, by=queries.BY_NAME)
    results = queries.staff_page(g.actor, search=asked["q"] or "", after=asked.after, sort=asked.sort)
    manages = g.actor.may(Permission.STAFF_WRITE)
    return respond(
        "accounts/staff_list.html",
        status=asked.status,
        form=form,
        results=results,
        memberships=queries.memberships_of(g.actor, [staff.id for staff in results.items]),
        secured=with_factor(staff.id for staff in results.items),
        invitations=invitations.list_invitations(g.actor) if manages else (),
        manages=manages,
        sort=asked.sort,
        address=asked.address,
    )


@bp.get("/staff/<uuid:staff_id>")
@requires(Permission.STAFF_READ)
def show_staff(staff_id: UUID) -> Response:
    return _staff_page(queries.get_staff(g.actor, staff_id))


@bp.post("/staff/<uuid:staff_id>/memberships")
@confirmed()
@requires(Permission.STAFF_WRITE)
def add_membership(staff_id: UUID) -> Response:
    staff, form = queries.get_staff(g.actor, staff_id), RoleForm.drawn(g.actor)
    if form.validate():
        try:
            operations.add_membership(
                g.actor,
                staff=staff,
                organisation_id=UUID(form.organisation_id.data),
                municipality_id=form.drawn_in,
                role=form.chosen_role,
                membership_id=form.new_id,
            )
        except MembershipExists:
            form.role.errors = [_("This person has this role there already.")]
        else:
            flash(_("The role was added."), "good")
            return see_other("accounts.show_staff", staff_id=staff.id)
    return _staff_page(staff, role_form=form)


@bp.post("/memberships/<uuid:membership_id>/ending")
@confirmed()
@requires(Permission.STAFF_WRITE)
def end_membership(membership_id: UUID) -> Response:
    membership = queries.get_membership(g.actor, membership_id)
    try:
        operations.end_membership(g.actor, membership=membership)
    except OwnAccess:
        flash(_("Nobody ends their own role. Ask another administrator."), "warning")
    else:
        flash(_("The role has ended."), "good")
    return see_other("accounts.show_staff", staff_id=membership.staff_id)


@bp.post("/staff/<uuid:staff_id>/disciplines")
@requires(Permission.STAFF_WRITE)
def add_discipline(staff_id: UUID) -> Response:
    staff, form = queries.get_staff(g.actor, staff_id), DisciplineForm.drawn(_today())
    if form.validate():
        try:
            add(
                g.actor,
                discipline_id=form.new_id,
                staff=staff,
                municipality_id=form.drawn_in,
                discipline=form.discipline.data,
                begins_on=form.first_day,
            )
        except OwnAccess:
            form.discipline.errors = [_("Nobody notes their own. Ask another administrator.")]
        else:
            flash(_("The discipline was noted."), "good")
            return see_other("accounts.show_staff", staff_id=staff.id)
    return _staff_page(staff, discipline_form=form)


@bp.post("/disciplines/<uuid:discipline_id>/ending")
@requires(Permission.STAFF_WRITE)
def end_discipline(discipline_id: UUID) -> Response:
    held = get_discipline(g.actor, discipline_id)
    end(g.actor, discipline=held)
    flash(_("The discipline has ended."), "good")
    return see_other("accounts.show_staff", staff_id=held.staff_id)


@bp.post("/staff/<uuid:staff_id>/suspension")
@requires(Permission.STAFF_WRITE)
def suspend_staff(staff_id: UUID) -> Response:
    staff = queries.get_staff(g.actor, staff_id)
    operations.suspend_staff(g.actor, staff=staff)
    flash(_("The account is suspended and signed out everywhere."), "good")
    return see_other("accounts.show_staff", staff_id=staff.id)


@bp.post("/staff/<uuid:staff_id>/reinstatement")
@confirmed()
@requires(Permission.STAFF_WRITE)
def reinstate_staff(staff_id: UUID) -> Response:
    staff = queries.get_staff(g.actor, staff_id)
    operations.reinstate_staff(g.actor, staff=staff)
    flash(_("The account works again."), "good")
    return see_other("accounts.show_staff", staff_id=staff.id)


def _today() -> date:
    return clock.today(network.get_zone(g.actor.here()))


def _staff_page(
    staff: Staff, *, role_form: RoleForm | None = None, discipline_form: DisciplineForm | None = None
) -> Response:
    """Somebody's page; of the two forms the one that was sent says what it answers, the other is empty."""
    sent = role_form or discipline_form
    if g.actor.may(Permission.STAFF_WRITE):
        role_form = role_form or RoleForm.drawn(g.actor, formdata=None)
        discipline_form = discipline_form or DisciplineForm.drawn(_today(), formdata=None)
    memberships = queries.memberships_of(g.actor, [staff.id])[staff.id]
    factors, reset = factors_of(staff.id), last_reset(staff.id)
    return respond(
        "accounts/staff.html",
        status=sent.status if sent else 200,
        staff=staff,
        memberships=memberships,
        organisations=organisation_names(each.organisation_id for each in memberships),
        municipality_names={each.id: each.name for each in g.municipalities},
        held=list_disciplines(g.actor, staff),
        disciplines=disciplines(),
        form=sent,
        role_form=role_form,
        discipline_form=discipline_form if sent is discipline_form or staff.id != g.actor.id else None,
        has_factor=factors.any,
        factor_words=words_of(factors),
        reset=reset,
        is_mailed=mail.is_configured(),
        reset_by=queries.staff_name(reset.by) if reset else "",
        may_manage=permissions.may_manage_account(g.actor, staff, queries.served_by(staff.id)),
        managed=g.actor.municipalities(Permission.STAFF_WRITE),
        role_hints=ROLE_HINTS,
    )
