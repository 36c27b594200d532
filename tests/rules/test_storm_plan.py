"""The storm's plan misses nothing of its kind: whatever reads a field has met every bad input."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from app.core.application import Autonomus
from app.ui.fields import IntegerField
from tests import turns
from tests.cast import Person
from tests.client import PageClient
from tests.crawl import Field, FoundForm, forms_on, tree
from tests.rules.bad_input import TYPED
from tests.rules.storm import Storm
from tests.rules.storm_plan import EACH, Plan, kinds_of, widest

NAME, NUMBER = (
    Field("name", "text", "Maria", "input "),
    Field("count", "text", "1", "input input-short numeric"),
)
VERSION, CARD = Field("version", "hidden", "1"), Field("card", "hidden", "x")
FORMS = [
    FoundForm(f"/page/{number}", "POST", f"/send/{number}", f"feature.send_{number}", fields)
    for number, fields in enumerate([(NAME, VERSION), *[(NAME,)] * 20, (NAME, NUMBER), (NAME, CARD)])
]


@pytest.mark.usefixtures("any_turn")
def test_each_kind_of_field_meets_every_input_and_each_form_some() -> None:
    plan = Plan(list(TYPED), kinds_of, "inputs").over(FORMS)
    met = {
        kind: {each for form in FORMS if kind in kinds_of(form) for each in plan[form]} for kind in kinds()
    }
    assert len(met) == 4
    assert all(inputs == set(TYPED) for inputs in met.values())
    assert all(plan.values())
    assert sum(len(inputs) == len(TYPED) for inputs in plan.values()) <= 4
    assert sum(len(inputs) <= EACH for inputs in plan.values()) >= len(FORMS) - 4


def kinds() -> Iterable[Any]:
    return {kind for form in FORMS for kind in kinds_of(form)}


def test_with_everything_each_form_meets_every_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLED", "no")
    assert all(inputs == list(TYPED) for inputs in Plan(list(TYPED), kinds_of, "").over(FORMS).values())


@pytest.mark.usefixtures("any_turn")
def test_what_a_kind_met_at_one_place_it_need_not_meet_at_the_next() -> None:
    plan = Plan(list(TYPED), kinds_of, "inputs")
    plan.over(FORMS[:1])
    (again,) = plan.over(FORMS[1:2]).values()
    assert len(again) <= EACH


@pytest.mark.usefixtures("any_turn")
def test_a_narrow_question_is_left_out_and_no_form_that_changes_something() -> None:
    q, page = Field("q", "search", ""), Field("page", "hidden", "1")
    wide, link = (FoundForm("/", "GET", "/people", "people.list", fields) for fields in ((q, page), (page,)))
    other = FoundForm("/", "GET", "/staff", "staff.list", (page,))
    change, less = (FoundForm("/", "POST", "/people", "people.add", fields) for fields in ((q, page), (q,)))
    assert set(widest([link, wide, other, less, change])) == {wide, other, change, less}
    assert turns.LEFT_OUT


@pytest.mark.usefixtures("any_turn")
@pytest.mark.parametrize("planted", ["superscript", "combining"])
def test_a_number_that_breaks_on_one_input_shows(
    planted: str,
    app: Autonomus,
    client_for: Callable[[Person | None], PageClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The fault sits in what reads numbers: it shows, whichever forms have their turn at that input."""
    read = IntegerField.process_formdata

    def breaking(field: IntegerField, values: list[str]) -> None:
        if values and values[0] == TYPED[planted].decode():
            raise ArithmeticError(planted)
        read(field, values)

    monkeypatch.setattr(IntegerField, "process_formdata", breaking)
    person = Person("coordinator")
    pages = {url: client_for(person).get(url) for url in ("/participants/new", "/workshops/new")}
    forms = [form for url, page in pages.items() for form in forms_on(app, url, tree(page.html))]
    storm = Storm(app, lambda: client_for(person))
    for form, inputs in Plan(list(TYPED), kinds_of, "inputs").over(forms).items():
        storm.over(form, [each for each in inputs if each == planted])
    assert any("ArithmeticError" in each for each in storm.damage)
