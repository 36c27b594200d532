"""When somebody is at the desk of a municipality, as far as its opening hours can be read."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.core.hours import syntax
from app.core.hours.schedule import State
from app.core.hours.tokens import NotUnderstood
from app.network.holidays import DaysOff
from app.network.models import Municipality


@dataclass(frozen=True, slots=True)
class Desk:
    """`is_closed` only where the hours say so; then `opens`, in its zone, where they say when."""

    is_closed: bool = False
    opens: datetime | None = None


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
