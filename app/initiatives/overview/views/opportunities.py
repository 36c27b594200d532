"""One opportunity with all that was made of it."""

from uuid import UUID

from flask import Response, g

from app.core.access import requires
from app.core.feature import Area
from app.core.http import respond
from app.core.permission import Permission
from app.core.staff import staff_names
from app.initiatives.blueprint import bp
from app.initiatives.opportunities import queries
from app.initiatives.opportunities.models import OpportunityState
from app.initiatives.opportunities.permissions import may_edit, may_write
from app.initiatives.opportunities.states import ENDING, OPPORTUNITY
from app.initiatives.opportunities.wording import ORIGINS, WEIGHTS, season
from app.initiatives.overview.contributions import OF_OPPORTUNITY
from app.network.parties.queries import organisation_names
from app.network.queries import parish_name
from app.skills.queries.catalogue import catalogue_for
from app.skills.scales import LEVEL_WORDS


@bp.get("/opportunities/<uuid:opportunity_id>")
@requires(Permission.OPPORTUNITY_PROPOSE)
def opportunity(opportunity_id: UUID) -> Response:
    found = queries.get_opportunity(g.actor, opportunity_id)
    history = queries.history_of(found)
    is_merged = found.state == OpportunityState.MERGED
    panels = [panel for each in OF_OPPORTUNITY for panel in each(g.actor, found)]
    return respond(
        "initiatives/opportunities/show.html",
        opportunity=found,
        states=OPPORTUNITY,
        origins=ORIGINS,
        ending=ENDING,
        weights=WEIGHTS,
        levels=LEVEL_WORDS,
        season=season(found.months),
        organisation=next(iter(organisation_names([found.organisation_id]).values()), ""),
        parish=parish_name(found.parish_id),
        offer=queries.find_offer(g.actor, found),
        catalogue=catalogue_for(each.competence_id for each in found.needs),
        kept=queries.find_kept(g.actor, found) if is_merged else None,
        merged=queries.list_merged_into(g.actor, found),
        history=history,
        names=staff_names({found.created_by, *(each.actor_id for each in history)}),
        panels=sorted(panels, key=lambda each: (each.is_empty, each.position)),
        areas=Area,
        may_write=may_write(g.actor, found),
        may_edit=may_edit(g.actor, found) and not is_merged,
    )
