"""The stages of an initiative and the states of a member: what may follow which, for whom, and why."""

from itertools import pairwise
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.machine import Machine, Step
from app.initiatives.groups.models import MemberState as Belongs
from app.initiatives.groups.models import Stage
from app.initiatives.groups.permissions import may_write

STAGES = (Stage.IDEA, Stage.EXPLORING, Stage.PLANNING, Stage.TRIAL, Stage.LAUNCHED, Stage.CONSOLIDATED)
"""The way of an initiative; through the gate before each of them but the first."""
GOING_ON = (*STAGES, Stage.PAUSED)
PAUSE_REASONS: dict[str, Any] = {
    "people": _("Somebody it needs is missing"),
    "money": _("The money is missing for now"),
    "place": _("There is no place for it for now"),
    "season": _("It is not the season"),
    "permission": _("It waits for a permission or an answer"),
    "other": _("Another reason"),
}
CLOSE_REASONS: dict[str, Any] = {
    "goal_reached": _("It has done what it was for"),
    "not_viable": _("It does not pay its way"),
    "group_parted": _("The group went apart"),
    "found_work": _("The people found work"),
    "joined_another": _("It became part of another initiative"),
    "no_interest": _("Nobody wants to go on with it"),
    "mistake": _("It was entered by mistake"),
    "other": _("Another reason"),
}
LEAVE_REASONS: dict[str, Any] = {
    "found_work": _("Found work"),
    "training": _("Goes to a training"),
    "no_time": _("Has no time any more"),
    "health_or_family": _("Cannot for now, for reasons of their own"),
    "disagreement": _("The group does not agree"),
    "moved_away": _("Moved away"),
    "mistake": _("Was entered by mistake"),
    "other": _("Another reason"),
}
DECLINE_REASONS: dict[str, Any] = {
    "not_interested": _("Does not want to take part"),
    "no_time": _("Has no time"),
    "other_plan": _("Has another plan"),
    "not_reached": _("Could not be reached"),
    "mistake": _("Was invited by mistake"),
    "other": _("Another reason"),
}
INITIATIVE = Machine(
    *(Step(before, after, may_write) for before, after in pairwise(STAGES)),
    *(Step(after, before, may_write) for before, after in pairwise(STAGES)),
    *(Step(each, Stage.PAUSED, may_write, PAUSE_REASONS) for each in STAGES),
    *(Step(Stage.PAUSED, each, may_write) for each in STAGES),
    *(Step(each, Stage.CLOSED, may_write, CLOSE_REASONS) for each in GOING_ON),
    *(Step(Stage.CLOSED, each, may_write) for each in GOING_ON),
    names={
        Stage.IDEA: _("Idea"),
        Stage.EXPLORING: _("Exploring"),
        Stage.PLANNING: _("Planning"),
        Stage.TRIAL: _("On trial"),
        Stage.LAUNCHED: _("Launched"),
        Stage.CONSOLIDATED: _("Consolidated"),
        Stage.PAUSED: _("Paused"),
        Stage.CLOSED: _("Initiative closed"),
    },
    tones={
        Stage.TRIAL: "petrol",
        Stage.LAUNCHED: "good",
        Stage.CONSOLIDATED: "good",
        Stage.PAUSED: "ochre",
        Stage.CLOSED: "bad",
    },
)
MEMBER = Machine(
    Step(Belongs.INVITED, Belongs.ACTIVE, may_write),
    Step(Belongs.INVITED, Belongs.DECLINED, may_write, DECLINE_REASONS),
    Step(Belongs.DECLINED, Belongs.INVITED, may_write),
    Step(Belongs.ACTIVE, Belongs.LEFT, may_write, LEAVE_REASONS),
    Step(Belongs.LEFT, Belongs.ACTIVE, may_write),
    names={
        Belongs.INVITED: _("Is invited"),
        Belongs.ACTIVE: _("Takes part"),
        Belongs.DECLINED: _("Has declined"),
        Belongs.LEFT: _("Has left"),
    },
    tones={Belongs.ACTIVE: "good", Belongs.INVITED: "ochre"},
)


def stage_after(stage: str) -> Stage | None:
    """The stage behind the next gate; None after the last, and for what is paused or closed."""
    return next((after for before, after in pairwise(STAGES) if before == stage), None)


def stage_before(stage: str) -> Stage | None:
    """The stage that a step leads back to; None for the first, and for what is paused or closed."""
    return next((before for before, after in pairwise(STAGES) if after == stage), None)
