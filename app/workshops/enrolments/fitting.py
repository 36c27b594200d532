"""What fits a list: the work, the courses and the series that fit it best, whichever of them they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.actor import Actor
from app.core.texts import Text
from app.directory.index.answers import PublicEntry
from app.directory.index.queries import suggest_for
from app.skills.fit import Fit, Speaks
from app.workshops.enrolments.queries.public import PublicWorkshop, list_fitting

SERIES = "workshop"


@dataclass(frozen=True, slots=True)
class Fitting:
    """Something that fits: an entry of the directory or a series, how well and because of what."""

    thing: PublicEntry | PublicWorkshop
    fit: Fit

    @property
    def kind(self) -> str:
        """What it is: a kind of the directory, or a series."""
        return self.thing.kind if isinstance(self.thing, PublicEntry) else SERIES

    @property
    def title(self) -> Text:
        return self.thing.name if isinstance(self.thing, PublicEntry) else self.thing.title

    @property
    def series(self) -> PublicWorkshop | None:
        return self.thing if isinstance(self.thing, PublicWorkshop) else None


def what_fits(
    actor: Actor, speaks: Speaks, *, languages: Sequence[str], today: date, limit: int = 3
) -> list[Fitting]:
    """The best first; of what fits alike, work and courses before series. Three queries."""
    if not speaks.looked_for:
        return []
    entries = suggest_for(actor, speaks, languages=languages, limit=limit)
    series = list_fitting(actor, speaks, language=languages[0], today=today)
    found = [*(Fitting(each.entry, each.fit) for each in entries), *(Fitting(*each) for each in series)]
    return sorted(found, key=lambda each: each.fit.rank)[:limit]
