"""Who may write in a diary, and who may say that a task is done."""

from app.core.actor import Actor
from app.core.permission import Permission
from app.initiatives.diary.models import DiaryEntry
from app.initiatives.groups.models import Initiative


def may_write(actor: Actor, initiative: Initiative) -> bool:
    return actor.may(Permission.INITIATIVE_WRITE, initiative.municipality_id)


def may_finish(actor: Actor, entry: DiaryEntry) -> bool:
    """Whoever writes in it, and whose task it is."""
    is_own = entry.staff_id == actor.id and actor.may(Permission.INITIATIVE_READ, entry.municipality_id)
    return is_own or actor.may(Permission.INITIATIVE_WRITE, entry.municipality_id)
