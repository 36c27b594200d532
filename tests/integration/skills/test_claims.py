"""The code at the desk: right, wrong, expired, taken; two facilitators at once; a lost one."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import g
from sqlalchemy import func, select

from app.core import clock, unit_of_work
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Conflict, Throttled
from app.people.models import Participant
from app.skills import codes
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.operations.claims import (
    AlreadyClaimed,
    CodeExpired,
    CodeUnknown,
    claim_inventory,
    open_by_code,
)
from app.skills.operations.inventories import code_of
from app.skills.queries.inventories import count_waiting, find_lost
from tests.cast import Cast, Person
from tests.integration.skills.conftest import MakeList, MakePerson

OLDER = "care-older-person"


def keys_of(code: codes.ClaimCode) -> tuple[str, str]:
    return code.pictures[0][1], code.pictures[1][1]


def wrong_try(cast: Cast, digits: str = "000000000") -> None:
    g.notes = []
    with pytest.raises(CodeUnknown):
        open_by_code(cast.facilitator.actor, digits=digits, pictures=("duck", "key"))
    unit_of_work.abandon()


@pytest.mark.usefixtures("in_request")
def test_the_code_opens_the_list_however_it_is_typed(cast: Cast, make_list: MakeList) -> None:
    inventory = make_list(OLDER)
    code = code_of(inventory)
    found = open_by_code(cast.facilitator.actor, digits=code.grouped, pictures=keys_of(code))
    assert found.id == inventory.id


@pytest.mark.usefixtures("in_request")
def test_pictures_in_the_other_order_and_other_municipalities_open_nothing(
    cast: Cast, make_list: MakeList
) -> None:
    code = code_of(make_list(OLDER))
    first, second = keys_of(code)
    for actor, pictures in (
        (cast.facilitator.actor, (second, first)),
        (cast.stranger.actor, (first, second)),
    ):
        with pytest.raises(CodeUnknown):
            open_by_code(actor, digits=code.digits, pictures=pictures)


@pytest.mark.usefixtures("in_request")
def test_wrong_tries_are_counted_and_audited_and_end_after_twenty(cast: Cast, make_list: MakeList) -> None:
    code = code_of(make_list(OLDER))
    for _ in range(codes.WRONG_TRIES_AN_HOUR):
        wrong_try(cast)
    with pytest.raises(Throttled):
        open_by_code(cast.facilitator.actor, digits=code.digits, pictures=keys_of(code))
    open_by_code(cast.colleague.actor, digits=code.digits, pictures=keys_of(code))
    refused = select(func.count()).where(AuditEntry.action == "inventory.code_refused")
    assert db.session.scalar(refused) == codes.WRONG_TRIES_AN_HOUR
    with clock.frozen_at(clock.now() + timedelta(hours=2)):
        open_by_code(cast.facilitator.actor, digits=code.digits, pictures=keys_of(code))


@pytest.mark.usefixtures("in_request")
def test_an_expired_code_says_its_last_day(cast: Cast, make_list: MakeList) -> None:
    code = code_of(make_list(OLDER))
    with clock.frozen_at(clock.now() + timedelta(days=92)), pytest.raises(CodeExpired) as caught:
        open_by_code(cast.facilitator.actor, digits=code.digits, pictures=keys_of(code))
    assert caught.value.valid_until == code.valid_until


@pytest.mark.usefixtures("in_request")
def test_a_list_is_claimed_once_and_the_second_is_told_who_has_it(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    inventory, person = make_list(OLDER), make_person()
    code = code_of(inventory)
    claim_inventory(cast.facilitator.actor, inventory=inventory, participant=person)
    claim_inventory(cast.facilitator.actor, inventory=inventory, participant=person)
    db.session.commit()
    assert {entry.participant_id for entry in inventory.entries} == {person.id}
    with pytest.raises(AlreadyClaimed) as caught:
        claim_inventory(cast.colleague.actor, inventory=inventory, participant=make_person("Rui"))
    assert caught.value.staff_id == cast.facilitator.id
    with pytest.raises(AlreadyClaimed):
        open_by_code(cast.colleague.actor, digits=code.digits, pictures=keys_of(code))


def test_a_list_stays_in_its_municipality(cast: Cast, make_list: MakeList, make_person: MakePerson) -> None:
    with pytest.raises(Conflict):
        claim_inventory(
            cast.facilitator.actor, inventory=make_list(OLDER), participant=make_person(where=cast.elsewhere)
        )


def test_of_two_facilitators_at_the_same_moment_one_has_it_and_the_other_is_told(
    app: Autonomus, cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    inventory_id = make_list(OLDER).id
    rivals = {cast.facilitator: make_person("Um").id, cast.colleague: make_person("Dois").id}
    db.session.remove()
    barrier, outcomes = Barrier(2), dict[str, object]()

    def claim(person: Person) -> None:
        with app.app_context():
            actor = person.actor
            participant = db.session.get_one(Participant, rivals[person])
            inventory = db.session.get_one(Inventory, inventory_id)
            db.session.rollback()
            barrier.wait(10)
            try:
                with unit_of_work.writing():
                    claim_inventory(actor, inventory=inventory, participant=participant)
                outcomes[person.key] = "has it"
            except AlreadyClaimed as told:
                outcomes[person.key] = told.staff_id
            finally:
                db.session.remove()

    threads = [Thread(target=claim, args=(person,)) for person in rivals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    winner = next(person for person in rivals if outcomes[person.key] == "has it")
    loser = next(person for person in rivals if person is not winner)
    assert outcomes[loser.key] == winner.id
    owners = db.session.scalars(select(InventoryEntry.participant_id)).all()
    assert owners == [rivals[winner]]


def test_a_lost_code_is_found_by_day_contexts_and_pictures(cast: Cast, make_list: MakeList) -> None:
    actor = cast.facilitator.actor
    mine = make_list(OLDER, context="care")
    make_list("drive-tractor", context="land-animals")
    today = clock.today("Europe/Lisbon")
    first, second = keys_of(code_of(mine))
    assert len(find_lost(actor, saved_on=today)) == 2
    assert find_lost(actor, saved_on=today, contexts=["care"]) == [mine]
    assert mine in find_lost(actor, saved_on=today, pictures=[second])
    assert mine in find_lost(actor, saved_on=today, pictures=[second, first])
    assert find_lost(actor, saved_on=today, contexts=["care", "work"]) == []
    assert find_lost(actor, saved_on=today - timedelta(days=1)) == []
    assert find_lost(cast.stranger.actor, saved_on=today) == []
    assert count_waiting(actor) == 2
