"""Signing up at the kiosk: with a list, a name or a code; and what becomes of it in the office."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, NotFound, Throttled
from app.people.models import Consent, ContactPoint, Participant
from app.people.operations.consents import give_consent
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.models.inventory import Inventory
from app.skills.operations.claims import CodeUnknown, claim_inventory
from app.skills.operations.entries import describe_entry
from app.skills.operations.inventories import code_of, erase_inventory, save_inventory
from app.skills.operations.retention import list_unclaimed
from app.workshops.confirming.operations import confirm_as_new, recognise
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations import sign_ups
from app.workshops.enrolments.operations.enrolments import Wishes
from app.workshops.enrolments.operations.inventories import keep_lists
from app.workshops.enrolments.operations.leaving import cancel_by_person
from app.workshops.enrolments.operations.sign_ups import (
    open_by_code,
    sign_up_by_name,
    sign_up_with_code,
    sign_up_with_list,
)
from app.workshops.planning.models.series import Workshop
from app.workshops.proposals.models import WorkshopProposal
from app.workshops.proposals.operations import propose_session
from tests.cast import Cast
from tests.factories.enrolments import make_enrolment, make_person, typed
from tests.factories.one_of_each import list_of, making
from tests.factories.workshops import make_session, make_workshop
from tests.integration.workshops.conftest import series, states

pytestmark = pytest.mark.usefixtures("in_request")
PT = Wishes("pt")


def test_a_list_is_saved_and_kept_until_a_month_after_the_last_session(
    staff: Actor, terminal: Actor, cast: Cast
) -> None:
    last = clock.today("Europe/Lisbon") + timedelta(days=200)
    with series(staff, sessions=[last - timedelta(days=7), last]) as workshop:
        draft = list_of(staff)
        place = sign_up_with_list(
            terminal, enrolment_id=new_id(), workshop=workshop, inventory=draft, wishes=PT
        )
        assert draft.state == "saved"
        assert draft.keep_until == last + timedelta(days=30)
        again = sign_up_with_list(
            terminal, enrolment_id=new_id(), workshop=workshop, inventory=draft, wishes=PT
        )
        assert again.id == place.id
        assert sign_ups.code_of(place) == code_of(draft)
    with clock.frozen_at(clock.now() + timedelta(days=210)):
        assert list_unclaimed() == []
        found = open_by_code(terminal, **typed(sign_ups.code_of(place))).enrolments
    assert [each.id for each in found] == [place.id]


def test_sessions_added_later_keep_the_list_longer(staff: Actor, terminal: Actor) -> None:
    with series(staff, sessions=1) as workshop:
        own = list_of(staff)
        sign_up_with_list(terminal, enrolment_id=new_id(), workshop=workshop, inventory=own, wishes=PT)
        before = own.keep_until
        later = clock.today("Europe/Lisbon") + timedelta(days=400)
        make_session(staff, workshop, on=later)
        keep_lists(staff)
    assert before
    assert own.keep_until == later + timedelta(days=30)


def test_the_places_of_a_list_follow_it_to_its_person(staff: Actor, terminal: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        person, own = make_person(staff), list_of(staff)
        other = make_workshop(staff, title="Outra")
        waiting = make_enrolment(staff, workshop)
        for each in (workshop, other):
            sign_up_with_list(terminal, enrolment_id=new_id(), workshop=each, inventory=own, wishes=PT)
        code = code_of(own)
        make_enrolment(staff, workshop, person)
        claim_inventory(staff, inventory=own, participant=person)
    theirs = select(Enrolment.state).where(Enrolment.participant_id == person.id)
    assert sorted(db.session.scalars(theirs)) == ["cancelled", "confirmed", "waitlisted"]
    assert states(workshop) == ["confirmed", "waitlisted", "cancelled"]
    assert waiting.state == "confirmed"
    found = open_by_code(terminal, **typed(code)).enrolments
    assert len(found) == 2
    mine = sign_ups.code_of(found[0])
    assert [each.id for each in open_by_code(terminal, **typed(mine)).enrolments] == [found[0].id]


def test_erasing_the_list_gives_its_places_up(staff: Actor, terminal: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        own = list_of(staff)
        sign_up_with_list(terminal, enrolment_id=new_id(), workshop=workshop, inventory=own, wishes=PT)
        make_enrolment(staff, workshop)
        erase_inventory(terminal, inventory=own)
    assert states(workshop) == ["cancelled", "offered"]


def test_what_was_said_beside_a_list_goes_with_it(staff: Actor, terminal: Actor) -> None:
    with series(staff) as workshop:
        own = list_of(staff)
        place = sign_up_with_list(
            terminal,
            enrolment_id=new_id(),
            workshop=workshop,
            inventory=own,
            wishes=Wishes("pt", tell_name="Vizinha Amélia", tell_contact="912345678"),
        )
        proposal = WorkshopProposal(
            id=new_id(), municipality_id=own.municipality_id, inventory_id=own.id, words="Sou a Rosa da Sé"
        )
        proposal.created_at = clock.now()
        db.session.add(proposal)
        db.session.flush()
        with clock.frozen_at(clock.now() + timedelta(days=500)):
            erase_inventory(staff, inventory=own)
    db.session.expire_all()
    assert (place.tell_name, place.tell_contact, place.note, proposal.words) == ("", "", "", "")


def test_a_name_makes_a_new_record_without_asking_who_is_known(staff: Actor, terminal: Actor) -> None:
    with series(staff) as workshop:
        make_person(staff, "Rosa Verdade", phone="912345678")
        key = new_id()
        places = [
            sign_up_by_name(
                terminal,
                enrolment_id=each,
                workshop=workshop,
                name="Rosa Verdade",
                contact="912 345 678",
                wishes=Wishes("uk", needs_childcare=True),
            )
            for each in (key, key, new_id())
        ]
    assert places[0].id == places[1].id != places[2].id
    person = db.session.get_one(Participant, places[0].participant_id)
    assert person.is_unverified
    assert person.contact_points[0].kind == "phone"
    assert places[0].needs_childcare
    code = sign_ups.code_of(places[0])
    assert [each.id for each in open_by_code(terminal, **typed(code)).enrolments] == [places[0].id]


def test_a_terminal_reaches_neither_people_nor_hidden_series(staff: Actor, terminal: Actor) -> None:
    with series(staff) as workshop:
        hidden = make_workshop(staff, is_public=False)
        with pytest.raises(Forbidden):
            make_enrolment(terminal, workshop, make_person(staff))
        with pytest.raises(NotFound):
            sign_up_by_name(terminal, enrolment_id=new_id(), workshop=hidden, name="Rosa", wishes=PT)


def test_a_terminal_asks_for_sixty_places_an_hour(staff: Actor, terminal: Actor) -> None:
    with series(staff, capacity=None) as workshop:
        for _ in range(60):
            sign_up_by_name(terminal, enrolment_id=new_id(), workshop=workshop, name="Rosa", wishes=PT)
        with pytest.raises(Throttled):
            sign_up_by_name(terminal, enrolment_id=new_id(), workshop=workshop, name="Rosa", wishes=PT)


def test_cancelling_by_code(staff: Actor, terminal: Actor) -> None:
    with series(staff, capacity=1) as workshop:
        first, second = make_enrolment(staff, workshop), make_enrolment(staff, workshop)
        found = open_by_code(terminal, **typed(sign_ups.code_of(first))).enrolments
        for _ in range(2):
            cancel_by_person(terminal, enrolment=found[0])
    assert (first.state, second.state) == ("cancelled", "offered")
    assert open_by_code(terminal, **typed(sign_ups.code_of(first))).enrolments == []
    with pytest.raises(CodeUnknown):
        open_by_code(terminal, digits="000000000", pictures=("duck", "key"))


def test_the_code_of_a_list_signs_up_before_and_after_it_was_received(staff: Actor, terminal: Actor) -> None:
    with series(staff) as workshop:
        person, own = make_person(staff), list_of(staff)
        save_inventory(staff, inventory=own)
        code = typed(code_of(own))
        first = sign_up_with_code(terminal, enrolment_id=new_id(), workshop=workshop, wishes=PT, **code)
        assert first.inventory_id == own.id
        claim_inventory(staff, inventory=own, participant=person)
        again = sign_up_with_code(terminal, enrolment_id=new_id(), workshop=workshop, wishes=PT, **code)
        assert again.id == first.id


def test_what_belongs_to_somebody_sealed_is_not_there_at_the_kiosk(staff: Actor, terminal: Actor) -> None:
    with series(staff) as workshop:
        person, own = make_person(staff), list_of(staff)
        save_inventory(staff, inventory=own)
        code = typed(code_of(own))
        place = make_enrolment(staff, workshop, person)
        claim_inventory(staff, inventory=own, participant=person)
        seal(staff, participant=person, reason=SEAL_REASONS[0])
    for each in (code, typed(sign_ups.code_of(place))):
        with pytest.raises(CodeUnknown):
            open_by_code(terminal, **each)
    with pytest.raises(CodeUnknown):
        sign_up_with_code(terminal, enrolment_id=new_id(), workshop=workshop, wishes=PT, **code)


def sign_up_rosa(terminal: Actor, workshop: Workshop, *, contact: str) -> Enrolment:
    """By a name that turns out to be somebody known."""
    return sign_up_by_name(
        terminal, enrolment_id=new_id(), workshop=workshop, name="Rosa V.", contact=contact, wishes=PT
    )


def test_a_name_turns_out_to_be_somebody_known(staff: Actor, terminal: Actor) -> None:
    with series(staff) as workshop:
        known = make_person(staff, "Rosa Verdade", phone="912345678")
        place = sign_up_rosa(terminal, workshop, contact="vizinha do 2.º")
        gone = db.session.get_one(Participant, place.participant_id)
        own = list_of(staff)
        save_inventory(staff, inventory=own)
        claim_inventory(staff, inventory=own, participant=gone)
        recognise(staff, participant=gone, known=known)
    db.session.expire_all()
    assert place.participant_id == known.id
    assert db.session.scalar(select(Participant.id).where(Participant.name == "Rosa V.")) is None
    assert db.session.scalar(select(Inventory.participant_id)) == known.id
    kept = select(ContactPoint.value).where(ContactPoint.participant_id == known.id)
    assert set(db.session.scalars(kept)) == {"912345678", "vizinha do 2.º"}


def test_what_both_records_had_stands_once_afterwards(staff: Actor, terminal: Actor) -> None:
    """Both agreed to the same, had the same telephone, are in the series and offered to teach the same."""
    with series(staff) as workshop:
        known = make_person(staff, "Rosa Verdade", phone="912345678")
        place = sign_up_rosa(terminal, workshop, contact="912 345 678")
        gone = db.session.get_one(Participant, place.participant_id)
        first = make_enrolment(staff, workshop, known)
        for who in (known, gone):
            give_consent(
                staff,
                consent_id=new_id(),
                participant=who,
                purpose="matching",
                language="pt",
                given_how="spoken",
            )
            own = list_of(staff, participant_id=who.id)
            describe_entry(staff, entry=own.entries[0], level="teaches")
            taught = own.entries[0].competence_id
            propose_session(staff, proposal_id=new_id(), participant=who, competence_id=taught)
        recognise(staff, participant=gone, known=known)
    db.session.expire_all()
    assert {place.participant_id, first.participant_id} == {known.id}
    assert sorted([place.state, first.state]) == ["cancelled", "confirmed"]
    consents = db.session.scalars(select(Consent).where(Consent.participant_id == known.id)).all()
    assert sorted(each.is_active for each in consents) == [False, True]
    assert db.session.scalars(select(WorkshopProposal.participant_id)).all() == [known.id]
    assert db.session.scalars(select(ContactPoint.participant_id)).all() == [known.id]


def test_only_an_unverified_record_can_be_somebody_else(staff: Actor) -> None:
    with making():
        first, second = make_person(staff), make_person(staff)
        with pytest.raises(Conflict):
            recognise(staff, participant=first, known=second)
    assert db.session.scalar(select(func.count()).select_from(Participant)) == 2


def test_somebody_new_is_confirmed(staff: Actor, terminal: Actor) -> None:
    with series(staff) as workshop:
        place = sign_up_by_name(terminal, enrolment_id=new_id(), workshop=workshop, name="Rosa", wishes=PT)
        person = db.session.get_one(Participant, place.participant_id)
        with pytest.raises(Forbidden):
            confirm_as_new(terminal, participant=person)
        confirm_as_new(staff, participant=person)
    assert not person.is_unverified
