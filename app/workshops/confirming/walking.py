"""The table as it is asked for: a page of people with what can be said of each, and of one sort only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.actor import Actor
from app.core.paging import Page
from app.people.models import Participant
from app.people.standings import Standing, find_standings
from app.workshops.confirming.queries import Narrowed, unverified_page

MOST_PAGES = 5
"""So many pages are looked through at once for one of the sort that is asked for."""


@dataclass(frozen=True, slots=True)
class Table:
    """`page` ends where the next one goes on; those of the sort are shown of so many `looked_at`."""

    page: Page[Participant]
    rows: Sequence[Standing]
    looked_at: int


def table(actor: Actor, narrowed: Narrowed, clear: str | None = None, after: str | None = None) -> Table:
    """A page, or for one sort the next page that has any of it."""
    page = unverified_page(actor, narrowed, after)
    newer, looked_at, pages = page.newer, len(page.items), 1
    shown = _of_sort(actor, page, clear)
    while not shown and page.older and pages < MOST_PAGES:
        page = unverified_page(actor, narrowed, page.older)
        looked_at, pages = looked_at + len(page.items), pages + 1
        shown = _of_sort(actor, page, clear)
    return Table(replace(page, newer=newer), shown, looked_at)


def _of_sort(actor: Actor, page: Page[Participant], clear: str | None) -> list[Standing]:
    return [each for each in find_standings(actor, page.items) if not clear or each.clear == clear]
