"""Who may not be proposed any more stands in no open proposal; proposals end with what they were for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.initiatives.groups.models import Stage
from app.initiatives.groups.told import Changed, changed
from app.initiatives.opportunities.told import Ended, ended
from app.initiatives.teams.models import TeamPlace, TeamWish
from app.initiatives.teams.operations.dropping import drop_all_for, stop_messages, take_out
from app.initiatives.teams.operations.same_person import better_of, take_over
from app.initiatives.teams.states import PLACE
from app.people.merging.rules import Merged, Rule, declare, follows
from app.people.operations.consents import Withdrawn, consent_withdrawn
from app.people.operations.rights import Restricted, person_restricted
from app.people.operations.sealing import Sealed, person_sealed
from app.people.rights.forgetting import Forgotten, drop_transitions, forgotten
from app.ui.wording import instant


@consent_withdrawn.connect
def propose_no_more(told: Withdrawn) -> None:
    """At once, in every open proposal; without messages no invitation leaves as one."""
    if told.purpose == "matching":
        take_out([told.participant.id])
    elif told.purpose == "messages":
        theirs = select(TeamPlace).where(TeamPlace.participant_id == told.participant.id)
        stop_messages(db.session.scalars(theirs).all())
        db.session.flush()


@person_sealed.connect
def propose_nobody_hidden(told: Sealed) -> None:
    """Nobody who is protected stands where others look."""
    take_out([told.participant.id])


@person_restricted.connect
def propose_nobody_at_rest(told: Restricted) -> None:
    """Nobody whose data is not used is proposed."""
    take_out([told.participant.id])


@forgotten.connect
def forget_places(told: Forgotten) -> None:
    """What was proposed of whoever is forgotten goes with them, and messages that have not left."""
    theirs = select(TeamPlace).where(TeamPlace.participant_id.in_(told.people))
    places = db.session.scalars(theirs).all()
    stop_messages(places)
    db.session.flush()
    drop_transitions([each.id for each in places])
    for model in (TeamPlace, TeamWish):
        db.session.execute(delete(model).where(model.participant_id.in_(told.people)))


@ended.connect
def end_with_the_opportunity(told: Ended) -> None:
    """Nobody is invited to what is looked for no more."""
    drop_all_for("opportunity_id", told.opportunity.id)


@changed.connect
def end_with_the_initiative(told: Changed) -> None:
    """Nobody completes an initiative that closed."""
    if told.initiative.state == Stage.CLOSED:
        drop_all_for("initiative_id", told.initiative.id)


def _words(rows: Sequence[TeamPlace]) -> list[str]:
    return [
        gettext(
            "Team of %(moment)s (%(state)s)",
            moment=instant(each.team.created_at),
            state=PLACE.name(each.state),
        )
        for each in rows
    ]


def _stands_once(kept: Sequence[TeamPlace], gone: Sequence[TeamPlace]) -> dict[UUID, Any]:
    pairs = [(mine, other) for mine in kept for other in gone if mine.team_id == other.team_id]
    worse = [other if better_of(mine, other) is mine else mine for mine, other in pairs]
    return {each.id: _("Is in this team already, and stands once") for each in worse}


def _take_over(told: Merged) -> None:
    take_over(kept=told.kept, gone=told.gone)


follow_the_person = declare(
    Rule(
        model=TeamPlace,
        title=_("Proposed teams"),
        words=_words,
        act=_take_over,
        fates=_stands_once,
        options=lambda: [joinedload(TeamPlace.team)],
    )
)


def _wish_words(rows: Sequence[TeamWish]) -> list[str]:
    return [gettext("Search for a team, %(moment)s", moment=instant(each.created_at)) for each in rows]


wishes_follow = follows(TeamWish, _("Named in a search for a team"), _wish_words)
