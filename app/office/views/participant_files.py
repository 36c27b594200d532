"""The list of participants as a file: as filtered, without ways to reach people, and nobody sealed in it."""

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core import clock
from app.core.access import always, confirmed, requires
from app.core.actor import Actor
from app.core.exports import Row
from app.core.permission import Permission
from app.network.queries import get_zone
from app.office import operations
from app.office.blueprint import bp
from app.office.participant_list import asked_for
from app.people import queries as people
from app.ui.languages import language_names
from app.ui.list_files import Contents, ListFile, answer
from app.ui.long_files import Args, offer


def _read(actor: Actor, args: Args) -> Contents:
    asked = asked_for(actor, args)
    asked.listing.demand_valid()
    zone = get_zone(actor.here())
    languages, place = language_names(), ZoneInfo(zone)

    def cells(people_listed: Sequence[Any]) -> Iterator[Row]:
        for name, birth_year, parish, language, last_activity_on, created_at in people_listed:
            registered_on = created_at.astimezone(place).date()
            yield name, birth_year, parish, languages.get(language, language), last_activity_on, registered_on

    header = [
        _("Name"),
        _("Year of birth"),
        _("Parish"),
        _("Language"),
        _("Last activity"),
        _("Registered on"),
    ]
    return Contents(
        _("participants-%(day)s", day=clock.today(zone).isoformat()),
        header,
        people.list_to_take_away(actor, asked.filters, sort=asked.listing.sort),
        cells,
        [name for name, value in asked.listing.values.items() if value],
    )


PARTICIPANTS = ListFile(
    "participants.file",
    Permission.PARTICIPANT_READ,
    lazy_gettext("List of participants"),
    _read,
    lambda actor, ending, count, narrowed_by: operations.note_export(
        actor, kind=ending, count=count, narrowed_by=narrowed_by
    ),
    is_outdated=people.has_sealed_since,
    is_of_people=True,
)
offer(PARTICIPANTS)


@bp.get("/participants.csv")
@confirmed(always)
@requires(Permission.PARTICIPANT_READ)
def participants_csv() -> Response:
    return answer(PARTICIPANTS, "csv")


@bp.get("/participants.xlsx")
@confirmed(always)
@requires(Permission.PARTICIPANT_READ)
def participants_xlsx() -> Response:
    return answer(PARTICIPANTS, "xlsx")
