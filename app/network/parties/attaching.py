"""Noting something of a party, changing it, withdrawing what was noted by mistake, and putting it back."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.network.parties import permissions
from app.network.parties.attached import (
    Attached,
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyName,
    PartyParish,
)
from app.network.parties.models import Party
from app.network.parties.queries import get_offered_party
from app.network.queries import get_zone, list_parishes

KEPT_BY_ITSELF = (PartyContact, PartyContribution)
"""What a partner notes of its own organisation."""
ONCE: Mapping[type[Attached], str] = {
    PartyName: "sort_key",
    PartyMember: "member_id",
    PartnershipRole: "role",
}
"""Of what there is one at a time for a party, and by which column."""
Noted = TypeVar("Noted", bound=Attached)


class BadPeriod(Conflict):
    """Nothing ends before it begins."""

    status = 422


class NotedAlready(Conflict):
    """The same is noted, and still holds."""

    status = 422


def demand_write(actor: Actor, model: type[Attached], municipality_id: UUID, party_id: UUID) -> None:
    """Raise Forbidden for who may not note such a thing of a party."""
    if model in KEPT_BY_ITSELF:
        permissions.demand_keep(actor, municipality_id, party_id)
    else:
        actor.demand(Permission.PARTNERSHIP_WRITE, municipality_id)


def note(
    actor: Actor,
    model: type[Noted],
    *,
    line_id: UUID,
    municipality_id: UUID,
    party: Party,
    values: Mapping[str, Any],
) -> Noted:
    """Note something; raises BadPeriod, NotedAlready, NotFound for a party of another municipality."""
    demand_write(actor, model, municipality_id, party.id)
    if known := records.known(model, line_id, party_id=party.id, municipality_id=municipality_id):  # type: ignore[type-var]
        return known
    for party_id in {party.id, values.get("member_id", party.id)}:
        get_offered_party(municipality_id, party_id)
    if values.get("member_id") == party.id:
        raise Conflict
    of: dict[str, Any] = {"municipality_id": municipality_id, "party_id": party.id, "created_by": actor.id}
    line = model(id=line_id, **of, **_whole(values))  # type: ignore[call-arg]
    _demand_sound(line)
    return records.add(actor, line)


def change(actor: Actor, line: Attached, version: int, values: Mapping[str, Any]) -> None:
    """Change a line read at `version`; raises StaleRecord, BadPeriod, NotedAlready."""
    demand_write(actor, type(line), line.municipality_id, line.party_id)
    records.demand_version(line, version)
    changed = records.put(line, _whole(values))
    with db.session.no_autoflush:
        _demand_sound(line)
    records.record_edit(actor, line, changed)


def withdraw(actor: Actor, *, line: Attached) -> None:
    """Say that it was noted by mistake. Doing it again changes nothing."""
    demand_write(actor, type(line), line.municipality_id, line.party_id)
    records.lock(line)
    if line.withdrawn_at is None:
        line.withdrawn_at, line.withdrawn_by = clock.now(), actor.id
        records.record_edit(actor, line, ["withdrawn_at"], act="withdrawn")


def put_back(actor: Actor, *, line: Attached) -> None:
    """It was no mistake after all; raises NotedAlready where the same was noted meanwhile."""
    demand_write(actor, type(line), line.municipality_id, line.party_id)
    records.lock(line)
    if line.withdrawn_at is not None:
        with db.session.no_autoflush:
            line.withdrawn_at = line.withdrawn_by = None
            _demand_sound(line)
        records.record_edit(actor, line, ["withdrawn_at"], act="restored")


def serve(actor: Actor, *, municipality_id: UUID, party: Party, parishes: Collection[UUID]) -> None:
    """Say which of the parishes there are today a party serves from today on."""
    demand_write(actor, PartyParish, municipality_id, party.id)
    get_offered_party(municipality_id, party.id)
    records.lock(party)
    today = clock.today(get_zone(municipality_id))
    offered = {each.id for each in list_parishes(municipality_id, on=today)}
    there = {each.parish_id: each for each in serving(municipality_id, party.id)}
    for parish_id in (offered & set(parishes)) - there.keys():
        values = {"parish_id": parish_id, "from_on": today, "created_by": actor.id}
        row = PartyParish(id=new_id(), municipality_id=municipality_id, party_id=party.id, **values)
        records.add(actor, row)
    for parish_id in (offered & there.keys()) - set(parishes):
        _end(actor, there[parish_id], today)
    db.session.flush()


def serving(municipality_id: UUID, party_id: UUID) -> list[PartyParish]:
    """The parishes that a party serves now."""
    own = PartyParish.municipality_id == municipality_id, PartyParish.party_id == party_id
    still = PartyParish.until_on.is_(None), PartyParish.withdrawn_at.is_(None)
    return list(db.session.scalars(select(PartyParish).where(*own, *still).order_by(PartyParish.id)))


def _end(actor: Actor, line: PartyParish, today: date) -> None:
    """Yesterday was the last day; what began today was a slip."""
    if line.from_on == today:
        withdraw(actor, line=line)
    else:
        line.until_on = today - timedelta(days=1)
        records.record_edit(actor, line, ["until_on"], act="ended")


def _whole(values: Mapping[str, Any]) -> dict[str, Any]:
    """With what is computed of the rest."""
    return {**values, **({"sort_key": text.fold(values["text"])} if "text" in values else {})}


def _demand_sound(line: Attached) -> None:
    if line.from_on and line.until_on and line.until_on < line.from_on:
        raise BadPeriod
    model = type(line)
    if model not in ONCE or line.withdrawn_at or (line.until_on and model is not PartyName):
        return
    column = ONCE[model]
    same = select(model.id).where(
        model.municipality_id == line.municipality_id,
        model.party_id == line.party_id,
        getattr(model, column) == getattr(line, column),
        model.withdrawn_at.is_(None),
        model.id != line.id,
    )
    if model is not PartyName:
        same = same.where(model.until_on.is_(None))
    with db.session.no_autoflush:
        if db.session.scalar(same.limit(1)):
            raise NotedAlready
