"""What one person's competences add up to, for whoever speaks with them."""

from uuid import UUID

from flask import Response, g

from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.pool.people import levels_said
from app.initiatives.teams.combos import combinations_of, openings_of
from app.initiatives.teams.wants import wanted_here
from app.people.queries import get_participant
from app.skills.queries.catalogue import catalogue_for
from app.skills.queries.inventories import entries_of

MOST = 12


@bp.get("/participants/<uuid:participant_id>/combinations")
@requires(Permission.INITIATIVE_READ)
def combinations(participant_id: UUID) -> Response:
    """What wants several of their competences together, and what one thing would open the next.

    It is for the person alone: nobody is proposed to others by it, and so it asks for no consent.
    """
    person = get_participant(g.actor, participant_id, Permission.INVENTORY_CLAIM)
    is_here = person.municipality_id == g.actor.municipality_id
    levels = levels_said(entries_of(g.actor, person.id)) if is_here else {}
    wanted = wanted_here(g.actor) if levels else None
    found = combinations_of(levels, wanted.wants)[:MOST] if wanted else []
    openings = openings_of(levels, wanted.wants)[:MOST] if wanted else []
    named = [key for each in found for key in (*each.competences, *each.nearly.values())]
    return respond(
        "initiatives/teams/combinations.html",
        person=person,
        levels=levels,
        found=found,
        openings=openings,
        wanted=wanted,
        is_opportunity=lambda thing: isinstance(thing, Opportunity),
        catalogue=catalogue_for([*named, *(each.competence_id for each in openings)]),
    )
