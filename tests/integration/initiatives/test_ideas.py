"""What people would like to begin, at the office: answered, made something of, waiting again."""

from collections.abc import Callable

import pytest

from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import IllegalTransition, NotFound
from app.core.unit_of_work import writing
from app.initiatives.ideas import operations
from app.initiatives.ideas.models import Idea
from app.initiatives.ideas.operations import AT_MOST, TooManyIdeas, UnknownAnswer
from app.initiatives.ideas.queries import get_idea, list_of_list
from app.initiatives.opportunities.models import Origin
from app.initiatives.opportunities.operations import publish
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.operations.claims import claim_inventory
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_ideas import TAPS, an_idea
from tests.factories.initiatives_opportunities import an_open_opportunity, merge
from tests.factories.one_of_each import a_person, clerk, making, saved_list

ClientFor = Callable[[Person | None], PageClient]
WAITS = '#to-complete a[href="/ideas"]'


@pytest.fixture
def writer(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


@pytest.fixture
def idea(writer: Actor) -> Idea:
    with making():
        return an_idea(writer)


def fresh(idea: Idea) -> Idea:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Idea, idea.id)


def test_what_is_sent_twice_is_one_idea(writer: Actor) -> None:
    with making():
        inventory, wanted = saved_list(writer), new_id()
        for _ in range(2):
            operations.note_idea(writer, idea_id=wanted, inventory=inventory, taps=TAPS)
        an_idea(writer, inventory, words="")
    assert [each.id for each in list_of_list(inventory.id)] == [wanted]


def test_a_question_without_an_answer_keeps_nothing(writer: Actor) -> None:
    with making():
        inventory = saved_list(writer)
    with pytest.raises(UnknownAnswer), making():
        an_idea(writer, inventory, taps={**TAPS, "reach": "moon"})
    assert not list_of_list(inventory.id)


def test_with_one_list_so_many_wait_at_most(writer: Actor) -> None:
    with making():
        inventory = saved_list(writer)
        for at in range(AT_MOST):
            an_idea(writer, inventory, words=f"Ideia {at}")
    with pytest.raises(TooManyIdeas), making():
        an_idea(writer, inventory, words="Mais uma")


def test_a_draft_is_made_of_it_and_it_waits_again_where_that_was_a_mistake(cast: Cast, idea: Idea) -> None:
    actor = cast.facilitator.actor
    with writing():
        made = operations.make_opportunity(actor, idea=idea, opportunity_id=new_id())
    assert (made.title, made.origin, made.state) == (idea.words, Origin.IDEA, "draft")
    with pytest.raises(IllegalTransition), writing():
        operations.answer_idea(actor, idea=idea)
    with writing():
        operations.reopen_idea(actor, idea=fresh(idea))
    assert (fresh(idea).state, fresh(idea).opportunity_id) == ("waiting", None)


def test_an_idea_follows_the_opportunity_it_led_to(cast: Cast, idea: Idea) -> None:
    actor = cast.facilitator.actor
    with writing():
        made = operations.make_opportunity(actor, idea=idea, opportunity_id=new_id())
        publish(actor, opportunity=made)
        kept = an_open_opportunity(actor, "Refeições em casa")
        merge(actor, made, kept)
    assert fresh(idea).opportunity_id == kept.id


def test_nobody_elsewhere_reads_it(cast: Cast, idea: Idea) -> None:
    with pytest.raises(NotFound):
        get_idea(cast.stranger.actor, idea.id)


def test_pages_from_waiting_to_an_opportunity_and_back(cast: Cast, client_for: ClientFor, idea: Idea) -> None:
    office = client_for(cast.facilitator)
    assert office.get("/").soup.select_one(WAITS)
    page = office.get("/ideas")
    assert "Levar sopa a casa das pessoas" in page.text
    office.submit(page, f"/ideas/{idea.id}/answer")
    assert office.get("/").soup.select_one(WAITS) is None
    office.submit(office.get("/ideas?state=answered"), f"/ideas/{idea.id}/reopening")
    form = office.get(f"/ideas/{idea.id}/opportunity")
    office.submit(form, f"/ideas/{idea.id}/opportunity", status=422, opportunity_id=str(new_id()))
    made = office.follow(office.submit(form, f"/ideas/{idea.id}/opportunity"))
    assert made.text.count("Levar sopa a casa das pessoas") > 1
    assert made.soup.select_one("#ideas")
    office.post(f"/ideas/{idea.id}/answer", {})
    assert fresh(idea).state == "opportunity", "somebody was faster"
    client_for(cast.stranger).get(f"/ideas/{idea.id}/opportunity", status=404)


def test_it_is_found_to_be_a_need_that_is_known(cast: Cast, client_for: ClientFor, idea: Idea) -> None:
    with writing():
        known = an_open_opportunity(cast.facilitator.actor, "Refeições em casa")
    office, address = client_for(cast.facilitator), f"/ideas/{idea.id}/opportunity"
    office.submit(office.get(address), address, opportunity_id=str(known.id))
    assert fresh(idea).opportunity_id == known.id


def test_where_no_initiative_is_known_none_can_be_chosen(
    cast: Cast, client_for: ClientFor, idea: Idea
) -> None:
    office, address = client_for(cast.facilitator), f"/ideas/{idea.id}/initiative"
    office.submit(office.get(address), address, status=422, initiative_id="")


def test_the_words_of_a_protected_person_are_in_no_list(
    cast: Cast, client_for: ClientFor, writer: Actor, idea: Idea
) -> None:
    with making():
        person = a_person(writer)
        db.session.flush()
        claim_inventory(writer, inventory=db.session.get_one(Idea, idea.id).inventory, participant=person)
        seal(writer, participant=person, reason=next(iter(SEAL_REASONS)))
    page = client_for(cast.facilitator).get("/ideas")
    assert "Levar sopa" not in page.text
    client_for(cast.facilitator).get(f"/ideas/{idea.id}/opportunity", status=404)
    assert "Levar sopa" not in client_for(cast.coordinator).get("/ideas").text
