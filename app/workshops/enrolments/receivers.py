"""Enrolments follow the person they belong to, and the series they are in."""

from app.people.operations.unverified import Merged, merged
from app.people.rights.forgetting import Forgotten, forgotten
from app.skills.operations.claims import HandedOver, handed_over
from app.skills.operations.inventories import Erased, erased
from app.skills.operations.returns import Moved, moved
from app.workshops.enrolments.operations.erasing import forget_places
from app.workshops.enrolments.operations.inventories import end_with_list, follow, give_to
from app.workshops.enrolments.operations.leaving import cancel_all, close_line
from app.workshops.enrolments.operations.waiting import fill
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


@merged.connect
def follow_the_person(told: Merged) -> None:
    """The enrolments of an unverified record go to the person it turned out to be."""
    give_to(told.actor, participant_id=told.kept.id, gone_id=told.gone.id)


@forgotten.connect
def forget_the_person(told: Forgotten) -> None:
    """The places of whoever is forgotten are free, or nobody's."""
    forget_places(told)
