"""The parts of a page that features contribute, each in its area."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from uuid import UUID

from flask_babel import ngettext
from sqlalchemy import select

from app.accounts.queries import staff_names
from app.core import tasks
from app.core.actor import Actor
from app.core.db import db
from app.core.feature import Area, FrontPage, Panel, ToComplete, ToDo, Waiting, declared
from app.core.permission import Permission
from app.core.person_page import AboutPerson, Moment, PersonPage
from app.office.queries import count_dead_jobs, read_lines
from app.people.models import Participant

LATEST = 200
"""Moments of a timeline; whatever was before is in the history of the record."""
AT_MOST, WHOLE = 6, 200
"""Rows of a panel: the front page shows a morning's work, and whoever asks for more everything there is."""


def arranged(panels: Iterable[Panel]) -> Mapping[str, Sequence[Panel]]:
    """The panels by area, empty ones last; nothing at all when there is none."""
    ordered = sorted(panels, key=attrgetter("is_empty", "position"))
    return {area.value: [each for each in ordered if each.area is area] for area in Area} if ordered else {}


def parts_of_page(actor: Actor, person: Participant) -> tuple[list[AboutPerson], dict[UUID, str]]:
    """What every feature has for a person's page, and the names of the staff that it names."""
    pages = declared(PersonPage)
    read, names = read_lines((query for page in pages for query in page.lines(actor, person)), person.id)
    parts = [page.about(actor, person, read) for page in pages]
    return parts, names | staff_names(set(_staff_of(parts)) - names.keys())


def newest_first(parts: Sequence[AboutPerson]) -> list[Moment]:
    """Everything dated that features know of a person, the latest of it."""
    found = sorted((each for part in parts for each in part.moments), key=_when, reverse=True)
    return found[:LATEST]


def _when(moment: Moment) -> tuple[date, datetime]:
    return moment.on or moment.at.date(), moment.at


def _staff_of(parts: Sequence[AboutPerson]) -> Iterator[UUID | None]:
    """All staff that a person's page names, so that they are read at once."""
    for part in parts:
        yield from (moment.by for moment in part.moments)
        yield from part.staff


def of_the_day(actor: Actor, today: date, at_most: int) -> Iterator[Panel]:
    """What every feature has for the actor that day, and what is left to complete."""
    for each in declared(FrontPage):
        yield from each.panels(actor, today, at_most)
    yield from _to_complete(actor, today, at_most)
    if asked := tasks.list_own(actor, at_most):
        titled = [(each, tasks.kind_of(each).title) for each in asked]
        yield Panel(Area.BESIDE, 5, "office/_own_tasks.html", {"tasks": titled})


def _to_complete(actor: Actor, today: date, at_most: int) -> Iterator[Panel]:
    """Nothing for whoever completes nothing; that everything is done for whoever works with people."""
    unfinished = [found for each in declared(ToComplete) for found in each.unfinished(actor, at_most + 1)]
    waiting = _counted([found for each in declared(ToDo) for found in each.waiting(actor, today)])
    is_empty = not (unfinished or waiting)
    if is_empty and not actor.may(Permission.PARTICIPANT_READ):
        return
    context = {
        "unfinished": unfinished[:at_most],
        "has_more": len(unfinished) > at_most,
        "waiting": waiting,
    }
    yield Panel(Area.MAIN, 20, "office/_to_complete.html", context, is_empty)


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Work that nobody asked again for after it failed."""
    if actor.may(Permission.JOB_READ):
        yield Waiting(count_dead_jobs(), _dead_jobs, "office.dead_jobs")


def _dead_jobs(count: int) -> str:
    return ngettext("%(num)d job failed and was given up", "%(num)d jobs failed and were given up", count)


def _counted(waiting: Sequence[Waiting]) -> list[tuple[Waiting, str]]:
    """Everything that is not nothing, with its sentence; one query."""
    if not waiting:
        return []
    counts = db.session.execute(select(*(each.count.scalar_subquery() for each in waiting))).one()
    return [(each, each.sentence(count)) for each, count in zip(waiting, counts, strict=True) if count]
