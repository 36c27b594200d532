"""Reads of canvases: the versions of an initiative's, the languages of its members."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.initiatives.canvas.models import Canvas
from app.initiatives.canvas.questions import QUESTIONS
from app.initiatives.groups.models import Initiative, Member, MemberState
from app.people.models import Participant
from app.people.permissions import visible_to


def find_canvas(initiative_id: UUID) -> Canvas | None:
    """The newest version; None before anybody wrote one."""
    query = select(Canvas).where(Canvas.initiative_id == initiative_id)
    return db.session.scalars(query.order_by(Canvas.number.desc()).limit(1)).first()


def get_version(initiative: Initiative, canvas_id: UUID) -> Canvas:
    """A version of this initiative's canvas; NotFound."""
    query = select(Canvas).where(Canvas.id == canvas_id, Canvas.initiative_id == initiative.id)
    return existing(db.session.scalars(query).one_or_none())


def list_versions(initiative_id: UUID) -> Sequence[Canvas]:
    """All versions, the newest first."""
    query = select(Canvas).where(Canvas.initiative_id == initiative_id)
    return db.session.scalars(query.order_by(Canvas.number.desc())).all()


def answers_of(canvas: Canvas | None) -> Mapping[str, str]:
    """What a version says, by question; nothing of none."""
    return {key: getattr(canvas, key) if canvas else "" for key in QUESTIONS}


def languages_of(actor: Actor, initiative_id: UUID) -> Collection[str]:
    """The languages that its members speak, by code; of those alone who may stand in a list."""
    query = select(Participant.language).join(Member, Member.participant_id == Participant.id)
    query = query.where(
        Member.initiative_id == initiative_id,
        Member.state == MemberState.ACTIVE.value,
        Participant.sealed_at.is_(None),
        visible_to(actor),
    )
    return set(db.session.scalars(query.distinct()))
