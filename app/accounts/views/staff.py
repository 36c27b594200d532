"""The staff of a municipality: who they are and what they may do there."""

from functools import partial
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.accounts import permissions, queries, services
from app.accounts.errors import MembershipExists, OwnAccess
from app.accounts.forms import RoleForm, StaffSearchForm
from app.accounts.models import Staff
from app.accounts.views.blueprint import bp
from app.accounts.wording import ROLE_HINTS
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.sorting import read_sort
from app.network import queries as network


@bp.get("/staff")
@requires(Permission.STAFF_READ)
def staff_list() -> Response:
    form = StaffSearchForm(request.args, meta={"csrf": False})
    sort = read_sort(request.args.get("sort"), queries.STAFF_SORTS, queries.BY_NAME)
    results = queries.staff_page(
        g.actor, search=form.q.data or "", after=request.args.get("after"), sort=sort
    )
    manages = g.actor.may(Permission.STAFF_WRITE)
    return respond(
        "accounts/staff_list.html",
        form=form,
        results=results,
        memberships=queries.memberships_of(g.actor, [staff.id for staff in results.items]),
        invitations=queries.list_invitations(g.actor) if manages else (),
        manages=manages,
        sort=sort,
        address=partial(url_for, "accounts.staff_list", q=form.q.data or None),
    )


@bp.get("/staff/<uuid:staff_id>")
@requires(Permission.STAFF_READ)
def show_staff(staff_id: UUID) -> Response:
    return _staff_page(queries.get_staff(g.actor, staff_id), None)


@bp.post("/staff/<uuid:staff_id>/memberships")
@requires(Permission.STAFF_WRITE)
def add_membership(staff_id: UUID) -> Response:
    staff, form = queries.get_staff(g.actor, staff_id), role_form()
    if not form.validate():
        return _staff_page(staff, form, status=422)
    g.actor.demand_here(form.drawn_in)
    try:
        services.add_membership(
            g.actor,
            staff=staff,
            organisation_id=UUID(form.organisation_id.data),
            municipality_id=form.drawn_in,
            role=form.chosen_role,
            membership_id=form.new_id,
        )
    except MembershipExists:
        form.role.errors = [_("This person has this role there already.")]
        return _staff_page(staff, form, status=422)
    flash(_("The role was added."), "good")
    return see_other("accounts.show_staff", staff_id=staff.id)


@bp.post("/memberships/<uuid:membership_id>/ending")
@requires(Permission.STAFF_WRITE)
def end_membership(membership_id: UUID) -> Response:
    membership = queries.get_membership(g.actor, membership_id)
    try:
        services.end_membership(g.actor, membership=membership)
    except OwnAccess:
        flash(_("Nobody ends their own role. Ask another administrator."), "warning")
    else:
        flash(_("The role has ended."), "good")
    return see_other("accounts.show_staff", staff_id=membership.staff_id)


@bp.post("/staff/<uuid:staff_id>/suspension")
@requires(Permission.STAFF_WRITE)
def suspend_staff(staff_id: UUID) -> Response:
    staff = queries.get_staff(g.actor, staff_id)
    services.suspend_staff(g.actor, staff=staff)
    flash(_("The account is suspended and signed out everywhere."), "good")
    return see_other("accounts.show_staff", staff_id=staff.id)


@bp.post("/staff/<uuid:staff_id>/reinstatement")
@requires(Permission.STAFF_WRITE)
def reinstate_staff(staff_id: UUID) -> Response:
    staff = queries.get_staff(g.actor, staff_id)
    services.reinstate_staff(g.actor, staff=staff)
    flash(_("The account works again."), "good")
    return see_other("accounts.show_staff", staff_id=staff.id)


def role_form(kind: type[RoleForm] = RoleForm) -> RoleForm:
    """A form for a role in the current municipality, with the organisations that work there."""
    offered = network.list_organisations(g.actor.here())
    choices = [SelectChoice(str(each.id), each.name) for each in offered]
    blank = SelectChoice("", _("Choose an organisation"))
    return kind(organisations=[blank, *choices], data={"municipality_id": g.actor.here()})


def _staff_page(staff: Staff, form: RoleForm | None, *, status: int = 200) -> Response:
    actor = g.actor
    memberships = queries.memberships_of(actor, [staff.id])[staff.id]
    return respond(
        "accounts/staff.html",
        status=status,
        staff=staff,
        memberships=memberships,
        organisations=network.organisation_names(each.organisation_id for each in memberships),
        places={each.id: each.name for each in g.municipalities},
        form=form or (role_form() if actor.may(Permission.STAFF_WRITE) else None),
        may_manage=permissions.may_manage_account(actor, staff, queries.served_by(staff.id)),
        managed=actor.municipalities(Permission.STAFF_WRITE),
        role_hints=ROLE_HINTS,
    )
