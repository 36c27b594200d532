"""Grants: step by step and back, nothing paid twice, sums that fit, and who sees them."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, IllegalTransition, NotFound, StaleRecord
from app.core.unit_of_work import writing
from app.network.grants import operations
from app.network.grants.models import Grant, GrantState
from app.network.grants.queries import (
    Filters,
    Year,
    get_grant,
    get_payment,
    grants_on_party,
    list_payments,
    sums_by_year,
)
from app.network.protocols.queries.resting import NotItsProtocol
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.grants import a_grant, a_granted, account, decide, judge, pay
from tests.factories.papers import a_pdf
from tests.factories.protocols import a_protocol, an_association

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def association(cast: Cast) -> UUID:
    with writing():
        return an_association(cast.coordinator.actor)


@pytest.fixture
def granted(cast: Cast, association: UUID) -> Grant:
    """A thousand euros."""
    with writing():
        return a_granted(cast.coordinator.actor, association)


def fresh(cast: Cast, grant: Grant) -> Grant:
    db.session.expire_all()
    return get_grant(cast.coordinator.actor, grant.id)


def paying(cast: Cast, grant: Grant, cents: int, reference: str = "OP 12/2025") -> UUID:
    with writing():
        return pay(cast.coordinator.actor, grant, cents, reference).id


def test_a_grant_goes_from_what_is_asked_to_what_is_accounted_for(cast: Cast, granted: Grant) -> None:
    paying(cast, granted, 40_000, "OP 1")
    assert fresh(cast, granted).state == GrantState.GRANTED
    paying(cast, granted, 60_000, "OP 2")
    found = fresh(cast, granted)
    assert (found.state, found.paid_cents, found.to_pay) == (GrantState.PAID, 100_000, 0)
    with writing():
        account(cast.coordinator.actor, found)
    assert fresh(cast, granted).state == GrantState.REPORTED


def test_nothing_is_paid_twice_under_one_reference(cast: Cast, granted: Grant) -> None:
    paying(cast, granted, 40_000, "OP 12/2025")
    with pytest.raises(operations.PaidAlready):
        paying(cast, granted, 40_000, "op 12/2025")
    assert fresh(cast, granted).paid_cents == 40_000


def test_nothing_is_paid_beyond_the_decision(cast: Cast, granted: Grant) -> None:
    paying(cast, granted, 70_000, "OP 1")
    with pytest.raises(operations.MoreThanDecided) as refused:
        paying(cast, granted, 30_001, "OP 2")
    assert refused.value.left == 30_000
    paying(cast, granted, 30_000, "OP 2")
    with pytest.raises(operations.MoreThanDecided):
        paying(cast, granted, 1, "OP 3")


def test_a_mistaken_payment_is_evened_out_and_both_stay_to_be_read(cast: Cast, granted: Grant) -> None:
    payment_id = paying(cast, granted, 100_000)
    found = fresh(cast, granted)
    with writing():
        payment = get_payment(found, payment_id)
        operations.reverse(cast.coordinator.actor, reversal_id=new_id(), grant=found, payment=payment)
    found = fresh(cast, granted)
    assert (found.state, found.paid_cents) == (GrantState.GRANTED, 0)
    assert [each.cents for each in list_payments(found)] == [100_000, -100_000]
    payment = get_payment(found, payment_id)
    with writing(), pytest.raises(operations.AlreadyReversed):
        operations.reverse(cast.coordinator.actor, reversal_id=new_id(), grant=found, payment=payment)
    paying(cast, granted, 100_000)
    assert fresh(cast, granted).paid_cents == 100_000


def test_the_same_form_sent_twice_is_one_payment(cast: Cast, granted: Grant) -> None:
    payment = operations.Payment(cents=50_000, reference="OP 5", paid_on=date(2025, 4, 1))
    payment_id = new_id()
    for _ in range(2):
        with writing():
            operations.pay(
                cast.coordinator.actor, payment_id=payment_id, grant=fresh(cast, granted), payment=payment
            )
    assert fresh(cast, granted).paid_cents == 50_000


def test_a_decision_is_not_taken_back_while_money_is_out(cast: Cast, granted: Grant) -> None:
    paying(cast, granted, 1_000)
    with writing(), pytest.raises(operations.MoneyIsOut):
        operations.take_back(cast.coordinator.actor, grant=fresh(cast, granted))


def test_every_step_can_be_taken_back(cast: Cast, association: UUID) -> None:
    actor = cast.coordinator.actor
    with writing():
        grant = a_granted(actor, association)
        for state in (GrantState.JUDGED, GrantState.ASKED):
            operations.take_back(actor, grant=grant)
            assert grant.state == state
        operations.withdraw(actor, grant=grant)
        operations.take_back(actor, grant=grant)
        assert grant.state == GrantState.ASKED
        with pytest.raises(IllegalTransition):
            operations.take_back(actor, grant=grant)


def test_what_was_not_judged_is_not_decided_and_what_was_refused_is_not_paid(
    cast: Cast, association: UUID
) -> None:
    actor = cast.coordinator.actor
    with writing():
        grant = a_grant(actor, association)
        with pytest.raises(IllegalTransition):
            decide(actor, grant, 1_000)
        judge(actor, grant)
        decide(actor, grant, None)
        with pytest.raises(IllegalTransition):
            pay(actor, grant, 1_000)


def test_two_who_decide_at_once_do_not_overwrite_each_other(cast: Cast, association: UUID) -> None:
    actor = cast.coordinator.actor
    with writing():
        grant = a_grant(actor, association)
        judge(actor, grant)
    version = grant.version
    with writing():
        decide(actor, grant, 100)
    made = operations.Decision(decided_on=date(2025, 3, 5), decided_cents=200, decision="Outra.")
    with writing(), pytest.raises(StaleRecord):
        operations.decide(actor, grant=fresh(cast, grant), version=version, decision=made)


def test_what_is_decided_is_not_asked_otherwise(cast: Cast, granted: Grant, association: UUID) -> None:
    request = operations.Request(
        party_id=association, purpose="Outra coisa", asked_on=date(2025, 1, 1), asked_cents=1
    )
    with writing(), pytest.raises(operations.Settled):
        operations.edit(cast.coordinator.actor, grant=granted, version=granted.version, request=request)


def test_a_grant_rests_on_a_protocol_of_its_party_only(cast: Cast, association: UUID) -> None:
    actor = cast.coordinator.actor
    with writing():
        other = an_association(actor, "Clube de Leitura")
        protocol = a_protocol(actor, [cast.town_hall, association])
        grant = a_grant(actor, association, protocol_id=protocol.id)
        with pytest.raises(NotItsProtocol):
            a_grant(actor, other, protocol_id=protocol.id)
    assert [link.values for link in grants_on_party(actor, association)] == [{"grant_id": grant.id}]


def test_only_the_partnership_sees_and_only_its_writers_write(cast: Cast, granted: Grant) -> None:
    with pytest.raises(NotFound):
        get_grant(cast.stranger.actor, granted.id)
    assert get_grant(cast.observer.actor, granted.id)
    with writing(), pytest.raises(Forbidden):
        pay(cast.observer.actor, granted, 1)


@given(steps=st.lists(st.tuples(st.booleans(), st.integers(1, 60_000), st.integers(0, 3)), max_size=12))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_paid_is_the_sum_of_what_stands_and_never_more_than_decided(
    cast: Cast, association: UUID, steps: list[tuple[bool, int, int]]
) -> None:
    actor = cast.coordinator.actor
    with writing():
        grant = a_granted(actor, association)
        for is_payment, cents, number in steps:
            standing = operations.standing_payments(grant)
            try:
                if is_payment:
                    pay(actor, grant, cents, f"OP {number}")
                elif standing:
                    payment = standing[number % len(standing)]
                    operations.reverse(actor, reversal_id=new_id(), grant=grant, payment=payment)
            except Conflict:
                pass
            standing = operations.standing_payments(grant)
            assert grant.paid_cents == sum(each.cents for each in standing)
            assert grant.paid_cents == sum(each.cents for each in list_payments(grant)) <= 100_000
            assert len({each.reference_key for each in standing}) == len(standing)
            assert (grant.state == GrantState.PAID) == (grant.paid_cents == 100_000)


def test_each_sum_stands_in_the_year_of_its_day(cast: Cast, association: UUID, granted: Grant) -> None:
    actor = cast.coordinator.actor
    paying(cast, granted, 30_000)
    with writing():
        a_grant(actor, association, cents=7_000, asked_on=date(2024, 12, 31))
        refused = a_grant(actor, association, cents=1_000)
        judge(actor, refused)
        decide(actor, refused, None)
    assert sums_by_year(actor, Filters()) == [
        Year(2025, asked=151_000, decided=100_000, paid=30_000),
        Year(2024, asked=7_000),
    ]
    assert sums_by_year(actor, Filters(year=2024)) == [Year(2024, asked=7_000)]


def test_what_is_given_up_can_be_taken_up_again(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    with writing():
        grant = a_grant(cast.coordinator.actor, association)
    client, there = client_for(cast.coordinator), f"/grants/{grant.id}"
    for act, state in (("withdrawal", GrantState.WITHDRAWN), ("step-back", GrantState.ASKED)):
        client.submit(client.get(there), f"{there}/{act}")
        assert fresh(cast, grant).state == state


def test_the_pages_lead_from_the_request_to_the_account(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    page = client.get("/grants/new")
    asked = page.form("/grants") | {
        "party_id": str(association),
        "purpose": "Festa da vindima",
        "asked_cents": "250.000,50",
        "asked_on": ["3", "2", "2025"],
    }
    there = client.post("/grants", asked).location
    assert "250\xa0000,50\xa0€" in client.get(there).text or "250 000,50" in client.get(there).text
    step = f"{there}/opinion"
    said = {"opinion_by": "Cultura", "opinion": "Bem.", "opinion_on": ["4", "2", "2025"]}
    client.post(step, client.get(step).form(step) | said)
    step = f"{there}/decision"
    made = {"outcome": "granted", "decision": "Sim.", "decided_on": ["5", "2", "2025"]}
    refused = client.post(step, client.get(step).form(step) | made, status=422)
    assert "how much" in refused.text or "quanto" in refused.text
    client.post(step, client.get(step).form(step) | made | {"decided_cents": "1000"})
    form = client.get(f"{there}/payments/new").form(f"{there}/payments")
    paid = {"cents": "1000", "reference": "OP 9", "paid_on": ["6", "2", "2025"]}
    client.post(f"{there}/payments", form | paid)
    form = client.get(f"{there}/payments/new").form(f"{there}/payments")
    twice = client.post(f"{there}/payments", form | paid, status=422)
    assert twice.soup.select_one("#reference[aria-invalid]") is not None
    step = f"{there}/account"
    told = {"report": "Feita.", "reported_on": ["7", "2", "2025"], "upload": (BytesIO(a_pdf()), "contas.pdf")}
    client.post(step, client.get(step).form(step) | told)
    assert client.get(f"{there}/report").response.headers["Content-Type"] == "application/pdf"
    rows = client.get("/grants.csv").response.data.decode("utf-8-sig")
    assert "Festa da vindima" in rows
    assert "1000" in rows.replace(" ", "")
    assert client.get("/grants?year=2024").soup.select("tbody th") == []
