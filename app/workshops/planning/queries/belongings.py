"""What belongs to a series, read at once: its page shows all of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, String, Uuid, cast, literal, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import Staff
from app.core.actor import Actor
from app.core.db import db
from app.network.parties.models import Organisation
from app.network.protocols.models import Protocol
from app.network.protocols.permissions import protocols_seen_by
from app.workshops.planning.models.series import (
    Workshop,
    WorkshopBasis,
    WorkshopCompetence,
    WorkshopFacilitator,
    WorkshopFunder,
    WorkshopGroup,
    WorkshopText,
)

Column = InstrumentedAttribute[Any] | None


@dataclass(slots=True)
class Belongings:
    """`leaders` by id, the first answers for the series; `funders` from the outermost heading inwards.

    `protocol`: id and title of the one it rests on, where the actor may know of it.
    """

    host: str = ""
    leaders: dict[UUID, str] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    competence_ids: list[UUID] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    funders: list[str] = field(default_factory=list)
    protocol: tuple[UUID, str] | None = None


def belongings_of(actor: Actor, workshop: Workshop) -> Belongings:
    """What belongs to a series that the actor has been given, in one query."""
    found = Belongings()
    lists = {"group": found.groups, "language": found.languages, "funder": found.funders}
    for part, key, words in _rows(actor, workshop):
        match part:
            case "host":
                found.host = words
            case "leader":
                found.leaders[key] = words
            case "competence":
                found.competence_ids.append(key)
            case "protocol":
                found.protocol = (key, words)
            case _:
                lists[part].append(words)
    return found


def _rows(actor: Actor, workshop: Workshop) -> Sequence[tuple[str, UUID, str]]:
    lead, group, text, funder = WorkshopFacilitator, WorkshopGroup, WorkshopText, WorkshopFunder
    learnt, basis = WorkshopCompetence, WorkshopBasis
    every = union_all(
        _row("host", words=Organisation.name).where(Organisation.id == workshop.organisation_id),
        _row("leader", key=Staff.id, words=Staff.name, position=lead.position)
        .join(lead, lead.staff_id == Staff.id)
        .where(lead.workshop_id == workshop.id),
        _row("group", words=group.group).where(group.workshop_id == workshop.id),
        _row("competence", key=learnt.competence_id).where(learnt.workshop_id == workshop.id),
        _row("language", words=text.lang).where(text.workshop_id == workshop.id).distinct(),
        _row("funder", words=funder.heading, position=funder.position).where(
            funder.workshop_id == workshop.id
        ),
        _row("protocol", key=Protocol.id, words=Protocol.title)
        .join(basis, basis.protocol_id == Protocol.id)
        .where(basis.workshop_id == workshop.id, protocols_seen_by(actor)),
    ).subquery()
    part, key, words, position = every.c
    query = select(part, key, words).order_by(part, position, words)
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]


def _row(part: str, *, key: Column = None, words: Column = None, position: Column = None) -> Select[Any]:
    return select(
        literal(part).label("part"),
        (cast(null(), Uuid) if key is None else key).label("key"),
        (cast(null(), String) if words is None else words).label("words"),
        (cast(literal(0), Integer) if position is None else position).label("position"),
    )
