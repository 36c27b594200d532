"""Somebody is called for; somebody answers."""

from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.models import Notice


def raise_notice(actor: Actor, *, kind: str, place: str, language: str, municipality_id: UUID) -> Notice:
    """Ask for a person of the office. `kind` is what is wanted ("help"), `place` where they are waited for.

    Takes no permission: whoever may reach a page with the button may call.
    """
    notice = Notice(
        municipality_id=municipality_id,
        kind=kind,
        place=place,
        language=language,
        raised_at=clock.now(),
    )
    db.session.add(notice)
    db.session.flush()
    records.record(actor, "raised", notice, kind=kind)
    return notice


def answer_notice(actor: Actor, *, notice: Notice) -> None:
    """Say that one goes there; a notice somebody has answered or withdrawn stays as it is."""
    actor.demand(Permission.NOTICE_ANSWER, notice.municipality_id)
    if notice.is_open:
        notice.answered_at, notice.answered_by = clock.now(), actor.id
        records.record(actor, "answered", notice)


def withdraw_notice(actor: Actor, *, notice: Notice) -> None:
    """Nobody is needed any more; a notice that is not open stays as it is."""
    if notice.is_open:
        notice.withdrawn_at = clock.now()
        records.record(actor, "withdrawn", notice)
