"""Reads that cross features."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, union_all

from app.accounts.models import Staff
from app.core import audit, jobs, paging
from app.core.actor import Actor
from app.core.db import rows
from app.core.errors import Forbidden, NotFound
from app.core.lines import Line, Lines, by_kind
from app.core.permission import Permission
from app.people.models import Participant
from app.people.queries import get_known
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.claims import AlreadyClaimed
from app.skills.permissions import may_return
from app.skills.queries.inventories import get_inventory


def get_waiting_list(actor: Actor, inventory_id: UUID) -> Inventory:
    """A saved list nobody has received. Raises AlreadyClaimed, which has its page."""
    inventory = get_inventory(actor, inventory_id)
    actor.demand(Permission.INVENTORY_CLAIM, inventory.municipality_id)
    actor.demand_here(inventory.municipality_id)
    if inventory.state in {InventoryState.CLAIMED, InventoryState.REVIEWED}:
        raise AlreadyClaimed(inventory.claimed_by, inventory.claimed_at)
    if inventory.state != InventoryState.SAVED:
        raise NotFound
    return inventory


def get_received_list(actor: Actor, inventory_id: UUID) -> tuple[Inventory, Participant]:
    """A list that the actor may give to another person, and whose it is; Forbidden, ReasonNeeded."""
    inventory = get_inventory(actor, inventory_id)
    if inventory.participant_id is None:
        raise NotFound
    owner = get_known(actor, inventory.participant_id)
    if not may_return(actor, inventory):
        raise Forbidden
    return inventory, owner


def read_lines(queries: Iterable[Select[Any]], participant_id: UUID) -> tuple[Lines, dict[UUID, str]]:
    """What features know of a person, by kind, and the names of the staff behind it; one query."""
    found = rows(_together(tuple(queries)), whose=participant_id)
    names = {by: name for _, _, _, by, *_, name in found if name}
    return by_kind(Line(*row[:-1]) for row in found), names


@cache
def _together(queries: tuple[Select[Any], ...]) -> Select[Any]:
    """One query of several; there are as many as there are sets of rights."""
    every, staff = union_all(*queries).subquery(), Staff.__table__.c
    named = select(every, staff.name).outerjoin(Staff.__table__, staff.id == every.c.by)
    return named.order_by(every.c.at.desc(), every.c.id.desc())


def dead_jobs(actor: Actor, after: str | None = None) -> paging.Page[jobs.Job]:
    """Jobs that were given up, the newest first. Jobs belong to the installation, not to a municipality."""
    actor.demand(Permission.JOB_READ)
    query = select(jobs.Job).where(jobs.Job.state == "dead")
    return paging.page(query, by=jobs.Job.id, then=jobs.Job.id, after=after, descending=True)


def count_dead_jobs() -> Select[int]:
    """How many jobs were given up."""
    return select(func.count()).where(jobs.Job.state == "dead")


def chain_state(actor: Actor) -> tuple[int, int]:
    """How many audit entries are in the chain, without walking it, and how many wait for the sealer."""
    actor.demand(Permission.AUDIT_READ)
    return audit.head()[0], audit.count_unsealed()
