"""What of the directory and the programme fits a person, with the reason, and noting that it was proposed."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import clock, i18n
from app.core.access import requires
from app.core.errors import existing
from app.core.forms import Form
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.operations.contact_notes import Thing, note_proposal
from app.people.queries import get_participant
from app.skills.fit import Speaks
from app.skills.queries.catalogue import catalogue_for
from app.skills.queries.inventories import entries_of
from app.workshops.blueprint import bp
from app.workshops.enrolments.fitting import Fitting, what_fits

MOST, BECAUSE = 12, 2


@bp.route("/participants/<uuid:participant_id>/proposals", methods=["GET", "POST"])
@requires(Permission.INVENTORY_CLAIM)
def propose(participant_id: UUID) -> Response:
    person = get_participant(g.actor, participant_id, Permission.PARTICIPANT_WRITE)
    speaks, form = Speaks(entries_of(g.actor, person.id)), Form()
    languages = list(dict.fromkeys((i18n.current().code, i18n.MAIN)))
    today = clock.today(get_zone(person.municipality_id))
    is_here = person.municipality_id == g.actor.municipality_id
    found = what_fits(g.actor, speaks, languages=languages, today=today, limit=MOST) if is_here else []
    if form.validate_on_submit():
        thing = _thing(found)
        note_proposal(g.actor, participant=person, note_id=form.new_id, thing=thing, on=today)
        flash(_("Noted as proposed: %(thing)s.", thing=thing.title), "good")
        return see_other("office.participant", participant_id=person.id)
    return respond(
        "workshops/enrolments/fitting.html",
        status=form.status,
        person=person,
        found=found,
        is_known=bool(speaks.count),
        catalogue=catalogue_for(key for each in found for key in each.fit.because[:BECAUSE]),
        most=BECAUSE,
    )


def _thing(found: Sequence[Fitting]) -> Thing:
    """What was meant of what fits; NotFound for anything else."""
    wanted = sent_id("thing_id")
    meant = existing(next((each for each in found if each.thing.id == wanted), None))
    return Thing(kind=meant.kind, id=wanted, title=meant.title.value)
