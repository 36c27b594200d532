"""An invitation to a team, at the kiosk: read and answered with the code of one's own list."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.teams.models import TeamPlace
from app.people.models import Participant
from app.people.operations.consents import withdraw_consent
from app.people.queries import list_consents
from app.skills.operations.claims import claim_inventory
from app.skills.operations.inventories import save_inventory
from tests.factories.enrolments import make_person
from tests.factories.initiatives_teams import an_opportunity, competences, invited, somebody
from tests.factories.one_of_each import making
from tests.integration.kiosk.conftest import the_list
from tests.integration.kiosk.visitor import Visitor

HERE = "/kiosk/invitations"


@pytest.fixture
def place_id(telling: Visitor, writer: Actor) -> UUID:
    """Whoever stands there can do something that the place needs, and is invited with somebody else."""
    with making():
        found = the_list()
        person = make_person(writer, "Ana Invenção", matching=True)
        save_inventory(writer, inventory=found)
        claim_inventory(writer, inventory=found, participant=person)
        needed = competences(8)
        somebody(writer, "Belmira Seixas", {needed[7]: "teaches"})
        opportunity = an_opportunity(
            writer, [needed[0], needed[7]], description="Arranjos para quem vive só."
        )
        invited(writer, opportunity)
        return db.session.scalars(select(TeamPlace.id).where(TeamPlace.participant_id == person.id)).one()


def state(place_id: UUID) -> tuple[str, str]:
    db.session.rollback()
    place = db.session.get_one(TeamPlace, place_id)
    return place.state, place.answered_how


def test_it_is_answered_with_the_code_and_the_answer_can_be_changed(telling: Visitor, place_id: UUID) -> None:
    telling.open("/kiosk/list")
    telling.go(HERE)
    assert "Pequenas reparações" in telling.page.text
    assert "Belmira" not in telling.page.text
    telling.answer("accepts", "yes")
    assert state(place_id) == ("accepted", "code")
    telling.answer("accepts", "no")
    assert state(place_id) == ("declined", "code")


def test_what_is_no_answer_and_what_is_not_theirs_does_not_exist(
    telling: Visitor, place_id: UUID, writer: Actor
) -> None:
    others = db.session.scalars(select(TeamPlace.id).where(TeamPlace.id != place_id)).one()
    db.session.rollback()
    for each in (others, new_id()):
        telling.client.get(f"{HERE}/{each}", status=404)
        telling.client.post(f"{HERE}/{each}", {"accepts": "yes"}, status=404)
    telling.client.post(f"{HERE}/{place_id}", {"accepts": "perhaps"}, status=404)
    assert state(place_id) == ("invited", "")


def test_who_may_not_be_proposed_any_more_is_invited_no_more(
    telling: Visitor, place_id: UUID, writer: Actor
) -> None:
    with making():
        person = db.session.query(Participant).filter_by(name="Ana Invenção").one()
        for consent in list_consents(writer, person):
            withdraw_consent(writer, participant=person, consent=consent)
    telling.client.get(f"{HERE}/{place_id}", status=404)
    telling.open(HERE)
    assert not telling.page.soup.select("a.answer")
    telling.open("/kiosk/list")
    assert not telling.page.soup.select(f'a[href="{HERE}"]')
