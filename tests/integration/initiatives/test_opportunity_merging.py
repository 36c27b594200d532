"""Two opportunities that are one: what pointed at the one follows, and comes back."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.core.db import db, new_id
from app.core.errors import NotFound, StaleRecord
from app.core.unit_of_work import writing
from app.initiatives.groups.models import Initiative
from app.initiatives.opportunities import merging, operations
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.initiatives.opportunities.needs import needs_of, put_needs
from app.initiatives.opportunities.queries import get_opportunity, standing
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_opportunities import (
    a_need,
    an_open_opportunity,
    an_opportunity,
    competences,
    merge,
)

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def two(cast: Cast) -> tuple[Opportunity, Opportunity]:
    """One that goes and one that stays; both need the first of three competences."""
    actor, [first, second, third] = cast.facilitator.actor, competences(3)
    with writing():
        gone = an_open_opportunity(actor, "Jardins", needs=0)
        kept = an_open_opportunity(actor, "Hortas e jardins", needs=0, most=2)
        put_needs(gone, [a_need(first, weight=3, people=3), a_need(third)])
        put_needs(kept, [a_need(first, minimum_level="alone"), a_need(second)])
    return gone, kept


def fresh(cast: Cast, opportunity: Opportunity) -> Opportunity:
    db.session.expire_all()
    return get_opportunity(cast.facilitator.actor, opportunity.id)


def started_from(cast: Cast, opportunity: Opportunity) -> UUID:
    with writing():
        initiative = Initiative(
            id=new_id(),
            municipality_id=cast.here,
            kind="occasional_group",
            title="Mãos à obra",
            sort_key="maos a obra",
            opportunity_id=opportunity.id,
        )
        db.session.add(initiative)
    return initiative.id


def test_needs_are_united_and_come_apart(cast: Cast, two: tuple[Opportunity, Opportunity]) -> None:
    (gone, kept), actor = two, cast.facilitator.actor
    [first, second, third] = competences(3)
    before = needs_of(kept)
    with writing():
        merge(actor, gone, kept)
    assert needs_of(fresh(cast, kept)) == [
        a_need(first, weight=3, minimum_level="alone", people=3),
        a_need(second),
        a_need(third),
    ]
    assert fresh(cast, kept).most == 3
    assert standing(fresh(cast, gone)).id == kept.id
    with writing():
        merging.part(actor, gone=fresh(cast, gone))
    assert needs_of(fresh(cast, kept)) == before
    assert fresh(cast, gone).state == OpportunityState.OPEN
    with pytest.raises(NotFound), writing():
        merging.part(actor, gone=fresh(cast, gone))


def test_what_somebody_changed_since_stays(cast: Cast, two: tuple[Opportunity, Opportunity]) -> None:
    (gone, kept), actor = two, cast.facilitator.actor
    [first, second, third] = competences(3)
    with writing():
        merge(actor, gone, kept)
    changed = [a_need(first, weight=1), a_need(second), a_need(third)]
    with writing():
        operations.change_needs(actor, opportunity=kept, version=fresh(cast, kept).version, needs=changed)
    with writing():
        merging.part(actor, gone=fresh(cast, gone))
    assert needs_of(fresh(cast, kept)) == [a_need(first, weight=1), a_need(second)]


def test_initiatives_follow_and_come_back(cast: Cast, two: tuple[Opportunity, Opportunity]) -> None:
    (gone, kept), actor = two, cast.facilitator.actor
    followed, led_elsewhere = started_from(cast, gone), started_from(cast, gone)
    with writing():
        merge(actor, gone, kept)
        db.session.get_one(Initiative, led_elsewhere).opportunity_id = None
    assert db.session.get_one(Initiative, followed).opportunity_id == kept.id
    with writing():
        merging.part(actor, gone=fresh(cast, gone))
    assert db.session.get_one(Initiative, followed).opportunity_id == gone.id
    assert db.session.get_one(Initiative, led_elsewhere).opportunity_id is None


def test_of_three_the_last_merging_is_taken_back_first(
    cast: Cast, two: tuple[Opportunity, Opportunity]
) -> None:
    (gone, kept), actor = two, cast.facilitator.actor
    with writing():
        third = an_open_opportunity(actor, "Espaços verdes")
        merge(actor, gone, kept)
        merge(actor, kept, third)
    assert standing(fresh(cast, gone)).id == third.id
    with pytest.raises(merging.KeptIsMerged), writing():
        merging.part(actor, gone=fresh(cast, gone))
    with writing():
        merging.part(actor, gone=fresh(cast, kept))
        merging.part(actor, gone=fresh(cast, gone))
    assert fresh(cast, gone).merged_into is None


def test_with_itself_or_with_one_that_ended_it_is_refused(
    cast: Cast, two: tuple[Opportunity, Opportunity]
) -> None:
    (gone, kept), actor = two, cast.facilitator.actor
    with pytest.raises(merging.NotMergeable), writing():
        merge(actor, gone, gone)
    with writing():
        operations.end(actor, opportunity=kept, reason="other")
    with pytest.raises(merging.NotMergeable), writing():
        merge(actor, gone, kept)
    with pytest.raises(StaleRecord), writing():
        merging.merge(actor, merge_id=new_id(), gone=kept, kept=gone, version=99)


def test_on_its_page_both_are_seen_first(
    cast: Cast, client_for: ClientFor, two: tuple[Opportunity, Opportunity]
) -> None:
    gone, kept = two
    address, office = f"/opportunities/{gone.id}/merging", client_for(cast.facilitator)
    assert "São uma só" not in office.get(address).text
    office.get(f"{address}?with={new_id()}", status=422)
    page = office.get(f"{address}?with={kept.id}")
    assert "sem ajuda" in page.text
    with writing():
        operations.add_competence(cast.coordinator.actor, opportunity=kept, competence_id=competences(4)[3])
    stale = office.submit(page, f"{address}/decision", status=409)
    assert "Entretanto alguém a alterou" in stale.text
    done = office.submit(stale, f"{address}/decision")
    assert done.location == f"/opportunities/{kept.id}"
    shown = office.get(f"/opportunities/{gone.id}")
    assert "Faz parte de outra" in shown.text
    office.submit(shown, f"/opportunities/{gone.id}/parting")
    assert "São outra vez duas" in office.get(f"/opportunities/{gone.id}").text


def test_a_partner_reads_nothing_of_what_others_proposed_of_the_one_it_became_part_of(
    cast: Cast, client_for: ClientFor
) -> None:
    partner, office = cast.partner_technician.actor, cast.facilitator.actor
    with writing():
        gone = an_opportunity(partner, "Compras para idosos", organisation_id=cast.town_hall)
        kept = an_open_opportunity(office, "Segredo da casa", needs=0)
        merge(office, gone, kept)
        other = an_open_opportunity(office, "Outro segredo", needs=0)
        own = an_opportunity(partner, "Recados", organisation_id=cast.town_hall)
        merge(office, other, own)
    client = client_for(cast.partner_technician)
    assert "Segredo da casa" not in client.get(f"/opportunities/{gone.id}").text
    assert "Outro segredo" not in client.get(f"/opportunities/{own.id}").text
    assert "Segredo da casa" in client_for(cast.facilitator).get(f"/opportunities/{gone.id}").text
