"""Accounts inside a cooperative: sums that are those of their rows, nothing paid twice, what is open told."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import clock
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, NotFound
from app.core.unit_of_work import writing
from app.initiatives.arrangements.models import Booking, BookingKind, HostedActivity
from app.initiatives.arrangements.operations import hosted
from app.initiatives.arrangements.panels import open_of, open_of_member
from app.initiatives.arrangements.queries import (
    bookings_of,
    list_providers,
    statement_of,
)
from app.initiatives.groups.models import Initiative, Member
from app.people.operations.sealing import seal
from app.people.rights.forgetting import Forgotten, Known, forgotten
from app.people.sealing import SEAL_REASONS
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_arrangements import DAY, a_place, a_provider, an_account, book
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


@pytest.fixture
def account(cast: Cast, cooperative: Initiative, member: Member) -> HostedActivity:
    with writing():
        return an_account(cast.facilitator.actor, cooperative, member)


def cents(account: HostedActivity) -> list[int]:
    return [each.cents for each in bookings_of(account)]


def test_of_an_invoice_the_cooperative_keeps_its_part_and_the_rest_is_there(
    cast: Cast, account: HostedActivity
) -> None:
    with writing():
        book(cast.facilitator.actor, account, "invoice", 12_345)
    assert cents(account) == [12_345, -1_234]
    assert hosted.balance(account.id) == 11_111


def test_no_more_is_paid_out_than_is_there(cast: Cast, account: HostedActivity) -> None:
    actor = cast.facilitator.actor
    with writing():
        book(actor, account, "invoice", 10_000)
        with pytest.raises(hosted.MoreThanThere) as refused:
            book(actor, account, "payout", 9_001)
        assert refused.value.left == 9_000
        book(actor, account, "payout", 9_000)
    assert hosted.balance(account.id) == 0


def test_a_mistaken_invoice_goes_with_its_contribution_and_once(cast: Cast, account: HostedActivity) -> None:
    actor = cast.facilitator.actor
    with writing():
        invoice = book(actor, account, "invoice", 10_000)
        kept = next(each for each in bookings_of(account) if each.kind == BookingKind.CONTRIBUTION)
        with pytest.raises(hosted.AlreadyReversed):
            hosted.reverse(actor, reversal_id=new_id(), hosted=account, booking=kept)
        hosted.reverse(actor, reversal_id=new_id(), hosted=account, booking=invoice)
        assert hosted.balance(account.id) == 0
        with pytest.raises(hosted.AlreadyReversed):
            hosted.reverse(actor, reversal_id=new_id(), hosted=account, booking=invoice)
    assert len(cents(account)) == 4


def test_another_rate_counts_for_invoices_from_then_on(cast: Cast, account: HostedActivity) -> None:
    actor = cast.facilitator.actor
    with writing():
        first = book(actor, account, "invoice", 10_000)
        facts = hosted.Facts(title="Costura", rate=2_000, since=account.since)
        hosted.edit(actor, hosted=account, version=account.version, facts=facts)
        book(actor, account, "invoice", 10_000)
        hosted.reverse(actor, reversal_id=new_id(), hosted=account, booking=first)
    assert sorted(cents(account)) == [-10_000, -2_000, -1_000, 1_000, 10_000, 10_000]


def test_what_is_booked_has_happened_while_the_activity_was_hosted(
    cast: Cast, cooperative: Initiative, member: Member
) -> None:
    actor = cast.facilitator.actor
    with writing():
        ended = an_account(actor, cooperative, member, until=date(2026, 2, 28))
        with pytest.raises(hosted.NotHosted):
            book(actor, ended, "invoice", 100, on=DAY)
        with pytest.raises(hosted.NotHosted):
            book(actor, ended, "invoice", 100, on=date(2025, 12, 31))
        with pytest.raises(hosted.DayToCome):
            book(actor, ended, "payout", 100, on=clock.today(clock.MAINLAND) + timedelta(days=1))
        book(actor, ended, "invoice", 10_000, on=date(2026, 2, 28))
        book(actor, ended, "payout", 9_000, on=DAY)
        with pytest.raises(hosted.WrongEnd):
            an_account(actor, cooperative, member, until=date(2025, 1, 1))


def test_a_change_of_days_leaves_nothing_outside_that_is_booked(
    cast: Cast, client_for: ClientFor, cooperative: Initiative, member: Member
) -> None:
    actor = cast.facilitator.actor
    with writing():
        account = an_account(actor, cooperative, member)
        mistake = book(actor, account, "invoice", 100, on=date(2026, 1, 5))
        hosted.reverse(actor, reversal_id=new_id(), hosted=account, booking=mistake)
        book(actor, account, "invoice", 10_000, on=date(2026, 2, 28))
        book(actor, account, "payout", 9_000, on=DAY)
    facts = partial(hosted.Facts, title="Costura", rate=1_000)
    for since, until in ((date(2026, 3, 1), None), (account.since, date(2026, 2, 27))):
        with writing(), pytest.raises(hosted.LeavesOut):
            hosted.edit(actor, hosted=account, version=account.version, facts=facts(since=since, until=until))
    address = f"/initiatives/{cooperative.id}/hosted/{account.id}/edit"
    client = client_for(cast.facilitator)
    page = client.submit(client.get(address), address, since=["1", "3", "2026"], status=422)
    assert "28 de fevereiro de 2026, que tem de ficar dentro" in page.text
    with writing():
        within = facts(since=date(2026, 2, 1), until=date(2026, 2, 28))
        hosted.edit(actor, hosted=account, version=account.version, facts=within)


def test_only_a_cooperative_of_activities_hosts_them_and_only_for_its_own_members(
    cast: Cast, cooperative: Initiative, member: Member
) -> None:
    actor = cast.facilitator.actor
    with writing():
        other = an_initiative(actor, "Outra", kind="individual")
        with pytest.raises(hosted.HostsNothing):
            an_account(actor, other, member)
        with pytest.raises(NotFound):
            an_account(actor, an_initiative(actor, "Mais uma"), member)
        with pytest.raises(Forbidden):
            an_account(cast.pathway_worker.actor, cooperative, member)


def test_an_open_account_is_told_when_somebody_leaves_or_it_closes(
    cast: Cast, cooperative: Initiative, member: Member, account: HostedActivity
) -> None:
    actor = cast.facilitator.actor
    assert len(open_of_member(member.id)) == 1
    assert open_of(cooperative.id) == []
    with writing():
        book(actor, account, "expense", 500)
    assert len(open_of(cooperative.id)) == 1
    with writing():
        book(actor, account, "invoice", 10_000)
        book(actor, account, "payout", 8_500)
        facts = hosted.Facts(title="Costura", rate=1_000, since=account.since, until=DAY)
        hosted.edit(actor, hosted=account, version=account.version, facts=facts)
    assert open_of(cooperative.id) == []
    assert open_of_member(member.id) == []


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["invoice", "expense", "payout", "mistake"]), st.integers(1, 9_999)),
        max_size=14,
    ),
    rate=st.integers(0, 10_000),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_account_is_the_sum_of_its_rows_and_each_invoice_the_sum_of_its_parts(
    cast: Cast, steps: list[tuple[str, int]], rate: int
) -> None:
    actor = cast.facilitator.actor
    with writing():
        initiative = an_initiative(actor)
        account = an_account(actor, initiative, a_place(initiative, a_person(actor).id), rate=rate)
        made: list[Booking] = []
        for kind, amount in steps:
            try:
                if kind == "mistake":
                    if made:
                        wrong = made[amount % len(made)]
                        hosted.reverse(actor, reversal_id=new_id(), hosted=account, booking=wrong)
                else:
                    made.append(book(actor, account, kind, amount))
            except Conflict:
                pass
        rows = bookings_of(account)
        found = statement_of(rows)
        assert found.closing == hosted.balance(account.id) == sum(each.cents for each in rows)
        assert found.sum_of(*BookingKind) == found.closing
        assert sum(found.sum_of(kind) for kind in BookingKind) == found.closing
        for invoice in (each for each in rows if each.kind == BookingKind.INVOICE and not each.reverses_id):
            kept = sum(each.cents for each in rows if each.belongs_to == invoice.id)
            assert -invoice.cents <= kept <= 0
        last_year = statement_of(rows, 2025)
        assert (last_year.closing, statement_of(rows, 2026).opening) == (0, 0)
        db.session.rollback()


def test_the_pages_lead_from_a_member_to_a_statement(
    cast: Cast, cooperative: Initiative, member: Member, client_for: ClientFor
) -> None:
    client, there = client_for(cast.facilitator), f"/initiatives/{cooperative.id}/hosted"
    form = client.get(f"{there}/new").form(there)
    typed = form | {"member_id": str(member.id), "title": "Costura", "since": ["1", "1", "2026"]}
    client.post(there, typed | {"rate": "101"}, status=422)
    account = client.post(there, typed | {"rate": "7,5"}).location
    form = client.get(f"{account}/bookings/new").form(f"{account}/bookings")
    sent = form | {"kind": "invoice", "cents": "100", "on": ["2", "3", "2026"]}
    client.post(f"{account}/bookings", sent | {"cents": "0"}, status=422)
    client.post(f"{account}/bookings", sent)
    form = client.get(f"{account}/bookings/new").form(f"{account}/bookings")
    client.post(f"{account}/bookings", form | {"kind": "payout", "cents": "92,51"}, status=422)
    page = client.get(account)
    assert "92,50" in page.text
    assert "Joaquina" in page.text
    assert client.get(f"{account}/statement.pdf?year=2026", judge=False).response.data.startswith(b"%PDF")
    reversal = page.soup.select_one("form[action$='/reversal']")
    assert reversal is not None
    client.submit(page, str(reversal["action"]))
    assert "92,50" in client.get(account).text
    client_for(cast.stranger).get(account, status=404)


def test_nobody_reads_the_name_of_a_protected_person_in_an_account(
    cast: Cast, cooperative: Initiative, client_for: ClientFor
) -> None:
    coordinator = cast.coordinator.actor
    with writing():
        person = a_person(coordinator, name="Ermelinda Guardada")
        account = an_account(coordinator, cooperative, a_place(cooperative, person.id))
        seal(coordinator, participant=person, reason=SEAL_REASONS[0])
    client = client_for(cast.facilitator)
    for address in ("hosted", f"hosted/{account.id}", "benefits", "hosted/new"):
        assert "Ermelinda" not in client.get(f"/initiatives/{cooperative.id}/{address}").html


def test_what_was_written_beside_amounts_goes_with_the_person_and_the_amounts_stay(
    cast: Cast, cooperative: Initiative, member: Member, account: HostedActivity
) -> None:
    actor = cast.facilitator.actor
    assert member.participant_id
    with writing():
        book(actor, account, "invoice", 10_000, words="Vestido da Rita")
        agency = an_initiative(actor, "Agência", kind="proximity_agency")
        a_provider(actor, agency, participant_id=member.participant_id, name="")
        known = Known(cooperative.municipality_id, clock.MAINLAND, None)
        forgotten.send(Forgotten(actor, {member.participant_id: known}))
        db.session.expire_all()
        rows = db.session.query(Booking).order_by(Booking.cents.desc()).all()
        assert [(each.cents, each.words) for each in rows] == [(10_000, ""), (-1_000, "")]
        assert rows[1].belongs_to == rows[0].id
        assert not db.session.query(HostedActivity).filter_by(member_id=member.id).count()
        assert not list_providers(agency.id)
        db.session.rollback()
