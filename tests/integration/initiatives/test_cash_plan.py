"""The cash plan: begun once, filled without JavaScript, nobody overwritten; a chart, a sheet and a paper."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from app.core.db import new_id
from app.core.errors import Conflict, StaleRecord
from app.core.unit_of_work import writing
from app.initiatives.groups.models import Initiative
from app.initiatives.money.cash import MONTHS, spread
from app.initiatives.money.operations import plans
from app.initiatives.money.queries import find_plan, forecast_of, list_lines
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.initiatives_money import a_line, a_plan, an_initiative

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def initiative(cast: Cast) -> Initiative:
    with writing():
        return an_initiative(cast.facilitator.actor)


def here(initiative: Initiative) -> str:
    return f"/initiatives/{initiative.id}/cash-plan"


def digits(page: Page) -> str:
    return page.text.replace("\xa0", "").replace(" ", "")


def test_an_initiative_has_one_plan_and_the_same_form_twice_is_one(
    cast: Cast, initiative: Initiative
) -> None:
    actor = cast.facilitator.actor
    with writing():
        plan = a_plan(actor, initiative)
        start = plans.Start(begins_on=plan.begins_on, opening=0)
        assert plans.begin_plan(actor, plan_id=plan.id, initiative=initiative, start=start) is plan
        with pytest.raises(Conflict):
            plans.begin_plan(actor, plan_id=new_id(), initiative=initiative, start=start)


def test_what_is_taken_out_does_not_count_until_it_is_put_back(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        plan = a_plan(actor, initiative, opening=0)
        line = a_line(actor, plan, 1_000)
        plans.take_out_line(actor, line=line)
        assert forecast_of(plan, list_lines(plan)).outgoings == 0
        plans.put_line_back(actor, plan=plan, line=line)
    assert forecast_of(plan, list_lines(plan)).outgoings == 1_000 * MONTHS


def test_a_plan_has_so_many_lines_at_most(cast: Cast, initiative: Initiative) -> None:
    actor = cast.facilitator.actor
    with writing():
        plan = a_plan(actor, initiative)
        line = a_line(actor, plan, 1)
        for number in range(1, plans.MOST):
            a_line(actor, plan, number + 1)
        with pytest.raises(plans.TooManyLines):
            a_line(actor, plan, 1)
        plans.take_out_line(actor, line=line)
        a_line(actor, plan, 1)
        with pytest.raises(plans.TooManyLines):
            plans.put_line_back(actor, plan=plan, line=line)


def test_two_who_change_a_line_do_not_overwrite_each_other(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    actor = cast.facilitator.actor
    with writing():
        plan = a_plan(actor, initiative)
        line = a_line(actor, plan, 1_000)
    client, there = client_for(cast.facilitator), f"{here(initiative)}/lines/{line.id}/edit"
    mine = client.get(there).form(there) | {"month_0": "77"}
    with writing():
        facts = plans.LineFacts(title="Loja", is_income=False, is_variable=False, cents=spread(500, 0, 23))
        plans.edit_line(actor, line=line, version=line.version, facts=facts)
        with pytest.raises(StaleRecord):
            plans.edit_line(actor, line=line, version=1, facts=facts)
    page = client.post(there, mine, status=409)
    assert "Loja" in page.html
    again = page.form(there)
    assert (again["month_0"], again["month_1"]) == ("77", "5")
    client.post(there, again)


def test_a_line_is_filled_month_by_month_without_javascript_and_kept_once_it_is_right(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    client, there = client_for(cast.facilitator), here(initiative)
    assert client.get(there).html.count("<h1") == 1
    form = client.get(f"{there}/new").form(there)
    client.post(there, form | {"opening": "500"})
    form = client.get(f"{there}/lines/new").form(f"{there}/lines")
    typed = form | {"title": "Seguro", "direction": "out", "amount": "120,50", "first": "1", "last": "23"}
    filled = client.post(f"{there}/lines", typed | {"every": "12", "fill": "1"}, status=200)
    plan = find_plan(initiative.id)
    assert plan is not None
    assert not list_lines(plan)
    cells = filled.form(f"{there}/lines")
    assert [cells[f"month_{at}"] for at in (0, 1, 2, 13)] == ["", "120,50", "", "120,50"]
    assert cells["amount"] == ""
    unsure = client.post(f"{there}/lines", cells | {"amount": "9"}, status=422)
    assert unsure.form(f"{there}/lines")["month_1"] == "120,50"
    client.post(f"{there}/lines", cells | {"month_5": "3"})
    found = forecast_of(plan, list_lines(plan))
    assert (found.outgoings, found.closing) == (24_400, 25_600)


@pytest.mark.parametrize(
    "bad",
    [
        {"first": "20", "last": "3"},
        {"first": "x"},
        {"last": "99"},
        {"every": "0"},
        {"every": "many"},
        {"amount": ""},
        {"amount": "-5"},
        {"amount": "99999999"},
    ],
    ids=[
        "backwards",
        "no-month",
        "no-such-month",
        "never",
        "no-number",
        "nothing",
        "below-nothing",
        "too-much",
    ],
)
def test_what_cannot_be_put_into_the_months_is_said_and_nothing_is_kept(
    cast: Cast, initiative: Initiative, client_for: ClientFor, bad: dict[str, str]
) -> None:
    with writing():
        plan = a_plan(cast.facilitator.actor, initiative)
    client, there = client_for(cast.facilitator), here(initiative)
    form = client.get(f"{there}/lines/new").form(f"{there}/lines")
    client.post(f"{there}/lines", form | {"amount": "5", "fill": "1"} | bad, status=422)
    assert not list_lines(plan)


def test_a_line_without_any_amount_is_not_kept(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    with writing():
        plan = a_plan(cast.facilitator.actor, initiative)
    client, there = client_for(cast.facilitator), here(initiative)
    form = client.get(f"{there}/lines/new").form(f"{there}/lines")
    client.post(f"{there}/lines", form | {"title": "Nada"}, status=422)
    assert not list_lines(plan)


def test_the_page_says_when_the_cash_runs_out_and_the_chart_says_it_too(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    actor = cast.facilitator.actor
    with writing():
        plan = a_plan(actor, initiative, opening=25_000)
        a_line(actor, plan, 10_000)
        a_line(actor, plan, 30_000, "Jardins", is_income=True, is_variable=True, first=6)
    page = client_for(cast.facilitator).get(here(initiative))
    assert page.soup.select_one("figure.line-chart svg[role=img] desc") is not None
    assert page.html.count("line-chart-below") >= 3
    assert "-350,00" in digits(page)
    assert len(page.soup.select("figure.line-chart .line-chart-event")) == 2


def test_the_sheet_has_sums_as_formulas_and_words_that_are_none(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    actor = cast.facilitator.actor
    with writing():
        plan = a_plan(actor, initiative)
        a_line(actor, plan, 10_000, '=HYPERLINK("http://x.example")')
        a_line(actor, plan, 30_000, "Vendas", is_income=True)
    data = client_for(cast.facilitator).get(f"{here(initiative)}.xlsx", judge=False).response.data
    with ZipFile(BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert "<f>SUM(B7:B7)</f><v>300.0</v>" in sheet
    assert "<f>HYPERLINK" not in sheet
    assert "HYPERLINK" in words


def test_the_paper_is_set_with_and_without_lines(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    client.get(f"{here(initiative)}.pdf", status=404)
    with writing():
        plan = a_plan(actor, initiative)
    assert client.get(f"{here(initiative)}.pdf", judge=False).response.data.startswith(b"%PDF")
    with writing():
        for number in range(12):
            a_line(actor, plan, 123_456, f"Linha {number} <b>", is_income=number % 2 == 0)
    assert client.get(f"{here(initiative)}.pdf", judge=False).response.data.startswith(b"%PDF")


def test_another_municipality_finds_no_plan(
    cast: Cast, initiative: Initiative, client_for: ClientFor
) -> None:
    with writing():
        a_plan(cast.facilitator.actor, initiative)
    for ending in ("", ".pdf", ".xlsx", "/edit"):
        client_for(cast.stranger).get(f"{here(initiative)}{ending}", status=404)
