"""The desk of a municipality: when somebody is there, as far as its opening hours can be read, and where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _

from app.core import i18n, phones
from app.core.hours import syntax
from app.core.hours.schedule import State
from app.core.hours.tokens import NotUnderstood
from app.core.hours.words import in_words
from app.core.papers.speaker import Both, Speaker
from app.network.holidays import DaysOff
from app.network.models import Municipality


@dataclass(frozen=True, slots=True)
class Desk:
    """`is_closed` only where the hours say so; then `opens`, in its zone, where they say when."""

    is_closed: bool = False
    opens: datetime | None = None


FIRM = "\N{NO-BREAK SPACE}"
"""Keeps the groups of a number in their order where the words run from the right."""


class Place(Protocol):
    """What is known of a desk: the row of its municipality, or what a screen has read of it."""

    @property
    def desk_address(self) -> str: ...

    @property
    def desk_phone(self) -> str: ...

    @property
    def desk_hours(self) -> str: ...


def on_paper(place: Place, speaker: Speaker) -> tuple[Both, ...]:
    """Address, hours and telephone, those that are known, in each language of a paper."""

    def line(known: str, words: Callable[[i18n.Language], Any]) -> Iterator[Both]:
        if known:
            yield speaker.each(lambda spoken: i18n.text_in(spoken.code, words(spoken)))

    address, hours, number = (
        place.desk_address,
        place.desk_hours,
        phones.grouped(place.desk_phone).replace(" ", FIRM),
    )
    return (
        *line(address, lambda _spoken: _("Desk: %(address)s", address=address)),
        *line(hours, lambda spoken: _("Hours of the desk: %(hours)s", hours=in_words(hours, spoken.code))),
        *line(number, lambda _spoken: _("Telephone: %(number)s", number=number)),
    )


def desk_at(municipality: Municipality, now: datetime) -> Desk:
    """What the opening hours say of an instant; nothing where they are not understood."""
    try:
        schedule = syntax.read(municipality.desk_hours)
    except NotUnderstood:
        return Desk()
    zone, days_off = ZoneInfo(municipality.zone), DaysOff(municipality)
    local = now.astimezone(zone)
    if schedule.at(local, days_off)[0] is not State.CLOSED:
        return Desk()
    opens = schedule.next_change(local, days_off)
    if opens is None or schedule.at(opens, days_off)[0] is not State.OPEN:
        return Desk(is_closed=True)
    return Desk(is_closed=True, opens=opens.replace(tzinfo=zone))
