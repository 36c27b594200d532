"""Enrolments follow the person they belong to, and the series they are in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import joinedload

from app.people.merging.rules import Rule, declare
from app.people.merging.undoing import Change, Undoing, undoing
from app.people.rights.forgetting import Forgotten, forgotten
from app.skills.operations.claims import HandedOver, handed_over
from app.skills.operations.inventories import Erased, erased
from app.skills.operations.returns import Moved, moved
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.erasing import forget_places
from app.workshops.enrolments.operations.inventories import end_with_list, follow, give_to, worse_of
from app.workshops.enrolments.operations.leaving import cancel_all, close_line
from app.workshops.enrolments.operations.returning import bring_back
from app.workshops.enrolments.operations.same_person import seats_missing, take_over
from app.workshops.enrolments.operations.waiting import fill
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.planning.operations.restoring import series_restored
from app.workshops.planning.operations.series import (
    SeriesTold,
    room_changed,
    series_cancelled,
    series_ended,
)


@room_changed.connect
def offer_new_seats(told: SeriesTold) -> None:
    """Whoever waits longest is offered what became free."""
    fill(told.actor, told.workshop)


@series_ended.connect
def end_waiting(told: SeriesTold) -> None:
    """Who still waited for a seat waits no longer."""
    close_line(told.actor, workshop=told.workshop)


@series_cancelled.connect
def end_all(told: SeriesTold) -> None:
    """Nobody is enrolled in what does not take place."""
    cancel_all(told.actor, workshop=told.workshop)


@series_restored.connect
def bring_all_back(told: SeriesTold) -> None:
    """Whoever lost their place with the series has it again."""
    bring_back(told.actor, workshop=told.workshop)


@handed_over.connect
def follow_the_list(told: HandedOver) -> None:
    """The enrolments of a list are its person's from now on."""
    give_to(told.actor, participant_id=told.participant.id, inventory_id=told.inventory.id)


@moved.connect
def follow_to_the_right_person(told: Moved) -> None:
    """Whose list it is after all, theirs are the enrolments that came with it."""
    whose = told.participant.id if told.participant else None
    follow(told.actor, inventory_id=told.inventory.id, before=told.before, participant_id=whose)


@erased.connect
def end_with_the_list(told: Erased) -> None:
    """Whoever erases the list leaves the series it is enrolled in."""
    end_with_list(told.actor, inventory=told.inventory)


def _words(rows: Sequence[Enrolment]) -> list[str]:
    return [f"{each.workshop.title} ({ENROLMENT.name(each.state)})" for each in rows]


def _which_ends(kept: Sequence[Enrolment], gone: Sequence[Enrolment]) -> dict[UUID, Any]:
    ends = _("Ends: the person has the other place; attendance goes to that")
    pairs = ((mine, other) for mine in kept for other in gone if mine.workshop_id == other.workshop_id)
    worse = (worse_of(*two) for two in pairs)
    return dict.fromkeys((each.id for each in worse if each), ends)


follow_the_person = declare(
    Rule(
        model=Enrolment,
        title=_("Places in workshops"),
        words=_words,
        act=lambda told: take_over(told.actor, kept_id=told.kept.id, gone_id=told.gone.id),
        fates=_which_ends,
        options=lambda: [joinedload(Enrolment.workshop)],
    )
)


@undoing.connect
def keep_seats_given_since(told: Undoing) -> None:
    """A place that ended with a merge does not come back over the heads of those who got the seat."""
    told.changes.extend(
        Change(words=_("The seat in %(series)s was given to somebody else", series=title))
        for title in seats_missing(told.before, is_locked=told.is_meant)
    )


@forgotten.connect
def forget_the_person(told: Forgotten) -> None:
    """The places of whoever is forgotten are free, or nobody's."""
    forget_places(told)
