"""Opportunities: proposed, published, served, ended; what partners may; offers that nobody takes."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from flask_babel import ngettext

from app.core import machine
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, IllegalTransition, NotFound, StaleRecord
from app.core.machine import UnknownReason
from app.core.unit_of_work import writing
from app.initiatives.opportunities import operations, queries
from app.initiatives.opportunities.from_offers import create_from_offer
from app.initiatives.opportunities.models import Opportunity, OpportunityState, Origin
from app.initiatives.opportunities.needs import TooManyPeople, needs_of
from app.initiatives.opportunities.operations import DayIsOver, IsMerged, Plan
from app.initiatives.opportunities.queries import OpportunityFilters, get_opportunity, list_open
from app.initiatives.opportunities.told import ended
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_opportunities import (
    a_need,
    an_open_opportunity,
    an_opportunity,
    an_untaken_offer,
    competences,
    merge,
)

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def draft(cast: Cast) -> Opportunity:
    with writing():
        return an_opportunity(cast.facilitator.actor)


def fresh(cast: Cast, opportunity: Opportunity) -> Opportunity:
    db.session.expire_all()
    return get_opportunity(cast.coordinator.actor, opportunity.id)


def test_the_same_form_sent_twice_makes_one(cast: Cast) -> None:
    made, actor = new_id(), cast.facilitator.actor
    for _ in range(2):
        with writing():
            operations.create_opportunity(
                actor, opportunity_id=made, municipality_id=cast.here, plan=Plan(title="Hortas")
            )
    assert len(queries.opportunities_page(actor, OpportunityFilters()).items) == 1


def test_it_is_found_for_teams_only_while_it_is_open(cast: Cast, draft: Opportunity) -> None:
    actor = cast.facilitator.actor
    assert not list_open(actor)
    with writing():
        operations.publish(actor, opportunity=draft)
    assert [each.id for each in list_open(actor)] == [draft.id]
    with writing():
        operations.serve(actor, opportunity=draft)
        operations.serve(actor, opportunity=draft)
    assert not list_open(actor)
    with writing():
        operations.look_again(actor, opportunity=draft)
    assert list_open(actor)


def test_what_ended_by_mistake_is_as_it_was(cast: Cast, draft: Opportunity) -> None:
    actor = cast.facilitator.actor
    with writing():
        operations.publish(actor, opportunity=draft)
        operations.serve(actor, opportunity=draft)
        operations.end(actor, opportunity=draft, reason="not_needed", note="Foi resolvido.")
    with writing():
        operations.reopen(actor, opportunity=draft)
    assert fresh(cast, draft).state == OpportunityState.SERVED


def test_a_reason_that_nobody_knows_ends_nothing(cast: Cast, draft: Opportunity) -> None:
    with pytest.raises(UnknownReason), writing():
        operations.end(cast.facilitator.actor, opportunity=draft, reason="because")
    assert fresh(cast, draft).state == OpportunityState.DRAFT


def test_a_state_that_does_not_follow_is_refused(cast: Cast, draft: Opportunity) -> None:
    with pytest.raises(IllegalTransition), writing():
        operations.serve(cast.facilitator.actor, opportunity=draft)


@pytest.mark.clock("2027-04-01T12:00:00+00:00")
def test_the_day_after_its_last_it_ends_and_those_who_build_on_it_hear(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, told = cast.facilitator.actor, list[UUID]()
    monkeypatch.setattr(ended, "send", lambda of: told.append(of.opportunity.id))
    with writing():
        over = an_open_opportunity(actor, "Páscoa", ends_on=date(2027, 4, 1))
        longer = an_open_opportunity(actor, "Verão", ends_on=date(2027, 9, 30))
        db.session.flush()
        over.ends_on = date(2027, 3, 31)
    with writing():
        assert operations.end_by_day() == 1
        assert operations.end_by_day() == 0
    assert told == [over.id]
    assert fresh(cast, longer).state == OpportunityState.OPEN
    last = machine.last_transition(fresh(cast, over))
    assert last
    assert (last.after, last.reason) == ("ended", "day_over")
    with pytest.raises(DayIsOver), writing():
        operations.reopen(actor, opportunity=over)


def test_a_partner_proposes_in_its_own_name_and_sees_no_others(cast: Cast, draft: Opportunity) -> None:
    partner = cast.partner_technician.actor
    with pytest.raises(NotFound):
        get_opportunity(partner, draft.id)
    with pytest.raises(Forbidden), writing():
        an_opportunity(partner, "Sem organização")
    with writing():
        own = an_opportunity(partner, "Compras para idosos", organisation_id=cast.town_hall)
    assert get_opportunity(partner, own.id).origin == Origin.PARTNER
    with pytest.raises(Forbidden), writing():
        operations.publish(partner, opportunity=own)
    with writing():
        operations.publish(cast.facilitator.actor, opportunity=own)
    with pytest.raises(Forbidden), writing():
        operations.edit_opportunity(
            partner,
            opportunity=own,
            version=own.version,
            plan=Plan(title="Outra", organisation_id=cast.town_hall),
        )


def test_nobody_elsewhere_knows_of_it(cast: Cast, draft: Opportunity) -> None:
    with pytest.raises(NotFound):
        get_opportunity(cast.stranger.actor, draft.id)
    with pytest.raises(NotFound), writing():
        an_opportunity(cast.stranger.actor, parish_id=cast.parish)


def test_more_people_than_may_take_part_are_refused(cast: Cast, draft: Opportunity) -> None:
    actor, [first] = cast.facilitator.actor, competences(1)
    with pytest.raises(TooManyPeople), writing():
        operations.change_needs(
            actor, opportunity=draft, version=draft.version, needs=[a_need(first, people=6)]
        )
    with writing():
        operations.change_needs(
            actor, opportunity=draft, version=draft.version, needs=[a_need(first, people=5)]
        )
    with pytest.raises(TooManyPeople), writing():
        operations.edit_opportunity(
            actor, opportunity=draft, version=draft.version, plan=Plan(title="Hortas", most=4)
        )


def test_whoever_read_an_older_version_changes_nothing(cast: Cast, draft: Opportunity) -> None:
    actor = cast.facilitator.actor
    with writing():
        operations.add_competence(actor, opportunity=draft, competence_id=competences(3)[2])
    with pytest.raises(StaleRecord), writing():
        operations.change_needs(actor, opportunity=draft, version=1, needs=[])
    assert len(fresh(cast, draft).needs) == 3


def test_an_offer_that_nobody_takes_becomes_one_draft(cast: Cast) -> None:
    actor = cast.facilitator.actor
    with writing():
        offer = an_untaken_offer(actor, positions=8)
    wanted = {each.competence_id for each in offer.competences}
    with writing():
        made = create_from_offer(actor, opportunity_id=new_id(), offer=offer)
        assert create_from_offer(actor, opportunity_id=new_id(), offer=offer) is made
    assert (made.origin, made.offer_id, made.most) == (Origin.OFFER, offer.id, 8)
    assert {each.competence_id for each in needs_of(made)} == wanted
    with writing():
        other = an_open_opportunity(actor, "Cozinhar para lares")
        merge(actor, made, other)
    assert queries.made_of(actor, [offer.id])[offer.id].id == other.id


def test_pages_from_a_proposal_to_its_end(cast: Cast, client_for: ClientFor) -> None:
    partner, office = client_for(cast.partner_technician), client_for(cast.facilitator)
    page = partner.get("/opportunities/new")
    wrong = partner.submit(page, "/opportunities", status=422, title="", fewest="4", most="2")
    assert "É menor do que o número anterior." in wrong.text
    made = partner.submit(
        page,
        "/opportunities",
        title="Compras para idosos",
        organisation_id=str(cast.town_hall),
        months=["12", "1"],
        income_from="150",
        income_to="600",
    )
    needs = partner.follow(made)
    assert "Ainda nada foi escolhido" in needs.text
    address = made.location.removesuffix("/needs")
    [first] = competences(1)
    partner.post(f"{address}/competences", {"competence_id": str(first)})
    needs = partner.get(f"{address}/needs")
    name = f"n{first.hex}"
    answers = {f"{name}-people": "2", f"{name}-weight": "3"}
    drawn = needs.form(f"{address}/needs")
    wrong = partner.post(f"{address}/needs", drawn | {f"{name}-people": "9"}, status=422)
    assert "São mais pessoas do que as que podem participar." in wrong.text
    partner.post(f"{address}/needs", drawn | answers)
    shown = partner.get(address)
    assert "dezembro a janeiro" in shown.text
    assert "é indispensável" in shown.text
    assert "Compras para idosos" in office.get("/opportunities?state=draft&origin=partner").text
    one_waits = ngettext(
        "%(num)d opportunity proposed by a partner", "%(num)d opportunities proposed by partners", 1
    )
    assert one_waits in office.get("/").text
    office.submit(office.get(address), f"{address}/publication")
    partner.get(f"{address}/edit", status=403)
    assert "Compras para idosos" in office.get("/opportunities.csv").response.data.decode("utf-8-sig")
    end = office.get(f"{address}/ending")
    office.submit(end, f"{address}/ending", status=422, reason="nonsense")
    office.submit(end, f"{address}/ending", reason="no_money", note="A verba acabou.")
    shown = office.get(address)
    assert "Não há quem pague" in shown.text
    office.submit(shown, f"{address}/reopening")
    assert office.get("/opportunities?state=open").text.count("Compras para idosos") == 1


def test_two_who_edit_see_both(cast: Cast, client_for: ClientFor, draft: Opportunity) -> None:
    address = f"/opportunities/{draft.id}/edit"
    mine, theirs = client_for(cast.facilitator), client_for(cast.coordinator)
    read = mine.get(address)
    theirs.submit(theirs.get(address), address, title="Hortas urbanas")
    both = mine.submit(read, address, status=409, title="Hortas")
    assert "Hortas urbanas" in both.text


def test_an_offer_is_made_an_opportunity_on_its_page(cast: Cast, client_for: ClientFor) -> None:
    with writing():
        offer = an_untaken_offer(cast.facilitator.actor)
    office = client_for(cast.facilitator)
    page = office.get("/opportunities/untaken-offers")
    assert "Não há transporte para lá ou àquelas horas" in page.text
    made = office.submit(page, f"/opportunities/untaken-offers/{offer.id}")
    assert "Uma oferta que ninguém aceita" in office.follow(made).text
    assert "Ver a oportunidade" in office.get("/opportunities/untaken-offers").text
    client_for(cast.stranger).post(f"/opportunities/untaken-offers/{offer.id}", status=404)


def test_a_merged_one_is_not_changed(cast: Cast, draft: Opportunity) -> None:
    actor = cast.facilitator.actor
    with writing():
        merge(actor, draft, an_open_opportunity(actor, "Hortas"))
    with pytest.raises(IsMerged), writing():
        operations.add_competence(actor, opportunity=draft, competence_id=competences(3)[2])
    with pytest.raises(Conflict), writing():
        operations.end(actor, opportunity=draft, reason="other")
