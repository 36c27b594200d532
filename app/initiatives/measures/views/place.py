"""What is feasible in the place, and who could serve a demand that measures would open."""

from uuid import UUID

from flask import Response, g

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond
from app.core.permission import Permission
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.queries import get_entry
from app.initiatives.blueprint import bp
from app.initiatives.measures import benefit, queries
from app.initiatives.measures.place import Lacks
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.queries import get_opportunity
from app.skills.queries.catalogue import catalogue_for

READ = Permission.INITIATIVE_READ


@bp.get("/measures/feasible")
@requires(READ)
def feasible() -> Response:
    """Which demands are feasible now, with one more person, with one measure, and which lack more."""
    found = benefit.feasibility_of(g.actor)
    missing = [each for row in found.rows for each in (*row.judged.why.competences, *row.judged.persons)]
    return respond(
        "initiatives/measures/feasible.html",
        found=found,
        lacks=Lacks,
        catalogue=catalogue_for(missing),
    )


@bp.get("/measure-searches/<uuid:search_id>/opportunities/<uuid:opportunity_id>")
@requires(READ)
def measure_search_opportunity(search_id: UUID, opportunity_id: UUID) -> Response:
    return _served(search_id, get_opportunity(g.actor, opportunity_id))


@bp.get("/measure-searches/<uuid:search_id>/offers/<uuid:offer_id>")
@requires(READ)
def measure_search_offer(search_id: UUID, offer_id: UUID) -> Response:
    return _served(search_id, get_entry(g.actor, Offer, offer_id))


def _served(search_id: UUID, thing: Opportunity | Offer) -> Response:
    search = queries.get_search(g.actor, search_id)
    if thing.municipality_id != search.municipality_id:
        raise NotFound
    found = benefit.served_by(g.actor, search, thing)
    known = [each for able in found.people for each in (*able.can, *able.learns)]
    return respond(
        "initiatives/measures/served.html",
        search=search,
        thing=thing,
        is_opportunity=isinstance(thing, Opportunity),
        found=found,
        may_open=g.actor.may(Permission.PARTICIPANT_READ, search.municipality_id),
        catalogue=catalogue_for(known),
    )
