"""What people would like to learn: said with a list, taken back, and gone with it."""

import pytest
from sqlalchemy import func, select

from app.core.db import db, new_id
from app.core.errors import Forbidden, NotFound
from app.people.models import Participant
from app.skills.loader import id_of
from app.skills.models.learning import LearningWish
from app.skills.operations.inventories import erase_inventory
from app.skills.operations.learning_wishes import wish_no_more, wish_to_learn
from app.skills.queries.learning import wishes_in, wishes_of
from tests.cast import Cast
from tests.factories.visits import terminal_actor
from tests.integration.skills.conftest import CHILD, OLDER, MakeList, MakePerson


def test_what_somebody_would_like_to_learn_is_noted_once_and_can_be_taken_back(
    cast: Cast, make_list: MakeList
) -> None:
    actor, inventory = cast.facilitator.actor, make_list(CHILD, saved=False)
    for _ in range(2):
        wish_to_learn(actor, inventory=inventory, competence_id=id_of(OLDER))
    assert wishes_in(inventory.id) == [id_of(OLDER)]
    assert [entry.competence_id for entry in inventory.entries] == [id_of(CHILD)]
    for _ in range(2):
        wish_no_more(actor, inventory=inventory, competence_id=id_of(OLDER))
    assert not wishes_in(inventory.id)


def test_what_nobody_offers_to_choose_cannot_be_wished_for(cast: Cast, make_list: MakeList) -> None:
    with pytest.raises(NotFound):
        wish_to_learn(cast.facilitator.actor, inventory=make_list(), competence_id=new_id())


def test_a_terminal_changes_no_wish_of_a_list_that_was_handed_over(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    inventory = make_list(participant=make_person())
    with pytest.raises(Forbidden):
        wish_to_learn(terminal_actor(cast.kiosk.id), inventory=inventory, competence_id=id_of(OLDER))


def test_the_wishes_of_people_are_those_of_all_their_lists(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    ana, rui, eva = make_person("Ana Invenção"), make_person("Rui Invento"), make_person("Eva Inventiva")
    for person, wanted in ((ana, OLDER), (ana, CHILD), (rui, CHILD)):
        inventory = make_list(participant=person)
        wish_to_learn(cast.facilitator.actor, inventory=inventory, competence_id=id_of(wanted))
    wish_to_learn(cast.facilitator.actor, inventory=make_list(), competence_id=id_of(OLDER))
    expected = {ana.id: {id_of(OLDER), id_of(CHILD)}, rui.id: {id_of(CHILD)}}
    assert wishes_of([ana.id, rui.id, eva.id]) == expected
    assert wishes_of(select(Participant.id).where(Participant.name == "Rui Invento")) == {
        rui.id: {id_of(CHILD)}
    }


def test_a_list_that_is_erased_leaves_no_wish(cast: Cast, make_list: MakeList) -> None:
    actor, inventory = cast.facilitator.actor, make_list()
    wish_to_learn(actor, inventory=inventory, competence_id=id_of(OLDER))
    erase_inventory(actor, inventory=inventory)
    assert not db.session.scalar(select(func.count()).select_from(LearningWish))
