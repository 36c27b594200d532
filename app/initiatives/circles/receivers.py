"""Who may not be proposed any more stands in no open circle; two records of one person stand once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.initiatives.circles.models import CirclePlace, CircleState
from app.initiatives.circles.operations.dropping import take_out
from app.initiatives.circles.states import CIRCLE, OPEN
from app.people.merging.rules import Merged, Rule, declare
from app.people.models import Participant
from app.people.operations.consents import Withdrawn, consent_withdrawn
from app.people.operations.rights import Restricted, person_restricted
from app.people.operations.sealing import Sealed, person_sealed
from app.people.queries import matchable
from app.people.rights.forgetting import Forgotten, forgotten
from app.ui.wording import instant


@consent_withdrawn.connect
def propose_no_more(told: Withdrawn) -> None:
    """At once, from every open circle."""
    if told.purpose == "matching":
        take_out([told.participant.id])


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
    """Open circles go on without whoever is forgotten, and no circle names them any more."""
    take_out(told.people)
    db.session.execute(delete(CirclePlace).where(CirclePlace.participant_id.in_(told.people)))


def _words(rows: Sequence[CirclePlace]) -> list[str]:
    return [
        gettext(
            "Circle of knowledge of %(moment)s (%(state)s)",
            moment=instant(each.circle.created_at),
            state=CIRCLE.name(each.circle.state),
        )
        for each in rows
    ]


def _stands_once(kept: Sequence[CirclePlace], gone: Sequence[CirclePlace]) -> dict[UUID, Any]:
    there = {each.circle_id for each in kept}
    once = _("Is in this circle already, and stands once")
    leaves = _("Is in another circle already, and leaves this one")
    fates = {each.id: once for each in gone if each.circle_id in there}
    if any(map(_stands, kept)):
        fates |= {each.id: leaves for each in gone if _is_open(each) and each.circle_id not in there}
    return fates


def _take_over(told: Merged) -> None:
    """`kept` gains the places of `gone`: one in a circle, and in one open circle at most; in none where they
    may not be proposed.
    """
    mine, theirs = _places_of(told.kept), _places_of(told.gone)
    there = {each.circle_id for each in mine}
    may = db.session.scalar(select(Participant.id).where(Participant.id == told.kept.id, matchable()))
    if any(map(_stands, mine)) or not may:
        take_out([told.gone.id])
    for place in theirs:
        if place.circle_id in there:
            place.circle.places.remove(place)
        else:
            place.participant_id = told.kept.id
    db.session.flush()
    if not may:
        take_out([told.kept.id])


def _places_of(person: Participant) -> Sequence[CirclePlace]:
    query = select(CirclePlace).where(CirclePlace.participant_id == person.id)
    return db.session.scalars(query.options(joinedload(CirclePlace.circle)).order_by(CirclePlace.id)).all()


def _is_open(place: CirclePlace) -> bool:
    return not place.left and place.circle.state in OPEN


def _stands(place: CirclePlace) -> bool:
    return not place.left and place.circle.state in {*OPEN, CircleState.MEETING.value}


follow_the_person = declare(
    Rule(
        model=CirclePlace,
        title=_("Circles of knowledge"),
        words=_words,
        act=_take_over,
        fates=_stands_once,
        options=lambda: [joinedload(CirclePlace.circle)],
    )
)
