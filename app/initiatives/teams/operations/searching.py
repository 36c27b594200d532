"""Looking for teams: what is wished, and keeping what was found."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import DomainError
from app.core.permission import Permission
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams import asked
from app.initiatives.teams.asked import SINGLE, Options
from app.initiatives.teams.models import Asking, SearchResult, TeamSearch, TeamWish
from app.initiatives.teams.operations import MayNotBeProposed, SubjectOver
from app.initiatives.teams.operations.holding import is_over
from app.initiatives.teams.queries.people import lock_proposable
from app.initiatives.teams.queries.problems import member_ids
from app.initiatives.teams.queries.searches import Subject

PAIR = 2
USUALLY, A_FEW = Options().most, 3


class TooFewNamed(DomainError):
    """Such a wish is about two people at least, any other about one."""

    status = 422


def begin_search(actor: Actor, *, search_id: UUID, subject: Subject) -> TeamSearch:
    """A search for an opportunity, or to complete an initiative; the same id again is the same row.

    Raises SubjectOver.
    """
    actor.demand(Permission.TEAM_PROPOSE, subject.municipality_id)
    is_need = isinstance(subject, Opportunity)
    whose = {
        "opportunity_id": subject.id if is_need else None,
        "initiative_id": None if is_need else subject.id,
    }
    if known := records.known(TeamSearch, search_id, **whose):
        return known
    if is_over(subject):
        raise SubjectOver
    search = TeamSearch(
        id=search_id,
        municipality_id=subject.municipality_id,
        **whose,
        wishes=_sizes(subject).kept,
        created_at=clock.now(),
        created_by=actor.id,
    )
    return records.add(actor, search)


def change_wishes(actor: Actor, *, search: TeamSearch, version: int, options: Options) -> None:
    """What is wished of the team as a whole, by whoever read the search at `version`; raises StaleRecord."""
    actor.demand(Permission.TEAM_PROPOSE, search.municipality_id)
    records.edit(actor, search, version, {"wishes": options.kept})


def add_wish(
    actor: Actor, *, wish_id: UUID, search: TeamSearch, kind: Asking, people: Sequence[UUID]
) -> None:
    """Wish something of people by name: each by themselves, or about all of them together.

    The same id again changes nothing. Raises MayNotBeProposed, TooFewNamed.
    """
    actor.demand(Permission.TEAM_PROPOSE, search.municipality_id)
    if records.known(TeamWish, wish_id, search_id=search.id):
        return
    who = list(dict.fromkeys(people))
    if len(who) < (1 if kind in SINGLE else PAIR):
        raise TooFewNamed
    if len(lock_proposable(search.municipality_id, who)) < len(who):
        raise MayNotBeProposed
    records.lock(search)
    number = _last_number(search.id) + 1
    for place, person in enumerate(who):
        db.session.add(
            TeamWish(
                id=wish_id if place == 0 else new_id(),
                municipality_id=search.municipality_id,
                search_id=search.id,
                participant_id=person,
                kind=kind.value,
                number=number + (place if kind in SINGLE else 0),
                created_at=clock.now(),
            )
        )
    records.record_edit(actor, search, ["wishes"])


def drop_wish(actor: Actor, *, search: TeamSearch, number: int) -> None:
    """Wish it no more; doing it again changes nothing."""
    actor.demand(Permission.TEAM_PROPOSE, search.municipality_id)
    records.lock(search)
    theirs = TeamWish.search_id == search.id, TeamWish.number == number
    if db.session.scalars(select(TeamWish.id).where(*theirs)).first() is None:
        return
    db.session.execute(delete(TeamWish).where(*theirs))
    records.record_edit(actor, search, ["wishes"])


def _sizes(subject: Subject) -> Options:
    """As the opportunity says; of a group that is to be completed its members and a few more."""
    if isinstance(subject, Opportunity):
        return asked.sized(subject.fewest, subject.most)
    return asked.sized(1, max(USUALLY, len(member_ids(subject)) + A_FEW))


def is_solved(search: TeamSearch) -> bool:
    """Whether something was found, or known not to be."""
    return search.result != SearchResult.WAITING.value


def _last_number(search_id: UUID) -> int:
    return db.session.scalar(select(func.max(TeamWish.number)).where(TeamWish.search_id == search_id)) or 0
