"""The list of participants, and a person's page."""

from functools import partial
from operator import attrgetter
from uuid import UUID

from flask import Response, g, request

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.network.queries import parish_name
from app.office import timeline
from app.office.blueprint import bp
from app.office.panels import arranged, newest_first, parts_of_page
from app.office.participant_list import asked_for
from app.people import history
from app.people import queries as people


@bp.get("/participants")
@requires(Permission.PARTICIPANT_READ)
def participants() -> Response:
    asked = asked_for(g.actor, request.args)
    listing = asked.listing
    page = people.search_page(g.actor, asked.filters, listing.after, sort=listing.sort)
    return respond(
        "office/participants.html",
        part="office/_participants.html",
        status=listing.status,
        form=listing.form,
        meant=asked.meant,
        page=page,
        parishes={parish.id: parish.name for parish in asked.parishes},
        is_filtered=listing.is_filtered,
        may_register=g.actor.may(Permission.PARTICIPANT_WRITE),
        may_seek=g.actor.may(Permission.IDENTIFIER_USE),
        sort=listing.sort,
        address=listing.address,
    )


@bp.get("/participants/<uuid:participant_id>")
@requires(Permission.PARTICIPANT_READ)
def participant(participant_id: UUID) -> Response:
    person = people.get_participant(g.actor, participant_id)
    parts, names = parts_of_page(g.actor, person)
    may = partial(g.actor.may, municipality_id=person.municipality_id)
    return respond(
        "office/participant.html",
        person=person,
        parish=parish_name(person.parish_id),
        can={"make": may(Permission.INVENTORY_WRITE), "edit": may(Permission.PARTICIPANT_WRITE)},
        panels=arranged(panel for part in parts for panel in part.panels),
        acts=sorted((act for part in parts for act in part.acts), key=attrgetter("position")),
        moments=newest_first(parts),
        is_partial=not may(Permission.INVENTORY_CLAIM),
        names=names,
    )


@bp.get("/participants/<uuid:participant_id>/history")
@requires(Permission.PARTICIPANT_READ)
def participant_history(participant_id: UUID) -> Response:
    """Everything that was done with the record, and by whom."""
    person = people.get_participant(g.actor, participant_id)
    acts = timeline.acts(history.timeline(g.actor, person))
    names = staff_names(act.by for act in acts)
    return respond("office/history.html", person=person, acts=acts, names=names)
