"""The way from a person's page to what their competences add up to."""

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.feature import Link
from app.core.lines import Lines
from app.core.permission import Permission
from app.core.person_page import AboutPerson, Act
from app.people.models import Participant


def about(actor: Actor, person: Participant, _read: Lines) -> AboutPerson:
    """A link beside what fits them, for whoever reads their lists and initiatives."""
    asked = Permission.INITIATIVE_READ, Permission.INVENTORY_CLAIM
    if not all(actor.may(each, person.municipality_id) for each in asked):
        return AboutPerson()
    link = Link(_("What it adds up to"), "initiatives.combinations", {"participant_id": person.id})
    return AboutPerson(acts=[Act(32, link, "sparkles")])
