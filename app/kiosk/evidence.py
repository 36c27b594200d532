"""Terminals as what shows that a step of the installation was done."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.evidence import AT_MOST, Shown
from app.core.feature import Link
from app.core.permission import Permission
from app.kiosk.models import Terminal


def offered_terminals(actor: Actor, municipality_id: UUID, words: str) -> Mapping[UUID, str]:
    """Those in use, by name."""
    query = select(Terminal).where(
        Terminal.municipality_id == municipality_id,
        Terminal.revoked_at.is_(None),
        Terminal.name.icontains(words, autoescape=True),
        Terminal.municipality_id.in_(actor.municipalities(Permission.PARTNERSHIP_READ)),
    )
    found = db.session.scalars(query.order_by(Terminal.name, Terminal.id).limit(AT_MOST))
    return {each.id: each.name for each in found}


def shown_terminals(actor: Actor, municipality_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    """Done once they are connected. That there is one is no secret; its page is for who looks after them."""
    query = select(Terminal).where(Terminal.municipality_id == municipality_id, Terminal.id.in_(ids))
    reads = actor.may(Permission.PARTNERSHIP_READ, municipality_id)
    looks_after = actor.may(Permission.TERMINAL_WRITE, municipality_id)
    page = Link(_("Kiosks"), "terminals.index", {})
    return {
        each.id: Shown(each.is_enrolled, each.name if reads else "", page if looks_after else None)
        for each in db.session.scalars(query)
    }
