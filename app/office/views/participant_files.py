"""The list of participants as a file: as filtered, without ways to reach people, and nobody sealed in it."""

from collections.abc import Callable, Iterator
from io import BytesIO
from zoneinfo import ZoneInfo

from flask import Response, abort, g, send_file
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.exports import CSV_TYPE, XLSX_TYPE, Row, Sheet, csv_file, xlsx_file
from app.core.permission import Permission
from app.network.queries import get_zone
from app.office import services
from app.office.views.blueprint import bp
from app.office.views.participants import asked_for
from app.people import queries as people
from app.people.wording import language_names

Written = Callable[[list[str], Iterator[Row]], bytes]


@bp.get("/participants.csv")
@requires(Permission.PARTICIPANT_READ)
def participants_csv() -> Response:
    return _file(csv_file, "csv", CSV_TYPE)


@bp.get("/participants.xlsx")
@requires(Permission.PARTICIPANT_READ)
def participants_xlsx() -> Response:
    return _file(lambda header, rows: xlsx_file([Sheet(_("Participants"), header, rows)]), "xlsx", XLSX_TYPE)


def _file(written: Written, kind: str, mimetype: str) -> Response:
    asked = asked_for()
    if not asked.is_valid:
        abort(422)
    zone = get_zone(g.actor.here())
    count = 0

    def rows() -> Iterator[Row]:
        nonlocal count
        languages, place = language_names(), ZoneInfo(zone)
        for each in people.list_to_take_away(g.actor, asked.filters, sort=asked.sort):
            count += 1
            language = languages.get(each.language, each.language)
            registered_on = each.created_at.astimezone(place).date()
            yield each.name, each.birth_year, each.parish, language, each.last_activity_on, registered_on

    data = written(_header(), rows())
    services.note_export(g.actor, kind=kind, count=count, narrowed_by=asked.set_filters)
    name = _("participants-%(day)s", day=clock.today(zone).isoformat())
    return send_file(BytesIO(data), mimetype, as_attachment=True, download_name=f"{name}.{kind}")


def _header() -> list[str]:
    return [
        _("Name"),
        _("Year of birth"),
        _("Parish"),
        _("Language"),
        _("Last activity"),
        _("Registered on"),
    ]
