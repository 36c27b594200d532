"""“My group”: what a member of an initiative sees of it, with the code of their list."""

from uuid import UUID

from flask import Response

from app.core.access import kiosk
from app.core.http import respond, see_other
from app.initiatives.catalogue.queries.own import get_group_of_list, groups_of_list, names_in
from app.initiatives.diary.queries import latest_decisions_of, next_meeting_of, open_tasks_of
from app.kiosk.blueprint import bp
from app.kiosk.presence import list_id, today
from app.kiosk.wording import STAGES

DECISIONS = 3


@bp.get("/own-groups")
@kiosk
def own_groups() -> Response:
    """Straight to the only one."""
    found = groups_of_list(list_id())
    if len(found) == 1:
        return see_other("kiosk.own_group", initiative_id=found[0][0].id)
    return respond(
        "kiosk/own_groups.html", groups=[initiative for initiative, _member in found], stages=STAGES
    )


@bp.get("/own-groups/<uuid:initiative_id>")
@kiosk
def own_group(initiative_id: UUID) -> Response:
    """Its stage, the next meeting, what the reader has to do, what was decided, and who is in it."""
    initiative, member = get_group_of_list(list_id(), initiative_id)
    return respond(
        "kiosk/own_group.html",
        initiative=initiative,
        stage=STAGES[initiative.state],
        meeting=next_meeting_of(initiative.id, today()),
        tasks=open_tasks_of(initiative.id, member.id),
        decisions=latest_decisions_of(initiative.id, DECISIONS),
        names=names_in(initiative.id),
    )
