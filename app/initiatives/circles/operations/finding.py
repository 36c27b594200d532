"""Searches for circles, and keeping what was found: only people who may be proposed at that moment."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from app.core import clock, i18n, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.initiatives.circles.matching import Found, Meeting, Question
from app.initiatives.circles.models import Circle, CirclePlace, CircleSearch, CircleState
from app.initiatives.circles.operations.dropping import drop
from app.initiatives.circles.queries.learners import standing, untouched
from app.initiatives.circles.ring import Ring
from app.initiatives.circles.states import SEARCHED_AGAIN
from app.initiatives.teams.queries.people import lock_proposable


def begin_search(actor: Actor, *, search_id: UUID, municipality_id: UUID, meeting: Meeting) -> CircleSearch:
    """A search for circles of people who can meet so; the same id again is the same row."""
    actor.demand(Permission.TEAM_PROPOSE, municipality_id)
    if known := records.known(CircleSearch, search_id, municipality_id=municipality_id):
        return known
    search = CircleSearch(
        id=search_id,
        municipality_id=municipality_id,
        hours=meeting.hours,
        is_near=meeting.is_near,
        created_at=clock.now(),
        created_by=actor.id,
    )
    return records.add(actor, search)


def keep(actor: Actor, *, search: CircleSearch, question: Question, found: Found) -> frozenset[UUID]:
    """Keep the circles that were found in the place of those that nobody touched since the search before.

    A circle with somebody who may not be proposed any more, or stands in another by now, is left out and
    counted: a consent can be taken back while the solver runs. Who they are, so that others are looked for.
    """
    actor.demand(Permission.TEAM_PROPOSE, search.municipality_id)
    records.lock(search)
    for circle in db.session.scalars(select(Circle).where(Circle.id.in_(untouched(search.id)))):
        records.lock(circle)
        drop(actor, circle, SEARCHED_AGAIN)
    wanted = [who for circle in found.circles for who, _what in circle]
    possible = lock_proposable(search.municipality_id, wanted)
    free = possible - standing(search.municipality_id, among=wanted)
    languages = {each.person.id: each.person.languages for each in question.learners}
    kept = [ring for ring in found.circles if all(who in free for who, _what in ring)]
    for ring in kept:
        _add(actor, search, ring, languages)
    search.people, search.bound = len(question.learners), found.bound
    search.found, search.left_out = sum(map(len, kept)), len(found.circles) - len(kept)
    search.solved_at = clock.now()
    search.version += 1
    records.record(actor, "solved", search, found=len(kept))
    db.session.flush()
    return frozenset(wanted) - free


def _add(actor: Actor, search: CircleSearch, ring: Ring, languages: Mapping[UUID, Collection[str]]) -> None:
    circle = Circle(
        id=new_id(),
        municipality_id=search.municipality_id,
        search_id=search.id,
        state=CircleState.PROPOSED.value,
        language=_shared([languages[who] for who, _what in ring]),
        created_at=clock.now(),
        created_by=actor.id,
    )
    circle.places = [
        CirclePlace(
            id=new_id(),
            municipality_id=search.municipality_id,
            position=position,
            participant_id=who,
            competence_id=what,
        )
        for position, (who, what) in enumerate(ring)
    ]
    records.add(actor, circle)


def _shared(spoken: Collection[Collection[str]]) -> str:
    """A language that all speak: Portuguese where they do, for it is learned on the way."""
    first, *others = map(frozenset, spoken)
    common = first.intersection(*others)
    return i18n.MAIN if i18n.MAIN in common else min(common, default=i18n.MAIN)
