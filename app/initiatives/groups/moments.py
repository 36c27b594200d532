"""What a person's page shows of the initiatives they belong to, or did."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select

from app.core.actor import Actor
from app.core.feature import Area, Link, Panel
from app.core.lines import WHOSE, Lines, lines
from app.core.permission import Permission
from app.core.person_page import AboutPerson, Act, Moment
from app.initiatives.groups.models import Initiative, Member
from app.people.models import Participant

BELONGS = "initiative_member"
SAID: dict[str, Any] = {
    "invited": _("Invited to an initiative"),
    "active": _("Joined an initiative"),
    "declined": _("Declined an initiative"),
    "left": _("Left an initiative"),
}


def lines_of(actor: Actor, person: Participant) -> Sequence[Select[Any]]:
    """For whoever reads initiatives."""
    return _lines() if actor.may(Permission.INITIATIVE_READ, person.municipality_id) else ()


@cache
def _lines() -> Sequence[Select[Any]]:
    places = lines(
        BELONGS,
        Member.id,
        Member.created_at,
        by=Member.created_by,
        what=Member.state,
        words=Initiative.title,
        on=Member.joined_on,
        other=Member.initiative_id,
    )
    return (places.join_from(Member, Initiative).where(Member.participant_id == WHOSE),)


def about(actor: Actor, person: Participant, read: Lines) -> AboutPerson:
    """The initiatives they belong to, and a way to begin one with them."""
    if not actor.may(Permission.INITIATIVE_READ, person.municipality_id):
        return AboutPerson()
    places = read[BELONGS]
    panels = (
        [Panel(Area.BESIDE, 42, "initiatives/groups/_of_person.html", {"places": places})] if places else []
    )
    acts = []
    if actor.may(Permission.INITIATIVE_WRITE, person.municipality_id):
        begin = Link(_("Begin an initiative"), "initiatives.new_initiative", {"person": person.id})
        acts.append(Act(35, begin, "sparkles"))
    return AboutPerson(panels, list(_moments(read)), acts=acts)


def _moments(read: Lines) -> Iterator[Moment]:
    for line in read[BELONGS]:
        link = Link(_("Open the initiative"), "initiatives.initiative", {"initiative_id": line.other})
        yield Moment(line.at, SAID[line.what], line.by, line.words, link, on=line.on)
