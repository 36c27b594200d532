"""What may be done with a proposal counts at that moment: consents, ends, members, messages."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.db import db, new_id
from app.initiatives.groups.operations.initiatives import Plan
from app.initiatives.groups.operations.members import add_member
from app.initiatives.opportunities.operations import end
from app.initiatives.teams.invitation import Over
from app.initiatives.teams.models import PlaceState, SearchResult, Team, TeamPlace, TeamState
from app.initiatives.teams.operations import InEnoughProposals, MayNotBeProposed, SubjectOver
from app.initiatives.teams.operations.answering import InvitationOver, answer, note_answer, take_back_answer
from app.initiatives.teams.operations.dropping import drop_team, restore_team
from app.initiatives.teams.operations.editing import add_person
from app.initiatives.teams.operations.finding import keep
from app.initiatives.teams.operations.forming import form_group
from app.initiatives.teams.operations.inviting import send_invitation
from app.initiatives.teams.operations.searching import begin_search
from app.initiatives.teams.queries.candidates import candidates
from app.initiatives.teams.queries.invitations import invitations_of_list
from app.initiatives.teams.queries.problems import question_of
from app.initiatives.teams.queries.teams import teams_of
from app.initiatives.teams.solver import solve
from app.people.models import Consent, Participant
from app.people.operations.consents import withdraw_consent
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.models.inventory import Inventory
from tests.cast import Cast
from tests.factories.enrolments import agree
from tests.factories.initiatives_groups import a_need, an_initiative
from tests.factories.initiatives_teams import (
    a_team,
    an_opportunity,
    competences,
    invited,
    link_of,
    solved,
    somebody,
)
from tests.factories.one_of_each import clerk, making
from tests.integration.initiatives.test_team_pages import ClientFor, fresh


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return clerk(cast.here, cast.facilitator.id)


def declined(staff: Actor) -> tuple[Participant, TeamPlace, Consent]:
    (wanted,) = competences(1)
    person = somebody(staff, "Berta Disse Não", {wanted: "alone"}, matching=False)
    consent = agree(staff, person)
    (place,) = invited(staff, an_opportunity(staff, [wanted])).places
    answer(SYSTEM, place=place, accepts=False)
    return person, place, consent


@pytest.mark.parametrize("way", ["withdrawn", "sealed"])
def test_whoever_declined_and_took_back_that_they_may_be_proposed_cannot_be_put_in(
    staff: Actor, way: str
) -> None:
    with making():
        person, place, consent = declined(staff)
        inventory = db.session.query(Inventory).filter_by(participant_id=person.id).one()
        assert invitations_of_list(inventory)
        if way == "withdrawn":
            withdraw_consent(staff, participant=person, consent=consent)
        else:
            seal(staff, participant=person, reason=SEAL_REASONS[0])
        assert not invitations_of_list(inventory)
        with pytest.raises(InvitationOver):
            answer(SYSTEM, place=place, accepts=True)
        with pytest.raises(InvitationOver):
            note_answer(staff, place=place, accepts=True, how="desk")
        with pytest.raises(InvitationOver):
            take_back_answer(staff, place=place)


def test_who_declined_while_dropped_and_took_it_back_is_not_asked_again_when_it_is_taken_up(
    staff: Actor,
) -> None:
    with making():
        person, place, consent = declined(staff)
        drop_team(staff, team=place.team, reason="declined")
        withdraw_consent(staff, participant=person, consent=consent)
        restore_team(staff, team=place.team)
        with pytest.raises(InvitationOver):
            answer(SYSTEM, place=place, accepts=True)
        with pytest.raises(InvitationOver):
            take_back_answer(staff, place=place)


def test_who_declined_and_stands_in_three_others_cannot_accept_as_a_fourth(staff: Actor) -> None:
    with making():
        _person, place, _consent = declined(staff)
        (wanted,) = competences(1)
        for number in range(3):
            solved(staff, an_opportunity(staff, [wanted], title=f"Pedido {number}"))
        with pytest.raises(InvitationOver) as refused:
            answer(SYSTEM, place=place, accepts=True)
        assert refused.value.why is Over.ENOUGH
        with pytest.raises(InEnoughProposals):
            note_answer(staff, place=place, accepts=True, how="desk")
        with pytest.raises(InEnoughProposals):
            take_back_answer(staff, place=place)
        assert place.state == PlaceState.DECLINED


def test_nothing_is_proposed_for_an_opportunity_that_ended_while_the_solver_ran(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Berta Procurada", {wanted: "alone"})
        opportunity = an_opportunity(staff, [wanted])
        search = begin_search(staff, search_id=new_id(), subject=opportunity)
        question = question_of(search)
        solution = solve(question.problem, seconds=5)
        end(staff, opportunity=opportunity, reason="not_needed")
        with pytest.raises(SubjectOver):
            keep(staff, search=search, question=question, solution=solution)
        assert not teams_of(search)


def test_a_proposal_is_not_taken_up_again_for_what_has_ended(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Berta Procurada", {wanted: "alone"})
        opportunity = an_opportunity(staff, [wanted])
        team = invited(staff, opportunity)
        end(staff, opportunity=opportunity, reason="not_needed")
        with pytest.raises(SubjectOver):
            restore_team(staff, team=team)
        assert team.state == TeamState.DROPPED


def test_pages_say_that_what_people_are_looked_for_has_ended(
    cast: Cast, staff: Actor, client_for: ClientFor
) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Berta Procurada", {wanted: "alone"})
        opportunity = an_opportunity(staff, [wanted])
        team = invited(staff, opportunity)
        end(staff, opportunity=opportunity, reason="not_needed")
        search = f"/team-searches/{team.search_id}"
    client = client_for(cast.facilitator)
    client.post(f"{search}/solution", {"request_key": str(new_id())}, status=303)
    client.post(f"/teams/{team.id}/return", {}, status=303)
    client.post(f"/opportunities/{opportunity.id}/team-searches", {"request_key": str(new_id())}, status=303)
    assert [each.state for each in db.session.query(Team).all()] == [TeamState.DROPPED]


def test_a_group_larger_than_a_team_usually_is_can_be_completed(staff: Actor) -> None:
    with making():
        one, two = competences(2)
        initiative = an_initiative(staff)
        for number in range(6):
            person = somebody(staff, f"Membro {number}", {one: "alone"})
            add_member(staff, member_id=new_id(), initiative=initiative, participant=person)
        a_need(staff, initiative)
        wanted = initiative.needs[0].competence_id
        somebody(staff, "Nova Capaz", {wanted: "alone", two: "alone"})
        search = solved(staff, initiative)
        assert search.result in (SearchResult.PROVEN, SearchResult.ENOUGH)


def test_a_member_of_an_initiative_does_not_complete_it(staff: Actor) -> None:
    with making():
        (one,) = competences(1)
        initiative = an_initiative(staff)
        a_need(staff, initiative)
        wanted = initiative.needs[0].competence_id
        somebody(staff, "Nova Capaz", {wanted: "alone", one: "alone"})
        team = a_team(staff, initiative)
        joins = somebody(staff, "Membro Entretanto", {wanted: "teaches"})
        add_member(staff, member_id=new_id(), initiative=initiative, participant=joins)
        assert joins.id not in {each.id for each in candidates(staff, team, "")[0]}
        assert not candidates(staff, team, "Membro Entretanto")[0]
        with pytest.raises(MayNotBeProposed):
            add_person(staff, team=team, version=team.version, participant_id=joins.id)


def test_a_message_that_is_sent_twice_leaves_once(staff: Actor, channels: object) -> None:
    with making():
        (wanted,) = competences(1)
        person = somebody(staff, "Berta Escrita", {wanted: "alone"}, email="berta@example.org")
        agree(staff, person, "messages")
        (place,) = invited(staff, an_opportunity(staff, [wanted])).places
        send_invitation(staff, place=place, address="https://example.org/i/x")
        first = place.message_id
        send_invitation(staff, place=place, address="https://example.org/i/x")
        assert place.message_id == first


def test_who_did_not_join_is_named_on_the_page_of_a_team_only_while_they_may_be_proposed(
    cast: Cast, staff: Actor, client_for: ClientFor
) -> None:
    with making():
        one, two = competences(2)
        somebody(staff, "Alda Aceita", {one: "alone"})
        leaves = somebody(staff, "Bento Recusa", {two: "alone"}, matching=False)
        consent = agree(staff, leaves)
        team = invited(staff, an_opportunity(staff, [one, two]))
        for place in team.places:
            answer(SYSTEM, place=place, accepts=place.participant_id != leaves.id)
        form_group(
            staff,
            team=team,
            version=team.version,
            initiative_id=new_id(),
            plan=Plan(kind="occasional_group", title="Jardins", answerable_id=staff.id),
        )
        withdraw_consent(staff, participant=leaves, consent=consent)
    page = client_for(cast.facilitator).get(f"/teams/{team.id}")
    assert "Alda Aceita" in page.text
    assert "Bento Recusa" not in page.text


def test_the_page_of_a_link_says_it_when_somebody_may_not_accept(staff: Actor, client_for: ClientFor) -> None:
    with making():
        _person, place, _consent = declined(staff)
        (wanted,) = competences(1)
        for number in range(3):
            solved(staff, an_opportunity(staff, [wanted], title=f"Pedido {number}"))
    client, url = client_for(None), link_of(place)
    client.submit(client.get(url), url, answer="yes", status=410)
    assert fresh(TeamPlace, id=place.id).state == PlaceState.DECLINED


def test_answers_can_be_given_until_the_last_day(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Berta Hoje", {wanted: "alone"})
        (place,) = invited(staff, an_opportunity(staff, [wanted])).places
        place.answer_by = clock.now().date() + timedelta(days=1)
        answer(SYSTEM, place=place, accepts=True)
        assert place.state == PlaceState.ACCEPTED
