"""A list that was received for the wrong person: back under its code, or on to the right one."""

import pytest
from flask import g
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Conflict, Forbidden
from app.core.machine import Transition, UnknownReason
from app.core.unit_of_work import writing
from app.skills.models.inventory import Inventory
from app.skills.operations.claims import claim_inventory, open_by_code
from app.skills.operations.entries import confirm_entry, write_evidence
from app.skills.operations.inventories import code_of
from app.skills.operations.returns import give_back, move_inventory
from app.skills.operations.review import review_inventory
from tests.cast import Cast, Person
from tests.integration.skills.conftest import MakeList, MakePerson

OLDER = "care-older-person"


def received(cast: Cast, make_list: MakeList, make_person: MakePerson, **by: Person) -> Inventory:
    """A list that somebody received for Ana, with an agreement on what stands in it."""
    actor = by.get("by", cast.facilitator).actor
    inventory, ana = make_list(OLDER), make_person("Ana Errada")
    with writing():
        claim_inventory(actor, inventory=inventory, participant=ana)
        entry = inventory.entries[0]
        confirm_entry(actor, entry=entry, level="alone")
        write_evidence(actor, entry, "Participou em «Costura»")
    return inventory


def told_of(participant_id: object) -> list[str]:
    acts = select(AuditEntry.action).where(AuditEntry.subject_id == participant_id).order_by(AuditEntry.id)
    return list(db.session.scalars(acts))


@pytest.mark.usefixtures("in_request")
def test_it_waits_under_its_code_again(cast: Cast, make_list: MakeList, make_person: MakePerson) -> None:
    inventory = received(cast, make_list, make_person)
    ana, code = inventory.participant_id, code_of(inventory)
    for _twice in range(2):
        with writing():
            give_back(cast.facilitator.actor, inventory=inventory, reason="wrong_person")
    found = open_by_code(
        cast.colleague.actor, digits=code.grouped, pictures=[key for _, key in code.pictures]
    )
    assert (found.id, found.state, found.participant_id, found.claimed_by) == (
        inventory.id,
        "saved",
        None,
        None,
    )
    entry = found.entries[0]
    assert (entry.participant_id, entry.state, entry.confirmed_by) == (None, "declared", None)
    assert (entry.level, entry.evidence) == (None, ""), "what was agreed on and added for somebody else"
    assert "participant.inventory_moved_away" in told_of(ana)
    moves = select(Transition.reason).filter_by(subject_id=inventory.id, before="claimed")
    assert list(db.session.scalars(moves)) == ["wrong_person"]
    assert g.notes == []


def test_it_goes_to_the_right_person(cast: Cast, make_list: MakeList, make_person: MakePerson) -> None:
    inventory = received(cast, make_list, make_person)
    ana, rui = inventory.participant_id, make_person("Rui Certo")
    for _twice in range(2):
        with writing():
            move_inventory(cast.facilitator.actor, inventory=inventory, participant=rui)
    entry = inventory.entries[0]
    assert (inventory.participant_id, inventory.state, inventory.claimed_by) == (
        rui.id,
        "claimed",
        cast.facilitator.id,
    )
    assert (entry.participant_id, entry.state) == (rui.id, "declared")
    assert told_of(ana).count("participant.inventory_moved_away") == 1
    assert told_of(rui.id) == ["participant.inventory_received"]


def test_who_did_not_receive_it_leaves_it_to_who_did_or_to_the_coordinator(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    inventory, rui = received(cast, make_list, make_person), make_person("Rui Certo")
    with pytest.raises(Forbidden), writing():
        give_back(cast.colleague.actor, inventory=inventory, reason="wrong_person")
    with pytest.raises(Forbidden), writing():
        move_inventory(cast.colleague.actor, inventory=inventory, participant=rui)
    with writing():
        move_inventory(cast.coordinator.actor, inventory=inventory, participant=rui)
    assert inventory.participant_id == rui.id


def test_what_cannot_wait_again_does_not(cast: Cast, make_list: MakeList, make_person: MakePerson) -> None:
    """One made at the desk has no code; one that nobody has received waits already."""
    actor, rui = cast.facilitator.actor, make_person("Rui Certo")
    own = make_list(OLDER, participant=make_person("Ana Errada"))
    with pytest.raises(Conflict), writing():
        give_back(actor, inventory=own, reason="wrong_person")
    with pytest.raises(Conflict), writing():
        move_inventory(actor, inventory=make_list(OLDER), participant=rui)
    inventory = received(cast, make_list, make_person)
    with pytest.raises(UnknownReason), writing():
        give_back(actor, inventory=inventory, reason="")
    with pytest.raises(Conflict), writing():
        move_inventory(actor, inventory=inventory, participant=make_person("Longe", where=cast.elsewhere))


@pytest.mark.parametrize("goes", ["on", "back"])
def test_one_that_was_gone_through_is_to_be_gone_through_again(
    cast: Cast, make_list: MakeList, make_person: MakePerson, goes: str
) -> None:
    actor, inventory, rui = (
        cast.facilitator.actor,
        received(cast, make_list, make_person),
        make_person("Rui Certo"),
    )
    with writing():
        review_inventory(actor, inventory=inventory, leaving_the_rest=True)
    with writing():
        if goes == "on":
            move_inventory(actor, inventory=inventory, participant=rui)
        else:
            give_back(actor, inventory=inventory, reason="wrong_person")
    assert (inventory.state, inventory.reviewed_at) == ("claimed" if goes == "on" else "saved", None)


def test_one_that_was_made_at_the_desk_keeps_what_was_said_there(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    """The person sat there; only the record was somebody else's."""
    actor, rui = cast.facilitator.actor, make_person("Rui Certo")
    own = make_list(OLDER, participant=make_person("Ana Errada"))
    with writing():
        confirm_entry(actor, entry=own.entries[0], level="alone")
        move_inventory(actor, inventory=own, participant=rui)
    entry = own.entries[0]
    assert (entry.participant_id, entry.state, entry.level) == (rui.id, "confirmed", "alone")
