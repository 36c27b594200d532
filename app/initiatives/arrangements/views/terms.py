"""Who invoices, what was agreed with a host, and what taking part may mean for benefits."""

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
from app.initiatives.arrangements import benefits, paper, queries
from app.initiatives.arrangements.forms import InvoicingForm, ServiceForm, terms_answers
from app.initiatives.arrangements.models import Terms
from app.initiatives.arrangements.operations import terms as operations
from app.initiatives.blueprint import bp
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative, MemberState
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.queries import get_initiative, get_to_change, member_names, members_of
from app.network.parties.queries import list_organisations
from app.network.queries import get_zone
from app.ui.conflict import show_both
from app.workshops.papers.queries import letterhead_of

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>"


@bp.route(f"{HERE}/terms", methods=["GET", "POST"])
@requires(WRITE)
def edit_terms(initiative_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    terms = queries.find_terms(initiative_id)
    form = _form(initiative, terms)
    if form.validate_on_submit():
        try:
            operations.say_terms(g.actor, initiative=initiative, version=form.version.data, facts=form.facts)
        except operations.WrongEnd:
            form.ends_on.errors = [_("It cannot end before it begins.")]
        except StaleRecord:
            show_both(form, _form(initiative, queries.find_terms(initiative_id)))
        else:
            flash(_("What was agreed is kept."), "good")
            return see_other("initiatives.initiative", initiative_id=initiative_id)
    return respond(
        "initiatives/arrangements/terms_form.html", status=form.status, form=form, initiative=initiative
    )


@bp.get(f"{HERE}/benefits")
@requires(READ)
def initiative_benefits(initiative_id: UUID) -> Response:
    """What it may mean, and which members were told."""
    initiative = get_initiative(g.actor, initiative_id)
    members, told = members_of(initiative_id), queries.told_in(initiative_id)
    return respond(
        "initiatives/arrangements/benefits.html",
        initiative=initiative,
        effects=benefits.effects(initiative.kind, _today(initiative)),
        wording=benefits.wording(),
        members=members,
        told=told,
        names=member_names(g.actor, members),
        staff=staff_names({each.told_by for each in told.values()}),
        languages=[i18n.language(each) for each in i18n.languages() if each != i18n.MAIN],
        may_write=may_write(g.actor, initiative),
    )


@bp.get(f"{HERE}/benefits.pdf")
@requires(READ)
def initiative_benefits_pdf(initiative_id: UUID) -> Response:
    """In Portuguese beside the language that the address names."""
    initiative = get_initiative(g.actor, initiative_id)
    today = _today(initiative)
    asked = request.args.get("language", "")
    effects = benefits.effects(initiative.kind, today)
    language = asked if asked in i18n.languages() else i18n.MAIN
    data = paper.benefits_data(effects, initiative=initiative.title, language=language, on=today)
    head = letterhead_of(initiative.municipality_id)
    unit_of_work.let_go()
    return pdf(letterhead.render(paper.BENEFITS, head, data), "prestacoes")


@bp.post(f"{HERE}/benefits/<uuid:initiative_member_id>/told")
@requires(WRITE)
def tell_benefits(initiative_id: UUID, initiative_member_id: UUID) -> Response:
    initiative, form = get_to_change(g.actor, initiative_id), Form()
    if form.validate_on_submit():
        operations.tell(g.actor, told_id=form.new_id, initiative=initiative, member_id=initiative_member_id)
        flash(_("It is noted that the person was told."), "good")
    return see_other("initiatives.initiative_benefits", initiative_id=initiative_id)


@bp.post(f"{HERE}/benefits/told/<uuid:told_id>/removal")
@requires(WRITE)
def take_back_benefits_told(initiative_id: UUID, told_id: UUID) -> Response:
    told = queries.get_told(g.actor, get_to_change(g.actor, initiative_id), told_id)
    if Form().validate_on_submit():
        operations.take_back_told(g.actor, told=told)
        flash(_("It is taken back."), "good")
    return see_other("initiatives.initiative_benefits", initiative_id=initiative_id)


def _form(initiative: Initiative, terms: Terms | None) -> Any:
    """The form that the kind has; raises NotOfThisKind."""
    kind = kinds()[initiative.kind]
    if not (kind.needs_invoicer or kind.has_terms):
        raise operations.NotOfThisKind
    form = (ServiceForm if kind.has_terms else InvoicingForm)(data=terms_answers(terms))
    invoices = terms.invoicing_member_id if terms else None
    there = members_of(initiative.id, with_former=True)
    members = [each for each in there if each.state == MemberState.ACTIVE or each.id == invoices]
    names = member_names(g.actor, members)
    unnamed = _("Somebody whose name is not shown")
    parties: list[Any] = list(list_organisations(initiative.municipality_id))
    kept = queries.organisation((terms.invoicer_id or terms.host_id) if terms else None)
    if kept and kept.id not in {each.id for each in parties}:
        parties.append(kept)
    form.offer(parties, {each.id: names.get(each.participant_id, unnamed) for each in members})  # type: ignore[arg-type]  # None is in no such list
    return form


def _today(initiative: Initiative) -> Any:
    return clock.today(get_zone(initiative.municipality_id))
