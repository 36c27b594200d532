"""Money of an initiative: nothing counted twice, nothing lost, mistakes evened out, what is open told."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import clock
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden, NotFound, StaleRecord
from app.core.unit_of_work import writing
from app.initiatives.groups.models import Initiative
from app.initiatives.money.models import MoneyMovement, MovementKind
from app.initiatives.money.operations import money
from app.initiatives.money.panels import open_of
from app.initiatives.money.queries import balance_of, get_movement, get_source, sums_by_source
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_money import DAY, a_need, a_source, an_initiative, note
from tests.factories.papers import a_pdf

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def initiative(cast: Cast) -> Initiative:
    with writing():
        return an_initiative(cast.facilitator.actor)


def here(initiative: Initiative) -> str:
    return f"/initiatives/{initiative.id}/money"


def test_what_was_granted_for_a_need_and_then_received_is_found_once(
    cast: Cast, initiative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        need = a_need(actor, initiative, 100_000)
        source = a_source(actor, initiative, need_id=need.id)
        note(actor, initiative, source, "granted", 60_000)
        note(actor, initiative, source, "received", 60_000)
        own = a_source(actor, initiative, "own", "Poupanças")
        note(actor, initiative, own, "received", 15_000)
    found = balance_of(initiative.id)
    assert (found.needs[need.id].found, found.needs[need.id].missing) == (60_000, 40_000)
    assert (found.for_any.found, found.still_missing, found.cash) == (15_000, 25_000, 75_000)


def test_what_came_in_kind_covers_a_need_and_is_no_cash(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        need = a_need(actor, initiative, 30_000, "Loja")
        source = a_source(actor, initiative, "in_kind", "Loja cedida", need_id=need.id)
        note(actor, initiative, source, "received", 30_000)
        with pytest.raises(money.NotSpentInKind):
            note(actor, initiative, source, "spent", 1)
    found = balance_of(initiative.id)
    assert (found.still_missing, found.cash) == (0, 0)
    assert open_of(initiative.id) == []


def test_a_mistake_is_evened_out_once_and_both_rows_stay(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        source = a_source(actor, initiative)
        wrong = note(actor, initiative, source, "received", 99_900)
        money.reverse(actor, reversal_id=new_id(), source=source, movement=wrong)
    assert sums_by_source(initiative.id)[source.id].received == 0
    assert db.session.query(MoneyMovement).filter_by(source_id=source.id).count() == 2
    with writing(), pytest.raises(money.AlreadyReversed):
        money.reverse(actor, reversal_id=new_id(), source=source, movement=wrong)


def test_the_same_form_sent_twice_is_one_movement(cast: Cast, initiative: Initiative) -> None:
    actor, movement_id = cast.facilitator.actor, new_id()
    movement = money.Movement(kind="received", on=DAY, cents=100)
    with writing():
        source = a_source(actor, initiative)
    for _ in range(2):
        with writing():
            money.note_movement(
                actor, movement_id=movement_id, initiative=initiative, source=source, movement=movement
            )
    assert sums_by_source(initiative.id)[source.id].received == 100


def test_what_is_still_to_come_is_not_noted(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    tomorrow = clock.today(clock.MAINLAND) + timedelta(days=1)
    with writing():
        source = a_source(actor, initiative)
        with pytest.raises(money.DayToCome):
            note(actor, initiative, source, "received", 100, on=tomorrow)


def test_what_something_stands_on_is_not_taken_out_and_the_rest_can_be_put_back(
    cast: Cast, initiative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        need = a_need(actor, initiative)
        source = a_source(actor, initiative, need_id=need.id)
        with pytest.raises(money.InUse):
            money.take_out_need(actor, need=need)
        noted = note(actor, initiative, source, "granted", 100)
        with pytest.raises(money.InUse):
            money.take_out_source(actor, source=source)
        money.reverse(actor, reversal_id=new_id(), source=source, movement=noted)
        money.take_out_source(actor, source=source)
        with pytest.raises(money.TakenOut):
            note(actor, initiative, source, "granted", 100)
        money.take_out_need(actor, need=need)
        assert balance_of(initiative.id).total.needed == 0
        money.put_back(actor, row=need)
        money.put_back(actor, row=source)
    assert balance_of(initiative.id).total.needed == need.cents


def test_what_is_open_is_told_when_an_initiative_is_to_end(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        asked = a_source(actor, initiative, "microcredit", "Microcrédito")
        note(actor, initiative, asked, "asked", 500_000)
        granted = a_source(actor, initiative)
        note(actor, initiative, granted, "granted", 100_000)
        note(actor, initiative, granted, "received", 40_000)
        note(actor, initiative, granted, "spent", 10_000)
        refused = a_source(actor, initiative, "loan", "Banco")
        note(actor, initiative, refused, "asked", 100)
        note(actor, initiative, refused, "refused", 100)
    said = open_of(initiative.id)
    assert [each.split(":")[0] for each in said] == ["Microcrédito", "Apoio municipal", "Apoio municipal"]


def test_only_those_of_the_municipality_see_it_and_only_writers_write(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    client_for(cast.stranger).get(here(initiative), status=404)
    client_for(cast.pathway_worker).get(here(initiative))
    with writing(), pytest.raises(Forbidden):
        a_need(cast.pathway_worker.actor, initiative)


def test_a_need_of_another_initiative_is_not_found(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        other = an_initiative(actor, "Outra")
        foreign = a_need(actor, other)
        with pytest.raises(NotFound):
            a_source(actor, initiative, need_id=foreign.id)
        with pytest.raises(NotFound):
            get_source(initiative, a_source(actor, other).id)


def test_two_who_change_a_need_do_not_overwrite_each_other(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        need = a_need(actor, initiative)
        version = need.version
        money.edit_need(actor, need=need, version=version, facts=money.Need(title="Uma", cents=1))
        with pytest.raises(StaleRecord):
            money.edit_need(actor, need=need, version=version, facts=money.Need(title="Outra", cents=2))


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(list(MovementKind)), st.integers(1, 90_000), st.integers(0, 2)), max_size=12
    )
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sums_are_those_of_the_rows_whatever_was_noted_and_evened_out(
    cast: Cast, steps: list[tuple[MovementKind, int, int]]
) -> None:
    actor = cast.facilitator.actor
    with writing():
        initiative = an_initiative(actor)
        needs = [a_need(actor, initiative, 50_000, f"N{number}") for number in range(2)]
        sources = [
            a_source(actor, initiative, "own", f"F{number}", need_id=needs[number].id if number < 2 else None)
            for number in range(3)
        ]
        rows: list[MoneyMovement] = []
        for kind, cents, number in steps:
            try:
                if cents % 5 == 0 and rows:
                    wrong = rows[cents % len(rows)]
                    source = get_source(initiative, wrong.source_id)
                    rows.append(money.reverse(actor, reversal_id=new_id(), source=source, movement=wrong))
                else:
                    on = needs[number].id if kind is MovementKind.SPENT and number < 2 else None
                    rows.append(note(actor, initiative, sources[number], kind, cents, need_id=on))
            except Conflict:
                pass
        found, sums = balance_of(initiative.id), sums_by_source(initiative.id)
        for kind in MovementKind:
            noted = sum(each.cents for each in rows if each.kind == kind)
            assert sum(getattr(each, kind.value) for each in sums.values()) == noted
        parts = [*found.needs.values(), found.for_any]
        for name in ("needed", "found", "received", "spent", "missing", "surplus"):
            assert getattr(found.total, name) == sum(getattr(each, name) for each in parts)
        assert found.total.received == sum(each.received for each in sums.values())
        assert found.total.spent == sum(each.spent for each in sums.values())
        assert found.total.found == sum(each.found for each in sums.values())
        assert found.cash == found.total.received - found.total.spent
        for row in found.needs.values():
            assert row.needed + row.surplus == row.found + row.missing
        db.session.rollback()


def test_the_pages_lead_from_a_need_to_what_was_spent_on_it(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    client, there = client_for(cast.facilitator), here(initiative)
    form = client.get(f"{there}/needs/new").form(f"{there}/needs")
    client.post(f"{there}/needs", form | {"title": "Roçadora", "cents": "1.050,50"})
    form = client.get(f"{there}/sources/new").form(f"{there}/sources")
    refused = client.post(f"{there}/sources", form | {"kind": "bank", "title": "x"}, status=422)
    assert "x" in refused.html
    source = client.post(f"{there}/sources", form | {"kind": "own", "title": "Poupanças"}).location
    form = client.get(f"{source}/movements/new").form(f"{source}/movements")
    day = {"on": ["2", "3", "2026"]}
    wrong = form | {"kind": "received", "cents": "0"} | day
    client.post(f"{source}/movements", wrong, status=422)
    sent = form | {"kind": "received", "cents": "2000", "upload": (BytesIO(a_pdf()), "x.pdf")} | day
    client.post(f"{source}/movements", sent)
    page = client.get(source)
    paper = page.soup.select_one("a[href$='/paper']")
    assert paper is not None
    assert client.get(str(paper["href"]), judge=False).response.data.startswith(b"%PDF")
    assert "2000" in client.get(there).text.replace("\xa0", "").replace(" ", "")
    reversal = page.soup.select_one("form[action$='/reversal']")
    assert reversal is not None
    client.submit(page, str(reversal["action"]))
    rows = client.get(f"{there}/movements.csv", judge=False).response.text.splitlines()[1:]
    assert [row.split(";")[4] for row in rows] == ["2000", "-2000"]


def test_what_was_spent_alone_says_on_which_need(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    actor = cast.facilitator.actor
    with writing():
        need, source = a_need(actor, initiative), a_source(actor, initiative)
    client, there = client_for(cast.facilitator), f"{here(initiative)}/sources/{source.id}"
    form = client.get(f"{there}/movements/new").form(f"{there}/movements")
    sent = form | {"kind": "asked", "cents": "5", "need_id": str(need.id)}
    client.post(f"{there}/movements", sent, status=422)
    client.post(f"{there}/movements", sent | {"kind": "spent"})
    noted = sums_by_source(initiative.id)[source.id]
    assert (noted.asked, noted.spent) == (0, 500)


def test_a_foreign_movement_has_no_paper_and_is_not_evened_out(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        source, other = a_source(actor, initiative), a_source(actor, initiative, "own", "Outra")
        movement = note(actor, initiative, other, "received", 100, on=date(2026, 1, 2))
        with pytest.raises(NotFound):
            get_movement(source, movement.id)
        with pytest.raises(NotFound):
            get_movement(source, UUID(int=0))
