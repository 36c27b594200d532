"""Where the page that looks at a list leads once somebody has decided about it."""

from uuid import UUID

from flask import Response

from app.core import tasks
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.http import see_other
from app.directory.index.queries import get_import


def lead_on(actor: Actor, import_id: UUID, *, kind: str, page: str, name: str) -> Response:
    """How far the worker is with it, or the `page` of its report, whose address calls the list by `name`.

    It was opened again by Back, or in another tab. Raises NotFound.
    """
    try:
        tasks.get(actor, import_id)
    except NotFound:
        get_import(actor, kind, import_id)
        return see_other(page, **{name: import_id})
    return see_other("office.task", task_id=import_id)
