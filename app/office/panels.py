"""The parts of a page that features contribute, each in its area."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from uuid import UUID

from sqlalchemy import select

from app.core import tasks
from app.core.actor import Actor
from app.core.db import db
from app.core.feature import AboutPerson, Area, FrontPage, Moment, Panel, ToComplete, ToDo, Waiting, declared
from app.core.permission import Permission

AT_MOST = 6
"""The front page shows a morning's work, not everything there is."""


def arranged(panels: Iterable[Panel]) -> Mapping[str, Sequence[Panel]]:
    """The panels by area; nothing at all when there is none."""
    ordered = sorted(panels, key=attrgetter("position"))
    return {area.value: [each for each in ordered if each.area is area] for area in Area} if ordered else {}


def newest_first(parts: Sequence[AboutPerson]) -> list[Moment]:
    """Everything dated that features know of a person."""
    return sorted((each for part in parts for each in part.moments), key=attrgetter("at"), reverse=True)


def staff_of(parts: Sequence[AboutPerson]) -> Iterator[UUID | None]:
    """All staff that a person's page names, so that they are read at once."""
    for part in parts:
        yield from (moment.by for moment in part.moments)
        yield from part.staff


def of_the_day(actor: Actor, today: date) -> Iterator[Panel]:
    """What every feature has for the actor that day, and what is left to complete."""
    for each in declared(FrontPage):
        yield from each.panels(actor, today)
    if actor.may(Permission.PARTICIPANT_READ):
        yield _to_complete(actor, today)
    if asked := tasks.list_own(actor, AT_MOST):
        titled = [(each, tasks.kind_of(each).title) for each in asked]
        yield Panel(Area.BESIDE, 5, "office/_own_tasks.html", {"tasks": titled})


def _to_complete(actor: Actor, today: date) -> Panel:
    unfinished = [found for each in declared(ToComplete) for found in each.unfinished(actor, AT_MOST + 1)]
    waiting = [found for each in declared(ToDo) for found in each.waiting(actor, today)]
    context = {
        "unfinished": unfinished[:AT_MOST],
        "has_more": len(unfinished) > AT_MOST,
        "waiting": _counted(waiting),
    }
    return Panel(Area.MAIN, 20, "office/_to_complete.html", context)


def _counted(waiting: Sequence[Waiting]) -> list[tuple[str, str]]:
    """The endpoint and the sentence of everything that is not nothing; one query."""
    if not waiting:
        return []
    counts = db.session.execute(select(*(each.count.scalar_subquery() for each in waiting))).one()
    found = zip(waiting, counts, strict=True)
    return [(each.endpoint, each.sentence(count)) for each, count in found if count]
