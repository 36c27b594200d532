"""The activities that a cooperative hosts, their accounts, and the statement for each person."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock, i18n, unit_of_work
from app.core.access import requires
from app.core.downloads import pdf
from app.core.errors import StaleRecord
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.papers import letterhead
from app.core.permission import Permission
from app.core.staff import staff_names
from app.initiatives.arrangements import paper, queries
from app.initiatives.arrangements.forms import BookingForm, EditHostedForm, NewHostedForm, hosted_answers
from app.initiatives.arrangements.models import HostedActivity
from app.initiatives.arrangements.operations import hosted as operations
from app.initiatives.arrangements.wording import BOOKING_KINDS
from app.initiatives.blueprint import bp
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative, MemberState
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.queries import get_initiative, get_to_change, member_names, members_of
from app.network.queries import get_zone
from app.people.queries import get_known
from app.ui.conflict import show_both
from app.ui.wording import day, euros
from app.workshops.papers.queries import letterhead_of

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/hosted"
ONE = f"{HERE}/<uuid:hosted_id>"


@bp.get(HERE)
@requires(READ)
def hosted_activities(initiative_id: UUID) -> Response:
    initiative = get_initiative(g.actor, initiative_id)
    members = members_of(initiative_id, with_former=True)
    return respond(
        "initiatives/arrangements/hosted.html",
        initiative=initiative,
        hosted=queries.list_hosted(initiative_id),
        balances=queries.balances(initiative_id),
        members={each.id: each.participant_id for each in members},
        names=member_names(g.actor, members),
        may_write=may_write(g.actor, initiative),
        hosts=kinds()[initiative.kind].hosts_activities,
    )


@bp.get(f"{HERE}/new")
@bp.post(HERE, endpoint="create_hosted_activity")
@requires(WRITE)
def new_hosted_activity(initiative_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    if not kinds()[initiative.kind].hosts_activities:
        raise operations.HostsNothing
    form = NewHostedForm(data={"since": _today(initiative)})
    form.offer(_members(initiative))
    if form.validate_on_submit():
        member_id: Any = form.member_id.data
        try:
            made = operations.host(
                g.actor,
                hosted_id=form.new_id,
                initiative=initiative,
                member_id=member_id,
                facts=form.facts,
            )
        except operations.WrongEnd:
            form.until.errors = [_("It cannot end before it begins.")]
        else:
            flash(_("The activity has an account now."), "good")
            return _back(made)
    return _page(form, initiative, None)


@bp.get(ONE)
@requires(READ)
def hosted_account(initiative_id: UUID, hosted_id: UUID) -> Response:
    initiative = get_initiative(g.actor, initiative_id)
    hosted = queries.get_hosted(initiative, hosted_id)
    bookings = queries.bookings_of(hosted)
    years = sorted({each.on.year for each in bookings}, reverse=True)
    year = _year(years)
    member = queries.member_of(hosted)
    return respond(
        "initiatives/arrangements/account.html",
        initiative=initiative,
        hosted=hosted,
        statement=queries.statement_of(bookings, year),
        evened_out={each.reverses_id for each in bookings},
        years=years,
        year=year,
        name=member_names(g.actor, [member]).get(member.participant_id),  # type: ignore[arg-type]  # None is in no such list
        kinds=BOOKING_KINDS,
        names=staff_names({each.created_by for each in bookings}),
        may_write=may_write(g.actor, initiative),
    )


@bp.get(f"{ONE}/statement.pdf")
@requires(READ)
def hosted_statement_pdf(initiative_id: UUID, hosted_id: UUID) -> Response:
    """For the person, in their language beside Portuguese; a protected person's carries no name."""
    initiative = get_initiative(g.actor, initiative_id)
    hosted = queries.get_hosted(initiative, hosted_id)
    bookings = queries.bookings_of(hosted)
    year = _year(sorted({each.on.year for each in bookings}))
    member = queries.member_of(hosted)
    person = get_known(g.actor, member.participant_id) if member.participant_id else None
    data = paper.statement_data(
        queries.statement_of(bookings, year),
        hosted,
        cooperative=initiative.title,
        name=person.on_papers if person and not person.is_sealed else "",
        year=year,
        language=person.language if person else i18n.MAIN,
        on=_today(initiative),
    )
    head = letterhead_of(initiative.municipality_id)
    unit_of_work.let_go()
    return pdf(letterhead.render(paper.STATEMENT, head, data), "extrato")


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_hosted_activity(initiative_id: UUID, hosted_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    hosted = queries.get_hosted(initiative, hosted_id)
    form = EditHostedForm(data=hosted_answers(hosted))
    if form.validate_on_submit():
        try:
            operations.edit(g.actor, hosted=hosted, version=form.version.data, facts=form.facts)
        except operations.WrongEnd:
            form.until.errors = [_("It cannot end before it begins.")]
        except operations.LeavesOut as error:
            box = form.since if error.on < form.facts.since else form.until
            box.errors = [_("Something is booked on %(day)s, which has to lie within.", day=day(error.on))]
        except StaleRecord:
            show_both(form, EditHostedForm(data=hosted_answers(hosted)))
        else:
            flash(_("The activity was changed."), "good")
            return _back(hosted)
    return _page(form, initiative, hosted)


@bp.get(f"{ONE}/bookings/new")
@bp.post(f"{ONE}/bookings", endpoint="create_booking")
@requires(WRITE)
def new_booking(initiative_id: UUID, hosted_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    hosted = queries.get_hosted(initiative, hosted_id)
    form = BookingForm(data={"on": _today(initiative)})
    if form.validate_on_submit():
        try:
            operations.book(g.actor, booking_id=form.new_id, hosted=hosted, entry=form.entry)
        except operations.DayToCome:
            form.on.errors = [_("This day is still to come.")]
        except operations.NotHosted:
            form.on.errors = [_("On this day the activity was not hosted here.")]
        except operations.MoreThanThere as error:
            form.cents.errors = [_("Only %(left)s are there to be paid out.", left=euros(error.left))]
        else:
            flash(_("It is booked."), "good")
            return _back(hosted)
    template = "initiatives/arrangements/booking_form.html"
    there = operations.balance(hosted.id)
    return respond(
        template, status=form.status, form=form, initiative=initiative, hosted=hosted, balance=there
    )


@bp.post(f"{ONE}/bookings/<uuid:booking_id>/reversal")
@requires(WRITE)
def reverse_booking(initiative_id: UUID, hosted_id: UUID, booking_id: UUID) -> Response:
    hosted = queries.get_hosted(get_to_change(g.actor, initiative_id), hosted_id)
    booking, form = queries.get_booking(hosted, booking_id), Form()
    if form.validate_on_submit():
        operations.reverse(g.actor, reversal_id=form.new_id, hosted=hosted, booking=booking)
        flash(_("It is evened out by another of the same amount."), "good")
    return _back(hosted)


def _members(initiative: Initiative) -> dict[UUID, str]:
    """Who takes part, by place; a protected person without a name."""
    members = [each for each in members_of(initiative.id) if each.state == MemberState.ACTIVE]
    names = member_names(g.actor, members)
    unnamed = _("Somebody whose name is not shown")
    return {each.id: names.get(each.participant_id, unnamed) for each in members}  # type: ignore[arg-type]  # the same


def _year(years: list[int]) -> int | None:
    """The year that the address asks for, of those there are."""
    asked = request.args.get("year", "")
    return next((each for each in years if str(each) == asked), None)


def _today(initiative: Initiative) -> Any:
    return clock.today(get_zone(initiative.municipality_id))


def _page(form: Any, initiative: Initiative, hosted: HostedActivity | None) -> Response:
    template = "initiatives/arrangements/hosted_form.html"
    return respond(template, status=form.status, form=form, initiative=initiative, hosted=hosted)


def _back(hosted: HostedActivity) -> Response:
    ids = {"initiative_id": hosted.initiative_id, "hosted_id": hosted.id}
    return see_other("initiatives.hosted_account", **ids)
