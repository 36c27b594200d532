"""“My group”: with the code of their list a member sees their own group, and how to reach nobody."""

from datetime import date, time
from uuid import UUID

import pytest

from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.diary.models import EntryKind
from app.initiatives.diary.operations import Facts, write
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.queries import members_of
from app.people.models import Participant
from app.people.operations.contacts import add_contact
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.operations.claims import claim_inventory
from app.skills.operations.inventories import save_inventory
from tests.factories.initiatives_groups import a_member, an_initiative, somebody
from tests.factories.one_of_each import a_person, making
from tests.integration.kiosk.conftest import the_list
from tests.integration.kiosk.visitor import Visitor

HERE = "/kiosk/own-groups"
PHONE = "931 000 222"


@pytest.fixture
def person(telling: Visitor, writer: Actor) -> Participant:
    """Whoever stands there, whose list the office has received."""
    with making():
        found = the_list()
        person = a_person(writer)
        save_inventory(writer, inventory=found)
        claim_inventory(writer, inventory=found, participant=person)
    return person


@pytest.fixture
def group(person: Participant, writer: Actor) -> Initiative:
    """Theirs, with somebody else in it who can be reached."""
    with making():
        group = an_initiative(writer)
        a_member(writer, group, db.session.get_one(Participant, person.id))
        other = somebody(writer, "Belmira Seixas")
        add_contact(writer, contact_id=new_id(), participant=other, value=PHONE)
        a_member(writer, group, other)
    return group


def test_a_member_sees_their_group_and_how_to_reach_nobody(telling: Visitor, group: Initiative) -> None:
    telling.open("/kiosk/list")
    telling.go(HERE)
    assert telling.heading == group.title
    assert "Belmira Seixas" in telling.page.text
    assert PHONE not in telling.page.text
    assert "931" not in telling.page.text
    assert not telling.page.soup.select('main a[href^="/initiatives"]')


def test_what_is_to_come_what_is_to_be_done_and_what_was_decided(
    telling: Visitor, group: Initiative, person: Participant, writer: Actor
) -> None:
    with making():
        (own, other) = sorted(members_of(group.id), key=lambda each: each.participant_id != person.id)
        meeting = Facts(on=date(2099, 3, 4), title="Plenário", begins=time(18), place="Junta")
        for kind, facts in (
            (EntryKind.MEETING, meeting),
            (EntryKind.DECISION, Facts(on=date(2026, 1, 5), title="Comprar uma escada")),
            (EntryKind.TASK, Facts(title="Pedir preços", member_id=own.id)),
            (EntryKind.TASK, Facts(title="Pintar a porta", member_id=other.id)),
        ):
            write(writer, entry_id=new_id(), initiative=group, kind=kind, facts=facts)
    telling.open(HERE)
    for words in ("Plenário", "18:00", "Junta", "Comprar uma escada", "Pedir preços"):
        assert words in telling.page.text
    assert "Pintar a porta" not in telling.page.text


def test_another_group_does_not_exist_here(
    telling: Visitor, group: Initiative, person: Participant, writer: Actor
) -> None:
    with making():
        other = an_initiative(writer, "Costura")
        a_member(writer, other, "Custódio Anes")
        invited = an_initiative(writer, "Horta")
        a_member(writer, invited, db.session.get_one(Participant, person.id), is_invited=True)
    for each in (other.id, invited.id, new_id()):
        telling.client.get(f"{HERE}/{each}", status=404)
    telling.open(f"{HERE}/{group.id}")


def test_a_protected_member_is_not_named(telling: Visitor, group: Initiative, writer: Actor) -> None:
    with making():
        other = db.session.query(Participant).filter_by(name="Belmira Seixas").one()
        seal(writer, participant=other, reason=next(iter(SEAL_REASONS)))
    telling.open(f"{HERE}/{group.id}")
    assert "Belmira" not in telling.page.text


def test_who_has_no_list_or_no_group_has_no_page(telling: Visitor, writer: Actor) -> None:
    with making():
        group_id: UUID = an_initiative(writer).id
    telling.client.get(f"{HERE}/{group_id}", status=404)
    telling.open(HERE)
    assert not telling.page.soup.select("a.answer")
