"""What came to somebody with a list that was not theirs."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.skills.models.inventory import Inventory
from app.skills.operations.claims import claim_inventory
from app.skills.operations.entries import describe_entry
from app.skills.operations.inventories import code_of, save_inventory
from app.skills.operations.returns import give_back, move_inventory
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.enrolments import Wishes
from app.workshops.enrolments.operations.sign_ups import sign_up_with_code
from app.workshops.proposals.operations import propose_session
from tests.factories.enrolments import make_enrolment, make_person, typed
from tests.factories.one_of_each import list_of, making
from tests.factories.workshops import make_workshop
from tests.integration.workshops.conftest import series

PT = Wishes("pt")


@pytest.mark.parametrize("goes", ["on", "back"])
def test_what_came_with_a_list_goes_with_it_when_it_was_for_somebody_else(
    staff: Actor, terminal: Actor, goes: str
) -> None:
    """The enrolment and the proposal; what the wrong person had before stays theirs."""
    with series(staff) as workshop:
        wrong, right, own = make_person(staff), make_person(staff, "Rui Certo"), list_of(staff)
        save_inventory(staff, inventory=own)
        code = typed(code_of(own))
        place = sign_up_with_code(terminal, enrolment_id=new_id(), workshop=workshop, wishes=PT, **code)
        proposal = propose_session(
            staff, proposal_id=new_id(), inventory=own, competence_id=taught(staff, own)
        )
        another = make_workshop(staff, title="Mais tarde", facilitator_ids=[])
        other = make_enrolment(staff, make_workshop(staff, title="Outra", facilitator_ids=[]), wrong)
        claim_inventory(staff, inventory=own, participant=wrong)
        late = sign_up_with_code(terminal, enrolment_id=new_id(), workshop=another, wishes=PT, **code)
        place.reached_at, place.tries = clock.now(), 2
        if goes == "on":
            move_inventory(staff, inventory=own, participant=right)
        else:
            give_back(staff, inventory=own, reason="wrong_person")
    db.session.expire_all()
    whose = (right.id, None) if goes == "on" else (None, own.id)
    assert (place.participant_id, place.inventory_id) == whose
    assert (late.participant_id, late.inventory_id) == whose
    reached = select(Enrolment.reached_at, Enrolment.tries).where(Enrolment.id == place.id)
    assert db.session.execute(reached).one() == (None, 0), "it was somebody else who was reached"
    assert (proposal.participant_id, proposal.inventory_id) == whose
    assert other.participant_id == wrong.id
    with making():
        if goes == "back":
            claim_inventory(staff, inventory=own, participant=right)
        again = sign_up_with_code(terminal, enrolment_id=new_id(), workshop=workshop, wishes=PT, **code)
    assert (again.id, place.participant_id, proposal.participant_id) == (place.id, right.id, right.id)


def taught(staff: Actor, own: Inventory) -> UUID:
    """A competence of the list that the person can teach."""
    entry = own.entries[0]
    describe_entry(staff, entry=entry, level="teaches", wish="yes")
    assert entry.competence_id
    return entry.competence_id
