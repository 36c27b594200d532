"""The list of opportunities, its files, and offers that nobody takes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from app.core import i18n
from app.core.access import requires
from app.core.actor import Actor
from app.core.exports import Cell
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.opportunities import queries
from app.initiatives.opportunities.forms import OpportunityListFilters
from app.initiatives.opportunities.from_offers import create_from_offer
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.queries import BY_TITLE, SORTS, OpportunityFilters
from app.initiatives.opportunities.states import OPPORTUNITY
from app.initiatives.opportunities.wording import ORIGINS, season
from app.network.parties.queries import organisation_names
from app.network.queries import list_parish_choices
from app.skills.picker.queries import names_of as competence_names
from app.skills.queries.catalogue import catalogue_for
from app.ui.list_files import Contents, ListFile, answer
from app.ui.listing import Listing, read_listing
from app.ui.long_files import Args, offer

READ, WRITE = Permission.OPPORTUNITY_PROPOSE, Permission.INITIATIVE_WRITE
HEADINGS = (
    lazy_gettext("What is needed"),
    lazy_gettext("State"),
    lazy_gettext("Known from"),
    lazy_gettext("Who told of it"),
    lazy_gettext("Place"),
    lazy_gettext("Parish"),
    lazy_gettext("Season"),
    lazy_gettext("Income a month, from"),
    lazy_gettext("Income a month, up to"),
    lazy_gettext("People, at least"),
    lazy_gettext("People, at most"),
    lazy_gettext("Last day"),
    lazy_gettext("Competences it takes"),
)


@bp.get("/opportunities")
@requires(READ)
def opportunities() -> Response:
    asked, filters = _asked(g.actor, request.args)
    page = queries.opportunities_page(g.actor, filters, after=asked.after, sort=asked.sort)
    return respond(
        "initiatives/opportunities/index.html",
        status=asked.status,
        listing=asked,
        page=page,
        states=OPPORTUNITY,
        origins=ORIGINS,
        season=season,
        organisations=organisation_names(each.organisation_id for each in page.items),
        catalogue=catalogue_for(queries.wanted_competences(page.items)),
        may_write=g.actor.may(WRITE),
    )


@bp.get("/opportunities.csv")
@requires(READ)
def opportunities_csv() -> Response:
    return answer(OPPORTUNITIES, "csv")


@bp.get("/opportunities.xlsx")
@requires(READ)
def opportunities_xlsx() -> Response:
    return answer(OPPORTUNITIES, "xlsx")


@bp.get("/opportunities/untaken-offers")
@requires(WRITE)
def untaken_offers() -> Response:
    """Offers of which somebody said why nobody takes them, and what was made of them."""
    page = queries.untaken_offers_page(g.actor, after=request.args.get("after"))
    return respond(
        "initiatives/opportunities/untaken_offers.html",
        page=page,
        made=queries.made_of(g.actor, [each.id for each in page.items]),
        organisations=organisation_names(each.organisation_id for each in page.items),
    )


@bp.post("/opportunities/untaken-offers/<uuid:offer_id>")
@requires(WRITE)
def create_from_untaken_offer(offer_id: UUID) -> Response:
    found = queries.get_untaken_offer(g.actor, offer_id)
    made = create_from_offer(g.actor, opportunity_id=sent_id("request_key"), offer=found)
    flash(_("A draft was made of the offer. Please complete it."), "good")
    return see_other("initiatives.opportunity", opportunity_id=made.id)


def _asked(actor: Actor, args: MultiDict[str, str]) -> tuple[Listing, OpportunityFilters]:
    form = OpportunityListFilters(args)
    form.offer(list_parish_choices(actor.here()))
    asked = read_listing(form, sorts=SORTS, by=BY_TITLE, args=args)
    names = ("q", "state", "origin", "parish")
    return asked, OpportunityFilters(**{name: asked[name] for name in names})


def _read(actor: Actor, args: Args) -> Contents:
    asked, filters = _asked(actor, args)
    asked.demand_valid()
    rows = queries.opportunities_to_export(actor, filters, asked.sort)
    return Contents("oportunidades", [str(each) for each in HEADINGS], rows, _cells)


def _cells(rows: Sequence[Any]) -> list[list[Cell]]:
    found: list[Opportunity] = [each for (each,) in rows]
    organisations = organisation_names(each.organisation_id for each in found)
    competences = competence_names(queries.wanted_competences(found), i18n.current().code)
    parishes = {each.id: each.name for each in list_parish_choices(found[0].municipality_id)} if found else {}
    return [
        [
            each.title,
            OPPORTUNITY.name(each.state),
            str(ORIGINS[each.origin]),
            organisations.get(each.organisation_id, "") if each.organisation_id else "",
            each.place,
            parishes.get(each.parish_id, "") if each.parish_id else "",
            season(each.months),
            _euros(each.income_from),
            _euros(each.income_to),
            each.fewest,
            each.most,
            each.ends_on,
            "; ".join(competences.get(need.competence_id, "") for need in each.needs),
        ]
        for each in found
    ]


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


OPPORTUNITIES = ListFile("opportunities.file", READ, lazy_gettext("List of opportunities"), _read)
offer(OPPORTUNITIES)
