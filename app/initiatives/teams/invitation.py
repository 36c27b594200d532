"""An invitation as whoever is invited reads it: what it is about and what they would bring; nobody's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.initiatives.groups.models import Initiative
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams.matrix import matrix, members_of
from app.initiatives.teams.models import PlaceState, TeamPlace, TeamState


class Over(StrEnum):
    """Why an invitation can be answered no more."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    FORMED = "formed"
    DROPPED = "dropped"
    ENOUGH = "enough"
    """Who declined stands in as many others as anybody may."""


OVER: Mapping[str, tuple[Any, Any]] = {
    Over.WITHDRAWN: (
        _("This invitation was withdrawn"),
        _("The group is made up otherwise. You need do nothing. If you have questions, please ask us."),
    ),
    Over.EXPIRED: (
        _("The time of this invitation is over"),
        _(
            "It could be answered until a certain day, and that day has passed. "
            "If you would still like to take part, please tell us."
        ),
    ),
    Over.FORMED: (
        _("The group has begun"),
        _("Nothing more can be answered here. If something changed, please speak with us."),
    ),
    Over.DROPPED: (
        _("This group does not come about"),
        _("What it was for has ended, or others see to it. You need do nothing. Thank you."),
    ),
    Over.ENOUGH: (
        _("You are in three other proposals already"),
        _("Nobody is in more than three at once. Say no to one of the others first, or ask us."),
    ),
}
"""In words: a title and a sentence."""
ASKED = frozenset({PlaceState.INVITED.value, PlaceState.ACCEPTED.value, PlaceState.DECLINED.value})
"""States of a place whose holder was asked."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """`covers`: by competence the level, what the person invited would bring. `others`: so many more people
    belong to the team, members of the initiative among them. `income`: cents a month all together, from and
    to, where known.
    """

    place: TeamPlace
    title: str
    words: str
    where: str
    months: Sequence[int]
    income: tuple[int | None, int | None]
    covers: Mapping[UUID, str]
    others: int
    answer_by: date | None
    language: str

    @property
    def accepts(self) -> bool | None:
        """What was answered; None for nothing yet."""
        answers = {PlaceState.ACCEPTED.value: True, PlaceState.DECLINED.value: False}
        return answers.get(self.place.state)


def invitation(
    place: TeamPlace, subject: Opportunity | Initiative, members: int, language: str
) -> Invitation:
    """What stands in it. `members`: so many belong to the initiative already."""
    able = [line for line in matrix(place.team.needs, [place]).lines if place.participant_id in line.able]
    others = [each for each in members_of(place.team) if each is not place]
    return Invitation(
        place,
        title=subject.title,
        words=subject.description if isinstance(subject, Opportunity) else subject.summary,
        where=subject.place,
        months=subject.months if isinstance(subject, Opportunity) else (),
        income=(subject.income_from, subject.income_to) if isinstance(subject, Opportunity) else (None, None),
        covers={line.competence_id: line.levels[place.participant_id] for line in able},
        others=members + len(others),
        answer_by=place.answer_by,
        language=language,
    )


def over(place: TeamPlace, today: date) -> Over | None:
    """Why it can be answered no more; None while it can."""
    if place.team.state == TeamState.FORMED:
        return Over.FORMED
    if place.team.state == TeamState.DROPPED:
        return Over.DROPPED
    if place.state not in ASKED:
        return Over.WITHDRAWN
    return Over.EXPIRED if place.answer_by and place.answer_by < today else None
