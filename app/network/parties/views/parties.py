"""Parties: the list, a new one, a change, where they are written to, the page of one."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.core import clock
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.resting import Ground, what_rests_on
from app.core.unit_of_work import writes
from app.network.blueprint import bp
from app.network.parties import attaching, operations, permissions, queries
from app.network.parties.forms import (
    AddressForm,
    EditOrganisationForm,
    NewOrganisationForm,
    ParishesForm,
    PartyFilters,
    choices_without,
)
from app.network.parties.line_forms import SORTS
from app.network.parties.lines import noted_of
from app.network.parties.models import Party
from app.network.parties.overview import Narrowing
from app.network.queries import get_zone, list_municipalities, list_parish_choices
from app.ui.choice_fields import choices, names_of
from app.ui.conflict import show_both
from app.ui.listing import read_listing

KEEP, WRITE = Permission.ORGANISATION_KEEP, Permission.PARTNERSHIP_WRITE


@bp.get("/organisations")
@requires(Permission.ORGANISATION_READ)
def organisations() -> Response:
    form, here = PartyFilters(request.args), g.actor.here()
    form.offer(choices(names_of(list_parish_choices(here))))
    is_partner = g.actor.may(Permission.PARTNERSHIP_READ)
    if not is_partner:
        del form.tier, form.brings, form.parish
    asked = read_listing(form, sorts=queries.ORGANISATION_SORTS, by=queries.BY_NAME)
    narrowing = Narrowing(
        nature=asked["nature"],
        kind=asked["kind"],
        tier=asked["tier"],
        brings=asked["brings"],
        parish_id=asked["parish"],
    )
    results = queries.parties_page(
        g.actor,
        search=asked["q"] or "",
        conditions=list(narrowing.conditions(here, clock.today(get_zone(here)))),
        after=asked.after,
        sort=asked.sort,
    )
    return respond(
        "network/parties/organisations.html",
        status=asked.status,
        form=form,
        results=results,
        parents=queries.organisation_names(each.parent_id for each in results.items),
        manages=g.actor.may(Permission.ORGANISATION_WRITE),
        writes_partnership=g.actor.may(WRITE),
        is_partner=is_partner,
        listing=asked,
    )


@bp.get("/organisations/<uuid:organisation_id>")
@requires(Permission.ORGANISATION_READ)
def show_organisation(organisation_id: UUID) -> Response:
    seen = queries.see_party(g.actor, organisation_id)
    party = seen.party
    where = queries.place_of(g.actor, party)
    is_whole = g.actor.may(Permission.PARTNERSHIP_READ, where)
    return respond(
        "network/parties/show.html",
        party=party,
        parent_name=seen.parent_name,
        noted=noted_of(where, party.id, clock.today(get_zone(where))),
        sorts=SORTS,
        is_read=permissions.may_read(g.actor, where, party.id),
        sees_contacts=permissions.may_see_contacts(g.actor, where, party.id),
        keeps=permissions.may_keep(g.actor, where, party.id),
        writes_partnership=g.actor.may(WRITE, where),
        manages=g.actor.may(Permission.ORGANISATION_WRITE, where),
        resting=_resting(party) if is_whole else [],
    )


def _resting(party: Party) -> list[tuple[str, list[tuple[str, str, dict[str, str]]]]]:
    """What of all features rests on a party."""
    return [
        (str(heading), [(str(link.label), link.endpoint, dict(link.values)) for link in links])
        for heading, links in what_rests_on(Ground.PARTY, g.actor, party.id)
    ]


@bp.get("/organisations/new")
@bp.post("/organisations", endpoint="create_organisation")
@requires(Permission.ORGANISATION_WRITE)
def new_organisation() -> Response:
    parents = choices(names_of(queries.list_organisations(g.actor.here())))
    form = NewOrganisationForm(parents=parents, municipalities=[])
    alike: dict[UUID, str] = {}
    if form.validate_on_submit():
        alike = _alike(form)
        if not alike:
            try:
                made = operations.create_party(
                    g.actor,
                    party_id=form.new_id,
                    municipality_id=form.drawn_in,
                    name=form.name.data,
                    kind=form.chosen_kind,
                    parent_id=form.parent_id.data,
                )
            except operations.NameTaken:
                form.name.errors, alike = [name_taken()], _meant(form)
            else:
                flash(_("%(name)s was added.", name=made.name), "good")
                return see_other("network.show_organisation", organisation_id=made.id)
    return respond(
        "network/parties/organisation.html",
        status=409 if alike and not form.errors else form.status,
        form=form,
        organisation=None,
        alike=alike,
    )


def _alike(form: NewOrganisationForm) -> dict[UUID, str]:
    """Who the new one could be under another spelling, once for each name that is typed."""
    name = form.name.data
    if form.seen.data == name or queries.is_name_taken(form.drawn_in, name):
        return {}
    form.seen.data = name
    return _meant(form)


def _meant(form: NewOrganisationForm) -> dict[UUID, str]:
    """Whom the name that was typed means, or could mean."""
    name = form.name.data
    meant = queries.names_in(form.drawn_in).resolve(name)
    found = [meant.party_id, *meant.candidates, meant.unit.parent_id if meant.unit else None]
    return queries.organisation_names(found)


@bp.route("/organisations/<uuid:organisation_id>/edit", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
def edit_organisation(organisation_id: UUID) -> Response:
    organisation = queries.get_party(g.actor, organisation_id, to_change=writes())
    form = _edit_form(organisation)
    if form.validate_on_submit():
        try:
            operations.edit_organisation(
                g.actor,
                organisation=organisation,
                version=form.version.data,
                name=form.name.data,
                kind=form.chosen_kind,
                parent_id=form.parent_id.data,
                reach=form.chosen_reach,
                renamed_on=form.renamed_on.data,
            )
        except operations.NameTaken:
            form.name.errors = [name_taken()]
        except StaleRecord:
            show_both(form, _edit_form(organisation))
        else:
            flash(_("The change was saved."), "good")
            return see_other("network.show_organisation", organisation_id=organisation.id)
    return respond(
        "network/parties/organisation.html",
        status=form.status,
        form=form,
        organisation=organisation,
        alike={},
    )


def name_taken() -> str:
    """Why two parties of one municipality cannot share a name."""
    return _("Another organisation of this municipality has this name.")


def _edit_form(organisation: Party) -> EditOrganisationForm:
    """Parents are those of the current municipality, and the present one wherever it is."""
    offered = names_of(queries.list_organisations(g.actor.here()))
    parents = choices_without(offered, organisation.id)
    if organisation.parent_id and organisation.parent_id not in offered:
        names = queries.organisation_names([organisation.parent_id])
        parents.append(SelectChoice(str(organisation.parent_id), names[organisation.parent_id]))
    managed = list_municipalities(g.actor.municipalities(Permission.ORGANISATION_WRITE))
    values = {
        "name": organisation.name,
        "kind": organisation.kind,
        "parent_id": organisation.parent_id,
        "reach": [str(where) for where in queries.reach_of(organisation.id)],
        "version": organisation.version,
    }
    where = choices(names_of(managed))
    form = EditOrganisationForm(parents=parents, municipalities=where, data=values)
    form.of_nature(organisation.nature)
    return form


@bp.route("/organisations/<uuid:organisation_id>/address", methods=["GET", "POST"])
@requires(KEEP)
def edit_address(organisation_id: UUID) -> Response:
    party = queries.get_party(g.actor, organisation_id, to_change=writes())
    where = queries.place_of(g.actor, party)
    permissions.demand_keep(g.actor, where, party.id)
    form = AddressForm(obj=party)
    if form.validate_on_submit():
        try:
            operations.edit_address(
                g.actor, party=party, municipality_id=where, version=form.version.data, address=form.chosen
            )
        except StaleRecord:
            show_both(form, AddressForm(obj=party))
        else:
            flash(_("The change was saved."), "good")
            return see_other("network.show_organisation", organisation_id=party.id)
    return respond("network/parties/address.html", status=form.status, form=form, party=party)


@bp.route("/organisations/<uuid:organisation_id>/parishes", methods=["GET", "POST"])
@requires(WRITE)
def edit_parishes(organisation_id: UUID) -> Response:
    party = queries.get_party(g.actor, organisation_id, to_change=writes())
    where = queries.place_of(g.actor, party)
    served = [each.parish_id for each in attaching.serving(where, party.id)]
    form = ParishesForm(data={"parishes": served}).placed(where)
    form.parishes.choices = choices(names_of(list_parish_choices(where)))
    if form.validate_on_submit():
        attaching.serve(
            g.actor, municipality_id=form.drawn_in, party=party, parishes=form.parishes.data or ()
        )
        flash(_("The change was saved."), "good")
        return see_other("network.show_organisation", organisation_id=party.id)
    return respond("network/parties/parishes.html", status=form.status, form=form, party=party)
