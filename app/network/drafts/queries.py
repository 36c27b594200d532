"""Reads of clauses and templates."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound, existing
from app.core.permission import Permission
from app.network.drafts.models import DocumentTemplate, ProtocolClause
from app.network.protocols.models import Protocol


def list_clauses(protocol: Protocol) -> Sequence[ProtocolClause]:
    """All clauses of a protocol in their order, those that were taken out too."""
    query = select(ProtocolClause).where(ProtocolClause.protocol_id == protocol.id)
    return db.session.scalars(query.order_by(ProtocolClause.position, ProtocolClause.id)).all()


def standing_clauses(protocol: Protocol) -> Sequence[ProtocolClause]:
    """Those that are printed."""
    return [each for each in list_clauses(protocol) if each.removed_at is None]


def get_clause(protocol: Protocol, clause_id: UUID) -> ProtocolClause:
    found = db.session.get(ProtocolClause, clause_id)
    if found is None or found.protocol_id != protocol.id:
        raise NotFound
    return found


def list_templates(actor: Actor, municipality_id: UUID) -> Sequence[DocumentTemplate]:
    """The templates of a municipality by name, those out of use too."""
    actor.demand(Permission.PARTNERSHIP_READ, municipality_id)
    query = select(DocumentTemplate).where(DocumentTemplate.municipality_id == municipality_id)
    query = query.options(joinedload(DocumentTemplate.file))
    return db.session.scalars(query.order_by(DocumentTemplate.sort_key, DocumentTemplate.id)).all()


def get_template(actor: Actor, template_id: UUID) -> DocumentTemplate:
    """One of them; NotFound."""
    query = select(DocumentTemplate).where(
        DocumentTemplate.id == template_id,
        DocumentTemplate.municipality_id.in_(actor.municipalities(Permission.PARTNERSHIP_READ)),
    )
    return existing(db.session.scalars(query.options(joinedload(DocumentTemplate.file))).first())
