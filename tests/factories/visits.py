"""Somebody before the kiosk of the cast, at the different moments of a visit."""

from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor, ActorKind
from app.core.db import db, new_id
from app.kiosk.models import Terminal, Visit
from app.kiosk.permissions import TERMINAL_MAY
from app.skills.models.inventory import Inventory
from app.skills.operations.entries import add_own_words, describe_entry
from app.skills.operations.inventories import save_inventory
from app.workshops.enrolments.operations.enrolments import Wishes
from app.workshops.enrolments.operations.sign_ups import sign_up_with_list
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.permissions import public_to
from tests.factories.one_of_each import list_of, making


def terminal_actor(terminal_id: UUID, language: str = "pt") -> Actor:
    """The terminal as services see it."""
    where = db.session.get_one(Terminal, terminal_id).municipality_id
    return Actor(
        kind=ActorKind.TERMINAL,
        id=terminal_id,
        language=language,
        municipality_id=where,
        grants={where: TERMINAL_MAY},
    )


def begin_visit(
    terminal_id: UUID,
    *,
    language: str = "pt",
    with_list: bool = False,
    saved: bool = False,
    placed: bool = False,
) -> Inventory | None:
    """A visit that has just begun; with a list (that says what one can teach) and own words, or with its
    code already, or with a place in a series as well.
    """
    with making():
        actor = terminal_actor(terminal_id, language)
        inventory = list_of(actor, described=saved) if with_list or saved else None
        if inventory is not None and saved:
            describe_entry(actor, entry=inventory.entries[0], level="teaches", wish="yes")
        if inventory is not None:
            inventory.language = language
            add_own_words(actor, inventory=inventory, text="biscates de trolha", language=language)
        if inventory is not None and saved:
            save_inventory(actor, inventory=inventory)
        if inventory is not None and placed:
            _place(actor, inventory)
        now = clock.now()
        db.session.flush()
        db.session.add(
            Visit(
                id=new_id(),
                municipality_id=actor.municipality_id,
                terminal_id=terminal_id,
                language=language,
                started_at=now,
                active_at=now,
                inventory_id=inventory.id if inventory else None,
            )
        )
    return inventory


def _place(actor: Actor, inventory: Inventory) -> None:
    first = db.session.scalars(select(Workshop).where(public_to(actor)).order_by(Workshop.id)).first()
    assert first
    sign_up_with_list(
        actor, enrolment_id=new_id(), workshop=first, inventory=inventory, wishes=Wishes(actor.language)
    )
