"""Who did what to whom, when; and whether the trail is whole."""

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core import clock, verification
from app.core.access import requires
from app.core.actor import Actor
from app.core.exports import Row
from app.core.http import respond
from app.core.permission import Permission
from app.network.queries import get_zone
from app.office import operations, queries
from app.office.audit_list import asked_for, lines, references
from app.office.blueprint import bp
from app.ui.list_files import Contents, ListFile, answer
from app.ui.long_files import Args, offer

LINKS = 10_000


@bp.get("/audit")
@requires(Permission.AUDIT_READ)
def audit_trail() -> Response:
    asked = asked_for(g.actor, request.args)
    page = asked.page()
    sealed, unsealed = queries.chain_state(g.actor)
    person = asked.participant_id
    return respond(
        "office/audit.html",
        part="office/_audit.html",
        status=asked.listing.status,
        form=asked.listing.form,
        page=page,
        lines=lines(g.actor, page.items),
        person=references(g.actor, [person])[person] if person else "",
        is_filtered=asked.listing.is_filtered,
        address=asked.listing.address,
        sealed=sealed,
        unsealed=unsealed,
    )


def _read(actor: Actor, args: Args) -> Contents:
    asked = asked_for(actor, args)
    asked.listing.demand_valid()
    place = ZoneInfo(get_zone(actor.here()))

    def cells(entries: Sequence[Any]) -> Iterator[Row]:
        for line in lines(actor, (each for (each,) in entries)):
            entry = line.entry
            at = entry.at.astimezone(place)
            yield at.date(), f"{at:%H:%M:%S}", line.text, entry.action, str(entry.id)

    return Contents(
        _("audit-trail-%(day)s", day=clock.today(place.key).isoformat()),
        [_("Day"), _("Time"), _("What happened"), _("Code"), _("Number of the entry")],
        asked.rows(),
        cells,
        [name for name, value in asked.listing.values.items() if value],
    )


AUDIT = ListFile(
    "audit.file",
    Permission.AUDIT_READ,
    lazy_gettext("Audit trail"),
    _read,
    lambda actor, ending, count, narrowed_by: operations.note_audit_export(
        actor, kind=ending, count=count, narrowed_by=narrowed_by
    ),
)
offer(AUDIT)


@bp.get("/audit.csv")
@requires(Permission.AUDIT_READ)
def audit_csv() -> Response:
    return answer(AUDIT, "csv")


@bp.get("/audit.xlsx")
@requires(Permission.AUDIT_READ)
def audit_xlsx() -> Response:
    return answer(AUDIT, "xlsx")


@bp.get("/audit/verification")
@requires(Permission.AUDIT_READ)
def audit_verification() -> Response:
    """The newest links: all of millions would take minutes, and that is what `flask audit-verify` is for."""
    return respond("office/audit_verification.html", verdict=verification.verify_latest(LINKS))
