"""Somebody before the kiosk of the cast, at the different moments of a visit."""

from uuid import UUID

from app.core import clock
from app.core.actor import Actor, ActorKind
from app.core.db import db, new_id
from app.kiosk.models import Terminal, Visit
from app.kiosk.permissions import TERMINAL_MAY
from app.skills import services as skills
from app.skills.models import Inventory
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
    terminal_id: UUID, *, language: str = "pt", with_list: bool = False, saved: bool = False
) -> Inventory | None:
    """A visit that has just begun; with a list and own words, or with its code already."""
    with making():
        actor = terminal_actor(terminal_id, language)
        inventory = list_of(actor, described=saved) if with_list or saved else None
        if inventory is not None:
            inventory.language = language
            skills.add_own_words(actor, inventory=inventory, text="biscates de trolha", language=language)
        if inventory is not None and saved:
            skills.save_inventory(actor, inventory=inventory)
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
