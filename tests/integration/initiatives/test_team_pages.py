"""Pages of searches and teams: found, looked at, invited, answered by a link, begun as a group."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.groups.models import Initiative, Member
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams.models import PlaceState, SearchResult, Team, TeamPlace, TeamSearch, TeamState
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_teams import (
    a_team,
    an_opportunity,
    competences,
    invited,
    link_of,
    somebody,
)
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return clerk(cast.here, cast.facilitator.id)


@pytest.fixture
def opportunity(staff: Actor) -> Opportunity:
    """It takes three things, two of which somebody can do."""
    with making():
        one, two, three = competences(3)
        somebody(staff, "Alda Uma", {one: "alone"}, email="alda@example.pt", messages=True)
        somebody(staff, "Bento Duas", {two: "teaches"}, language="uk")
        somebody(staff, "Carla Também", {two: "alone"})
        return an_opportunity(staff, [one, two, three], income_from=80_000, months=[4, 5], place="Amieira")


def fresh(model: type[Any], **by: Any) -> Any:
    db.session.expire_all()
    return db.session.query(model).filter_by(**by).one()


def test_a_team_is_found_from_the_page_of_an_opportunity_and_becomes_a_group(
    cast: Cast, client_for: ClientFor, opportunity: Opportunity
) -> None:
    client = client_for(cast.facilitator)
    begin = f"/opportunities/{opportunity.id}/team-searches"
    search = client.submit(client.get(f"/opportunities/{opportunity.id}"), begin).location
    page = client.get(search)
    assert "Alda Uma" not in page.text
    client.submit(page, f"{search}/solution")
    page = client.get(search)
    assert fresh(TeamSearch).result == SearchResult.PROVEN
    assert "Alda Uma" in page.text
    assert "Bento Duas" in page.text
    team = db.session.query(Team).order_by(Team.position).first()
    assert team
    url = f"/teams/{team.id}"
    invitations = f"{url}/invitations"
    client.submit(client.get(invitations), invitations, by_message=None)
    for place in db.session.query(TeamPlace).filter_by(team_id=team.id):
        answer = f"/team-places/{place.id}/answer"
        client.submit(client.get(answer), answer, answer="yes", how="desk")
    group = f"{url}/group"
    made = client.submit(client.get(group), group, kind="cooperative_services").location
    initiative = fresh(Initiative)
    assert made == f"/initiatives/{initiative.id}"
    assert initiative.opportunity_id == opportunity.id
    assert len(db.session.query(Member).filter_by(initiative_id=initiative.id).all()) == 2
    assert fresh(Opportunity).state == "served"
    assert "Tornou-se um grupo" in client.get(url).text


def test_wishes_are_kept_and_a_conflict_is_said_in_words(
    cast: Cast, client_for: ClientFor, opportunity: Opportunity
) -> None:
    client = client_for(cast.facilitator)
    begin = f"/opportunities/{opportunity.id}/team-searches"
    search = client.submit(client.get(f"/opportunities/{opportunity.id}"), begin).location
    wishes, people = f"{search}/wishes", f"{search}/people"
    client.submit(client.get(wishes), wishes, fewest="3", most="2", status=422)
    client.submit(client.get(wishes), wishes, fewest="2", most="2")
    assert fresh(TeamSearch).wishes["fewest"] == 2
    alda = db.session.query(Participant).filter_by(name="Alda Uma").one()
    assert "Alda Uma" in client.get(f"{people}?q=alda").text
    asked = {"q": "alda", "people": str(alda.id)}
    client.post(people, {**asked, "kind": "apart", "request_key": str(new_id())}, status=422)
    for kind in ("must", "must_not"):
        client.post(people, {**asked, "kind": kind, "request_key": str(new_id())})
    client.submit(client.get(search), f"{search}/solution")
    page = client.get(search)
    assert fresh(TeamSearch).result == SearchResult.CONFLICT
    assert page.text.count("Alda Uma") >= 4
    client.post(f"{search}/people/removal", {"number": "2"})
    client.submit(client.get(search), f"{search}/solution")
    assert fresh(TeamSearch).result == SearchResult.PROVEN


def test_somebody_reads_their_invitation_without_names_and_answers_it(
    cast: Cast, client_for: ClientFor, staff: Actor, opportunity: Opportunity
) -> None:
    with making():
        team = invited(staff, opportunity)
        place = next(
            each
            for each in team.places
            if db.session.get_one(Participant, each.participant_id).language == "uk"
        )
    nobody = client_for(None)
    url = link_of(place)
    page = nobody.get(url)
    assert page.soup.html
    assert page.soup.html["lang"] == "uk"
    assert "Bento" not in page.text
    assert "Alda" not in page.text
    assert fresh(TeamPlace, id=place.id).state == PlaceState.INVITED
    nobody.submit(page, url, status=422)
    nobody.submit(page, url, answer="yes")
    assert fresh(TeamPlace, id=place.id).state == PlaceState.ACCEPTED
    nobody.submit(nobody.get(url), url, answer="no")
    found = fresh(TeamPlace, id=place.id)
    assert (found.state, found.answered_how) == (PlaceState.DECLINED, "link")
    nobody.get(f"{url}x", status=404)
    assert "Bento Duas" in client_for(cast.facilitator).get(f"/teams/{team.id}").text


def test_a_withdrawn_invitation_says_so(
    staff: Actor, client_for: ClientFor, opportunity: Opportunity
) -> None:
    with making():
        team = invited(staff, opportunity)
        place = team.places[0]
        seal(staff, participant=db.session.get_one(Participant, place.participant_id), reason=SEAL_REASONS[0])
    client_for(None).get(link_of(place), status=410)


def test_who_is_protected_by_now_stands_in_no_team(
    cast: Cast, staff: Actor, client_for: ClientFor, opportunity: Opportunity
) -> None:
    with making():
        team = invited(staff, opportunity)
        person = db.session.get_one(Participant, team.places[0].participant_id)
        seal(staff, participant=person, reason=SEAL_REASONS[0])
        name = person.name
    page = client_for(cast.facilitator).get(f"/teams/{team.id}")
    assert name not in page.text
    client_for(cast.facilitator).get(f"/team-places/{team.places[0].id}", status=404)


def test_papers_say_who_brings_what(
    cast: Cast, staff: Actor, client_for: ClientFor, opportunity: Opportunity
) -> None:
    with making():
        team = invited(staff, opportunity)
        place = next(
            each
            for each in team.places
            if db.session.get_one(Participant, each.participant_id).language == "uk"
        )
    client = client_for(cast.facilitator)
    matrix = client.get(f"/teams/{team.id}/matrix.pdf", judge=False).response.data
    text = " ".join(PdfReader(BytesIO(matrix)).pages[0].extract_text().split())
    assert "Alda Uma" in text
    assert "2 de 3 lugares preenchidos" in text
    paper = client.get(f"/team-places/{place.id}/invitation.pdf", judge=False).response.data
    text = " ".join(PdfReader(BytesIO(paper)).pages[0].extract_text().split())
    assert "Convite" in text
    assert "Запрошення" in text
    assert "Bento Duas" in text
    assert "Alda" not in text


def test_why_somebody_is_in_it_can_be_read(
    cast: Cast, staff: Actor, client_for: ClientFor, opportunity: Opportunity
) -> None:
    with making():
        team = a_team(staff, opportunity)
    page = client_for(cast.facilitator).get(f"/team-places/{team.places[0].id}")
    assert "Alda Uma" in page.text or "Bento Duas" in page.text


def test_a_facilitator_puts_somebody_in_and_is_told_of_a_colleague_s_change(
    cast: Cast, staff: Actor, client_for: ClientFor, opportunity: Opportunity
) -> None:
    with making():
        team = a_team(staff, opportunity)
    client, url = client_for(cast.facilitator), f"/teams/{team.id}/people"
    carla = db.session.query(Participant).filter_by(name="Carla Também").one()
    assert "Carla Também" in client.get(f"{url}?q=carla").text
    assert "Carla Também" in client.get(url).text
    sent = {"person": str(carla.id), "q": "carla", "read": str(team.version)}
    client.post(url, {**sent, "request_key": str(new_id())})
    assert len(fresh(Team, id=team.id).places) == 3
    bento = next(each for each in fresh(Team, id=team.id).places if each.participant_id == carla.id)
    client.post(f"/team-places/{bento.id}/removal", {})
    client.post(url, {**sent, "request_key": str(new_id())}, status=409)


def test_a_message_leaves_only_to_whoever_agreed(
    cast: Cast, staff: Actor, client_for: ClientFor, opportunity: Opportunity, channels: object
) -> None:
    with making():
        team = a_team(staff, opportunity)
    client, url = client_for(cast.facilitator), f"/teams/{team.id}/invitations"
    client.submit(client.get(url), url)
    places = {each.participant_id: each for each in fresh(Team, id=team.id).places}
    people = {db.session.get_one(Participant, key).name: place for key, place in places.items()}
    assert people["Alda Uma"].message_id
    assert not people["Bento Duas"].message_id
    client.post(f"/team-places/{people['Bento Duas'].id}/message", {})
    assert not fresh(TeamPlace, id=people["Bento Duas"].id).message_id


def test_a_day_that_is_over_is_no_day_to_answer_by(
    cast: Cast, staff: Actor, client_for: ClientFor, opportunity: Opportunity
) -> None:
    with making():
        team = a_team(staff, opportunity)
    client, url = client_for(cast.facilitator), f"/teams/{team.id}/invitations"
    day = clock.now().date() - timedelta(days=1)
    typed = [str(day.day), str(day.month), str(day.year)]
    client.submit(client.get(url), url, answer_by=typed, status=422)
    assert fresh(Team, id=team.id).state == TeamState.PROPOSED


def test_a_proposal_is_dropped_with_a_reason_and_taken_up_again(
    cast: Cast, staff: Actor, client_for: ClientFor, opportunity: Opportunity
) -> None:
    with making():
        team = a_team(staff, opportunity)
    client, url = client_for(cast.facilitator), f"/teams/{team.id}"
    drop = f"{url}/dropping"
    client.submit(client.get(drop), drop, reason="nonsense", status=422)
    client.submit(client.get(drop), drop, reason="no_time", note="Depois das vindimas")
    assert "Depois das vindimas" in client.get(url).text
    client.submit(client.get(url), f"{url}/return")
    assert fresh(Team, id=team.id).state == TeamState.PROPOSED


def test_the_person_s_page_and_the_list_show_proposals(
    cast: Cast, staff: Actor, client_for: ClientFor, opportunity: Opportunity
) -> None:
    with making():
        team = invited(staff, opportunity)
    client = client_for(cast.facilitator)
    page = client.get(f"/participants/{team.places[0].participant_id}")
    assert page.soup.select(f'a[href="/teams/{team.id}"]')
    assert opportunity.title in client.get("/teams").text
    client.get("/teams?state=nonsense", status=422)
    client_for(cast.stranger).get(f"/teams/{team.id}", status=404)
