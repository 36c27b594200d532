"""Providers of an agency, who invoices for a group, terms of service, and who was told about benefits."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from app.core.errors import NotFound, StaleRecord
from app.core.unit_of_work import writing
from app.initiatives.arrangements.operations import terms
from app.initiatives.arrangements.queries import (
    find_terms,
    list_providers,
    told_in,
)
from app.initiatives.groups.models import Initiative, Member
from app.people.operations.rights import restrict
from app.people.rights.rest import UseRestricted
from tests.cast import Cast, Person, write_two_roles
from tests.client import PageClient
from tests.factories.initiatives_arrangements import a_place, a_provider, an_account, told
from tests.factories.initiatives_money import an_initiative
from tests.factories.one_of_each import a_person

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def cooperative(cast: Cast) -> Initiative:
    with writing():
        return an_initiative(cast.facilitator.actor)


@pytest.fixture
def member(cast: Cast, cooperative: Initiative) -> Member:
    with writing():
        return a_place(cooperative, a_person(cast.facilitator.actor).id)


def test_an_agency_keeps_providers_who_need_not_be_members(
    cast: Cast, client_for: ClientFor, cooperative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        agency = an_initiative(actor, "Agência", kind="proximity_agency")
        person = a_person(actor)
        with pytest.raises(terms.NotOfThisKind):
            a_provider(actor, cooperative)
    client, there = client_for(cast.facilitator), f"/initiatives/{agency.id}/providers"
    found = client.get(f"{there}?q=joaquina")
    assert f"{there}/new/{person.id}" in found.html
    new = f"{there}/new/{person.id}"
    client.post(new, client.get(new).form(new) | {"does": "Companhia"})
    form = client.get(f"{there}/new").form(there)
    wrong = {"since": ["2", "3", "2026"], "until": ["1", "3", "2026"]}
    typed = form | {"name": "Vera", "does": "Compras", "phone": "912 345 678"}
    client.post(there, typed | wrong, status=422)
    client.post(there, typed)
    page = client.get(there)
    assert "Joaquina" in page.text
    assert "Vera" in page.text
    providers = list_providers(agency.id)
    assert sorted(each.phone for each in providers) == ["", "+351912345678"]
    for each in providers:
        edit = f"{there}/{each.id}/edit"
        client.post(edit, client.get(edit).form(edit) | {"does": "Jardins"})
    client.submit(client.get(there), f"{there}/{providers[0].id}/removal")
    assert len(list_providers(agency.id)) == 1


def test_somebody_invoices_for_a_group_that_is_no_legal_person(cast: Cast, client_for: ClientFor) -> None:
    actor = cast.facilitator.actor
    with writing():
        group = an_initiative(actor, "Grupo", kind="occasional_group")
        place = a_place(group, a_person(actor).id)
    client, there = client_for(cast.facilitator), f"/initiatives/{group.id}/terms"
    form, other = client.get(there).form(there), client.get(there).form(there)
    both = {"invoicer_id": str(cast.town_hall), "invoicing_member_id": str(place.id)}
    client.post(there, form | both, status=422)
    client.post(there, form | {"invoicing_member_id": str(place.id)})
    kept = find_terms(group.id)
    assert kept is not None
    assert (kept.invoicing_member_id, kept.invoicer_id) == (place.id, None)
    stale = client.post(there, other | {"invoicer_id": str(cast.town_hall)}, status=409)
    again = stale.form(there)
    assert (again["invoicer_id"], again["invoicing_member_id"]) == (str(cast.town_hall), str(place.id))


def test_an_initiative_of_another_kind_has_no_terms(
    cast: Cast, cooperative: Initiative, client_for: ClientFor
) -> None:
    client_for(cast.facilitator).get(f"/initiatives/{cooperative.id}/terms", status=409)


def test_volunteering_has_a_host_a_tutor_hours_insurance_and_an_end(
    cast: Cast, client_for: ClientFor
) -> None:
    with writing():
        group = an_initiative(cast.facilitator.actor, "Voluntários", kind="volunteering")
    client, there = client_for(cast.facilitator), f"/initiatives/{group.id}/terms"
    form = client.get(there).form(there)
    said = {"host_id": str(cast.town_hall), "tutor": "Rui", "hours": "6", "insurance": "Apólice 1"}
    days = {"begins_on": ["2", "3", "2026"], "ends_on": ["1", "3", "2026"]}
    client.post(there, form | said | days, status=422)
    client.post(there, form | said | {"begins_on": ["2", "3", "2026"], "ends_on": ["1", "6", "2026"]})
    kept = find_terms(group.id)
    assert kept is not None
    assert (kept.host_id, kept.hours, kept.ends_on) == (cast.town_hall, 6, date(2026, 6, 1))
    with writing(), pytest.raises(StaleRecord):
        terms.say_terms(cast.facilitator.actor, initiative=group, version=0, facts=terms.ServiceFacts())


def test_an_organisation_or_a_member_of_elsewhere_is_not_found(cast: Cast, member: Member) -> None:
    actor = cast.facilitator.actor
    with writing():
        group = an_initiative(actor, "Grupo", kind="occasional_group")
        for facts in (
            terms.InvoicingFacts(invoicer_id=UUID(int=7)),
            terms.InvoicingFacts(invoicing_member_id=member.id),
        ):
            with pytest.raises(NotFound):
                terms.say_terms(actor, initiative=group, version=0, facts=facts)


def test_who_was_told_what_it_may_mean_is_noted_and_can_be_taken_back(
    cast: Cast, cooperative: Initiative, member: Member, client_for: ClientFor
) -> None:
    client, there = client_for(cast.facilitator), f"/initiatives/{cooperative.id}/benefits"
    page = client.get(there)
    client.submit(page, f"{there}/{member.id}/told")
    row = told_in(cooperative.id)[member.id]
    client.submit(client.get(there), f"{there}/told/{row.id}/removal")
    assert told_in(cooperative.id) == {}
    for language in ("pt", "uk", "ar", "klingon"):
        address = f"{there}.pdf?language={language}"
        assert client.get(address, judge=False).response.data.startswith(b"%PDF")
    with writing():
        other = an_initiative(cast.facilitator.actor, "Outra")
        with pytest.raises(NotFound):
            told(cast.facilitator.actor, other, member)


def test_nobody_of_elsewhere_or_whose_data_rests_becomes_a_provider(cast: Cast) -> None:
    with writing():
        torn, _simple = write_two_roles("facilitator")
        agency = an_initiative(cast.facilitator.actor, "Agência", kind="proximity_agency")
        resting = a_person(cast.facilitator.actor)
        foreign = a_person(cast.stranger.actor)
        restrict(cast.coordinator.actor, participant=resting, reason="accuracy", asked_by="person")
    with pytest.raises(UseRestricted), writing():
        a_provider(cast.facilitator.actor, agency, participant_id=resting.id, name="")
    with pytest.raises(NotFound), writing():
        a_provider(torn.actor, agency, participant_id=foreign.id, name="")


def test_accounts_are_found_on_the_page_whatever_kind_it_is_now(
    cast: Cast, client_for: ClientFor, cooperative: Initiative, member: Member
) -> None:
    with writing():
        an_account(cast.facilitator.actor, cooperative, member)
        cooperative.kind = "cooperative_services"
    page = client_for(cast.facilitator).get(f"/initiatives/{cooperative.id}")
    assert f"/initiatives/{cooperative.id}/hosted" in page.html
