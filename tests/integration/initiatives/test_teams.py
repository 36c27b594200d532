"""Proposed teams: only people who agreed, in few enough proposals, explained, changed, and taken back."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.db import db, new_id
from app.core.errors import StaleRecord
from app.initiatives.opportunities.told import Ended, ended
from app.initiatives.teams.matrix import matrix_of
from app.initiatives.teams.models import Asking, PlaceState, SearchResult, Team, TeamState
from app.initiatives.teams.operations import InEnoughProposals, MayNotBeProposed
from app.initiatives.teams.operations.answering import InvitationOver, answer, note_answer, take_back_answer
from app.initiatives.teams.operations.dropping import drop_team, restore_team
from app.initiatives.teams.operations.editing import add_person, remove_person
from app.initiatives.teams.operations.finding import keep
from app.initiatives.teams.operations.inviting import NobodyToInvite, invite
from app.initiatives.teams.operations.searching import TooFewNamed, add_wish, begin_search
from app.initiatives.teams.queries.people import open_counts
from app.initiatives.teams.queries.problems import question_of
from app.initiatives.teams.queries.teams import teams_of
from app.initiatives.teams.solver import solve
from app.initiatives.teams.states import COUNTED
from app.people.models import Participant
from app.people.operations.consents import withdraw_consent
from app.people.operations.rights import restrict
from app.people.operations.sealing import seal
from app.people.rights.reasons import ASKED_BY, RESTRICTION_REASONS
from app.people.sealing import SEAL_REASONS
from tests.cast import Cast
from tests.factories.enrolments import agree
from tests.factories.initiatives_teams import (
    a_team,
    an_opportunity,
    competences,
    invited,
    solve_again,
    solved,
    somebody,
)
from tests.factories.one_of_each import clerk, making


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return clerk(cast.here, cast.facilitator.id)


def people_in(team: Team) -> set[str]:
    """The names of those who belong to it."""
    ids = [each.participant_id for each in team.places if each.state in COUNTED]
    return {db.session.get_one(Participant, each).name for each in ids}


def test_only_people_who_agreed_are_proposed(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Berta Disse Sim", {wanted: "alone"})
        somebody(staff, "Carlos Calado", {wanted: "teaches"}, matching=False)
        team = a_team(staff, an_opportunity(staff, [wanted]))
        assert people_in(team) == {"Berta Disse Sim"}


def test_people_complete_each_other_and_what_is_missing_is_named(staff: Actor) -> None:
    with making():
        one, two, three = competences(3)
        somebody(staff, "Alda Uma", {one: "alone"})
        somebody(staff, "Bento Duas", {two: "alone"})
        team = a_team(staff, an_opportunity(staff, [one, two, three]))
        assert people_in(team) == {"Alda Uma", "Bento Duas"}
        matrix = matrix_of(team)
        assert (matrix.covered, matrix.places) == (2, 3)
        assert [line.competence_id for line in matrix.gaps] == [three]


def test_nobody_who_agreed_is_an_explained_answer(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Carlos Calado", {wanted: "teaches"}, matching=False)
        search = solved(staff, an_opportunity(staff, [wanted]))
        assert (search.result, list(teams_of(search))) == (SearchResult.NOBODY, [])


def test_wishes_that_exclude_each_other_are_named_without_anybody_s_id(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        person = somebody(staff, "Berta Pedida", {wanted: "alone"})
        somebody(staff, "Carla Podia", {wanted: "alone"})
        search = begin_search(staff, search_id=new_id(), subject=an_opportunity(staff, [wanted]))
        for kind in (Asking.MUST, Asking.MUST_NOT):
            add_wish(staff, wish_id=new_id(), search=search, kind=kind, people=[person.id])
        solve_again(staff, search)
        assert search.result == SearchResult.CONFLICT
        assert sorted(search.conflict) == [["must", 1], ["must_not", 2]]


def test_a_wish_about_two_needs_two_and_nobody_who_did_not_agree_is_named(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        person = somebody(staff, "Berta Só", {wanted: "alone"})
        silent = somebody(staff, "Carlos Calado", {wanted: "alone"}, matching=False)
        search = begin_search(staff, search_id=new_id(), subject=an_opportunity(staff, [wanted]))
        with pytest.raises(TooFewNamed):
            add_wish(staff, wish_id=new_id(), search=search, kind=Asking.APART, people=[person.id, person.id])
        with pytest.raises(MayNotBeProposed):
            add_wish(staff, wish_id=new_id(), search=search, kind=Asking.MUST, people=[silent.id])


def test_a_consent_taken_back_while_the_solver_runs_counts(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        leaves = somebody(staff, "Berta Vai", {wanted: "teaches"}, matching=False)
        consent = agree(staff, leaves)
        somebody(staff, "Carla Fica", {wanted: "alone"})
        search = begin_search(staff, search_id=new_id(), subject=an_opportunity(staff, [wanted], most=1))
        question = question_of(search)
        found = solve(question.problem, seconds=5)
        assert leaves.id in found.teams[0].people
        withdraw_consent(staff, participant=leaves, consent=consent)
        gone = keep(staff, search=search, question=question, solution=found)
        assert gone == {leaves.id}
        assert search.left_out == 1
        assert [people_in(each) for each in teams_of(search)] == [{"Carla Fica"}]


def test_wishes_changed_while_the_solver_runs_are_not_overwritten(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        person = somebody(staff, "Berta Pedida", {wanted: "alone"})
        search = begin_search(staff, search_id=new_id(), subject=an_opportunity(staff, [wanted]))
        question = question_of(search)
        add_wish(staff, wish_id=new_id(), search=search, kind=Asking.MUST_NOT, people=[person.id])
        with pytest.raises(StaleRecord):
            keep(staff, search=search, question=question, solution=solve(question.problem, seconds=5))


@pytest.mark.parametrize("way", ["withdrawn", "sealed", "restricted"])
def test_whoever_may_not_be_proposed_any_more_leaves_open_proposals_at_once(staff: Actor, way: str) -> None:
    with making():
        (wanted,) = competences(1)
        person = somebody(staff, "Berta Vai", {wanted: "alone"}, matching=False)
        consent = agree(staff, person)
        team = invited(staff, an_opportunity(staff, [wanted]))
        (place,) = team.places
        if way == "withdrawn":
            withdraw_consent(staff, participant=person, consent=consent)
        elif way == "sealed":
            seal(staff, participant=person, reason=SEAL_REASONS[0])
        else:
            reasons = {"reason": next(iter(RESTRICTION_REASONS)), "asked_by": next(iter(ASKED_BY))}
            restrict(staff, participant=person, **reasons)
        assert place.state == PlaceState.GONE
        assert not matrix_of(team).covered
        with pytest.raises(InvitationOver):
            answer(staff, place=place, accepts=True)


def test_nobody_stands_in_more_than_three_open_proposals(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        person = somebody(staff, "Berta Única", {wanted: "alone"})
        for number in range(3):
            solved(staff, an_opportunity(staff, [wanted], title=f"Pedido {number}"))
        fourth = solved(staff, an_opportunity(staff, [wanted], title="Mais um"))
        assert open_counts(staff.here(), [person.id]) == {person.id: 3}
        assert (fourth.result, list(teams_of(fourth))) == (SearchResult.NOBODY, [])
        somebody(staff, "Carla Outra", {wanted: "with_help"})
        solve_again(staff, fourth)
        (team,) = teams_of(fourth)
        with pytest.raises(InEnoughProposals):
            add_person(staff, team=team, version=team.version, participant_id=person.id)


def test_whoever_was_never_proposed_comes_first_among_equals(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Berta Primeira", {wanted: "alone"})
        solved(staff, an_opportunity(staff, [wanted], title="Antes"))
        somebody(staff, "Carla Nova", {wanted: "alone"})
        team = a_team(staff, an_opportunity(staff, [wanted], title="Depois", most=1))
        assert people_in(team) == {"Carla Nova"}


def test_a_new_search_takes_the_place_of_what_nobody_touched(staff: Actor) -> None:
    with making():
        one, two = competences(2)
        for name in ("Alda Um", "Bento Dois"):
            somebody(staff, name, {one: "alone"})
        search = solved(staff, an_opportunity(staff, [one], most=1))
        first, second = teams_of(search)
        add = somebody(staff, "Clara Posta", {two: "alone"})
        add_person(staff, team=second, version=second.version, participant_id=add.id)
        solve_again(staff, search)
        assert first.state == TeamState.DROPPED
        assert second.state == TeamState.PROPOSED


def test_a_facilitator_swaps_people_and_the_matrix_follows(staff: Actor) -> None:
    with making():
        one, two = competences(2)
        somebody(staff, "Alda Boa", {one: "teaches"})
        other = somebody(staff, "Bento Dois", {one: "with_help", two: "alone"})
        team = a_team(staff, an_opportunity(staff, [one, two], most=1))
        assert people_in(team) == {"Bento Dois"}
        (place,) = team.places
        alda = db.session.query(Participant).filter_by(name="Alda Boa").one()
        add_person(staff, team=team, version=team.version, participant_id=alda.id, instead_of=place)
        assert people_in(team) == {"Alda Boa"}
        assert [line.competence_id for line in matrix_of(team).gaps] == [two]
        add_person(staff, team=team, version=team.version, participant_id=other.id)
        assert not matrix_of(team).gaps
        remove_person(staff, place=place)
        assert people_in(team) == {"Alda Boa"}


def test_invited_people_answer_change_their_mind_and_a_note_is_taken_back(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Berta Pensa", {wanted: "alone"})
        team = invited(staff, an_opportunity(staff, [wanted]))
        (place,) = team.places
        note_answer(staff, place=place, accepts=False, how="phone", note="Este mês não")
        assert (place.state, place.answered_how) == (PlaceState.DECLINED, "phone")
        take_back_answer(staff, place=place)
        assert (place.state, place.note) == (PlaceState.INVITED, "")
        answer(SYSTEM, place=place, accepts=True)
        answer(SYSTEM, place=place, accepts=True)
        assert (place.state, place.answered_how) == (PlaceState.ACCEPTED, "link")
        with pytest.raises(NobodyToInvite):
            invite(staff, team=team, version=team.version, answer_by=clock.now().date() + timedelta(days=1))


def test_an_invitation_ends_with_its_day_for_the_link_but_not_for_the_desk(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Berta Tarde", {wanted: "alone"})
        team = invited(staff, an_opportunity(staff, [wanted]))
        (place,) = team.places
        place.answer_by = clock.now().date() - timedelta(days=2)
        db.session.flush()
        with pytest.raises(InvitationOver):
            answer(SYSTEM, place=place, accepts=True)
        note_answer(staff, place=place, accepts=True, how="desk")
        assert place.state == PlaceState.ACCEPTED


def test_an_opportunity_that_ends_ends_its_open_proposals(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        somebody(staff, "Berta Convidada", {wanted: "alone"})
        opportunity = an_opportunity(staff, [wanted])
        team = invited(staff, opportunity)
        ended.send(Ended(opportunity))
        assert team.state == TeamState.DROPPED
        with pytest.raises(InvitationOver):
            answer(SYSTEM, place=team.places[0], accepts=True)


def test_a_dropped_proposal_is_taken_up_again_without_who_left(staff: Actor) -> None:
    with making():
        one, two = competences(2)
        stays = somebody(staff, "Alda Fica", {one: "alone"})
        leaves = somebody(staff, "Bento Vai", {two: "alone"}, matching=False)
        consent = agree(staff, leaves)
        team = invited(staff, an_opportunity(staff, [one, two]))
        drop_team(staff, team=team, reason="no_time")
        withdraw_consent(staff, participant=leaves, consent=consent)
        restore_team(staff, team=team)
        assert team.state == TeamState.INVITED
        assert people_in(team) == {stays.name}


def test_inviting_one_team_frees_the_others_of_the_same_search(staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        for name in ("Alda Um", "Bento Dois", "Clara Três"):
            somebody(staff, name, {wanted: "alone"})
        search = solved(staff, an_opportunity(staff, [wanted], most=1))
        best, *others = teams_of(search)
        assert len(others) == 2
        invite(staff, team=best, version=best.version, answer_by=clock.now().date() + timedelta(days=5))
        assert {each.state for each in others} == {TeamState.DROPPED.value}
