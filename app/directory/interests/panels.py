"""What somebody wants: on their page, and among what waits for an answer."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import AboutPerson, Area, Panel, Waiting
from app.core.permission import Permission
from app.directory.interests.queries import interests_to_answer, list_of_person
from app.people.models import Participant


def about(actor: Actor, person: Participant) -> AboutPerson:
    """What they said at the kiosk that they want."""
    if not actor.may(Permission.INVENTORY_CLAIM, person.municipality_id):
        return AboutPerson()
    interests = list_of_person(person.id)
    panels = [Panel(Area.BESIDE, 25, "directory/interests/_of_person.html", {"interests": interests})]
    return AboutPerson(panels if interests else ())


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """What nobody has answered."""
    if actor.may(Permission.INVENTORY_CLAIM):
        yield Waiting(interests_to_answer(actor), _interests, "directory.interests")


def _interests(count: int) -> str:
    return ngettext(
        "%(num)d thing wanted at the kiosk, without an answer",
        "%(num)d things wanted at the kiosk, without an answer",
        count,
    )
