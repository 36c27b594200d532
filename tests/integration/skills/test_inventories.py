"""A list from the first tap to the review, and its entries."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, IllegalTransition, NotFound
from app.core.machine import Transition
from app.skills.loader import id_of
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.operations.claims import open_by_code
from app.skills.operations.entries import (
    add_own_words,
    answer_card,
    confirm_entry,
    describe_entry,
    link_entry,
    remove_entry,
    write_evidence,
)
from app.skills.operations.inventories import (
    code_of,
    erase_inventory,
    keep_inventory,
    save_inventory,
    start_inventory,
)
from app.skills.operations.retention import erase_unclaimed, list_unclaimed
from app.skills.operations.review import review_inventory
from app.skills.queries.inventories import entries_of, get_inventory
from tests.cast import Cast
from tests.integration.skills.conftest import MakeList, MakePerson

OLDER, CHILD = "care-older-person", "care-child"


def test_the_same_id_arriving_twice_is_one_list(cast: Cast) -> None:
    actor, key = cast.facilitator.actor, new_id()
    first, again = (
        start_inventory(actor, municipality_id=cast.here, language="uk", origin="kiosk", inventory_id=key)
        for _ in range(2)
    )
    assert first is again


def test_answers_can_be_changed_and_taken_back_and_never_is_an_answer(
    cast: Cast, make_list: MakeList
) -> None:
    actor, inventory = cast.facilitator.actor, make_list(saved=False)
    for frequency in ("once", "often", "often"):
        answer_card(
            actor, inventory=inventory, competence_id=id_of(OLDER), context="care", frequency=frequency
        )
    assert [entry.frequency for entry in inventory.entries] == ["often"]
    describe_entry(actor, entry=inventory.entries[0], level="alone", wish="yes")
    answer_card(actor, inventory=inventory, competence_id=id_of(OLDER), context="care", frequency="never")
    assert [(entry.frequency, entry.level, entry.wish) for entry in inventory.entries] == [
        ("never", None, None)
    ]
    answer_card(actor, inventory=inventory, competence_id=id_of(OLDER), context="care", frequency=None)
    assert inventory.entries == []


def test_unknown_and_retired_competences_cannot_be_chosen(cast: Cast, make_list: MakeList) -> None:
    with pytest.raises(NotFound):
        answer_card(
            cast.facilitator.actor,
            inventory=make_list(saved=False),
            competence_id=new_id(),
            context="care",
            frequency="once",
        )


def test_own_words_are_kept_as_said_and_find_their_competence_later(cast: Cast, make_list: MakeList) -> None:
    actor, inventory = cast.facilitator.actor, make_list(OLDER, saved=False)
    said = add_own_words(actor, inventory=inventory, text="  tomo conta\u202e de velhotes ", language="pt")
    again = add_own_words(actor, inventory=inventory, text="Tomo conta de velhotes", language="pt")
    assert said is again
    assert said.competence_id is None
    linked = link_entry(actor, entry=said, competence_id=id_of(OLDER))
    db.session.commit()
    assert (linked.own_words, linked.frequency) == ("Tomo conta de velhotes", "often")
    assert len(inventory.entries) == 1


def test_saving_gives_one_code_for_ninety_days_of_the_place(cast: Cast, make_list: MakeList) -> None:
    actor, inventory = cast.facilitator.actor, make_list(OLDER)
    code = save_inventory(actor, inventory=inventory)
    assert code == code_of(inventory)
    assert (code.valid_until - clock.today("Europe/Lisbon")).days == 90
    assert code.digits not in repr(vars(inventory))
    states = db.session.scalars(select(Transition.after).where(Transition.subject_id == inventory.id))
    assert list(states) == ["saved"]


def test_erasing_leaves_an_empty_row(cast: Cast, make_list: MakeList) -> None:
    actor, inventory = cast.facilitator.actor, make_list(OLDER, language="ar")
    erase_inventory(actor, inventory=inventory)
    erase_inventory(actor, inventory=inventory)
    db.session.commit()
    assert db.session.scalars(select(InventoryEntry)).all() == []
    assert (inventory.code_hash, inventory.pictures, inventory.language) == (None, "", "")
    with pytest.raises(NotFound):
        get_inventory(actor, inventory.id)
    with pytest.raises(Conflict):
        code_of(inventory)


def test_what_was_handed_over_cannot_be_erased_or_tapped_at_a_kiosk(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    inventory = make_list(OLDER, participant=make_person())
    with pytest.raises(IllegalTransition):
        erase_inventory(cast.facilitator.actor, inventory=inventory)
    with pytest.raises(Forbidden):
        remove_entry(cast.observer.actor, entry=inventory.entries[0])


def test_evidence_then_seen_together_keep_who_and_when(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    actor, person = cast.facilitator.actor, make_person()
    inventory = make_list(OLDER, CHILD, participant=person)
    older, child = inventory.entries
    write_evidence(actor, older, "mostrou fotografias")
    confirm_entry(actor, entry=older, level="alone")
    confirm_entry(actor, entry=older, level="alone")
    confirm_entry(actor, entry=child, level="teaches")
    review_inventory(actor, inventory=inventory)
    review_inventory(actor, inventory=inventory)
    db.session.commit()
    assert (older.state, older.confirmed_by, older.level) == ("confirmed", actor.id, "alone")
    assert older.evidenced_by == actor.id
    states = db.session.scalars(
        select(Transition.after).where(Transition.subject_id == older.id).order_by(Transition.id)
    )
    assert list(states) == ["evidenced", "confirmed"]
    assert inventory.state == "reviewed"
    contents = [str(row.detail) for row in db.session.scalars(select(AuditEntry))]
    assert not any("fotografias" in content for content in contents)


def test_lists_of_another_municipality_do_not_exist(cast: Cast, make_list: MakeList) -> None:
    inventory = make_list(OLDER)
    with pytest.raises(NotFound):
        get_inventory(cast.stranger.actor, inventory.id)
    with pytest.raises(Forbidden):
        save_inventory(cast.stranger.actor, inventory=inventory)


def test_a_sealed_persons_list_is_found_by_the_coordinator_alone(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    person = make_person(sealed=True)
    inventory = make_list(OLDER, participant=person)
    assert get_inventory(cast.coordinator.actor, inventory.id) is not None
    assert entries_of(cast.facilitator.actor, person.id) == []
    with pytest.raises(NotFound):
        get_inventory(cast.facilitator.actor, inventory.id)


def test_the_latest_entry_of_each_competence_counts(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    person = make_person()
    make_list(OLDER, CHILD, participant=person, frequency="once")
    make_list(OLDER, participant=person, frequency="daily")
    told = {e.competence_id: e.frequency for e in entries_of(cast.facilitator.actor, person.id)}
    assert told == {id_of(OLDER): "daily", id_of(CHILD): "once"}


@pytest.mark.clock("2026-11-20T12:00:00+00:00")
def test_unclaimed_lists_are_erased_after_their_day(app: Autonomus, cast: Cast, make_list: MakeList) -> None:
    make_list(OLDER)
    assert list_unclaimed() == []
    with clock.frozen_at(clock.now().replace(year=2027, month=2, day=18, hour=23, minute=30)):
        assert list_unclaimed() == []
    with clock.frozen_at(clock.now().replace(year=2027, month=2, day=19, hour=0, minute=30)):
        assert erase_unclaimed(cast.facilitator.actor) == 1
    assert db.session.scalars(select(Inventory.state)).all() == ["erased"]


@pytest.mark.clock("2026-11-20T12:00:00+00:00")
def test_a_list_is_kept_as_long_as_something_hangs_on_it(cast: Cast, make_list: MakeList) -> None:
    actor = cast.facilitator.actor
    inventory = make_list(OLDER)
    last_day = date(2027, 6, 30)
    keep_inventory(actor, inventory=inventory, until=last_day)
    keep_inventory(actor, inventory=inventory, until=date(2027, 1, 1))
    assert code_of(inventory).valid_until == last_day
    with clock.frozen_at(clock.now().replace(year=2027, month=6, day=30)):
        assert list_unclaimed() == []
        code = code_of(inventory)
        keys = [key for _, key in code.pictures]
        assert open_by_code(actor, digits=code.digits, pictures=keys).id == inventory.id
    with clock.frozen_at(clock.now().replace(year=2027, month=7, day=1)):
        assert erase_unclaimed(actor) == 1


def test_the_command_only_counts_unless_told(app: Autonomus, make_list: MakeList) -> None:
    make_list(OLDER)
    result = app.test_cli_runner().invoke(args=["retention"])
    assert "0 lists would be erased" in result.output
    result = app.test_cli_runner().invoke(args=["load-catalogue"])
    assert "competences loaded, 0 retired" in result.output
