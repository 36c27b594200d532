"""How the programme works: which partners are there in the next days."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from babel.dates import format_date, format_time

from app.core.i18n import Language
from app.core.papers.speaker import Said
from app.core.programme import Row, Section, as_written
from app.directory.slots.queries import PublicSlot, slots_of_week


def told(municipality_id: UUID, today: date, spoken: Language) -> Iterator[Section]:
    rows = [_there(each, spoken) for each in slots_of_week(municipality_id, today)]
    yield Section(position=44, key="where", rows=rows)


def _there(slot: PublicSlot, spoken: Language) -> Row:
    day = format_date(slot.starts.date(), "full", locale=spoken.locale)
    hours = " – ".join(format_time(at, "short", locale=spoken.locale) for at in (slot.starts, slot.ends))
    topic = Row(Said.of(slot.topic(spoken.code)))
    return Row(as_written(slot.organisation), f"{day}, {hours}", [topic])
