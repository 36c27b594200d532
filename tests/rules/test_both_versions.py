"""Two who change one thing, on every form with a version: nothing typed is lost, and nothing of the other
person's goes back to what it was because somebody had the page open.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import pytest
from bs4 import Tag
from flask import Flask

from app.core.forms import VersionedForm
from tests import turns
from tests.addresses import addresses, only_feature
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.crawl import fetch
from tests.factories.offers import a_book
from tests.factories.one_of_each import clerk, making
from tests.forms import form_in, forms_in
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]
Answers = dict[str, list[str]]
Possible = Mapping[str, list[list[str]]]
"""Three answers at most to each of some questions."""
CARRIED = frozenset({"csrf_token", "request_key", "version", "opened"})
FORMS, FIELDS = 10, 4
CARRIES = 'name="version"'
WRITABLE = ("Isto", "Aquilo", "Outra", "a@example.org", "o@example.org", "e@example.org", "7", "9", "11")
DAYS = (["3", "4", "2031"], ["5", "6", "2031"], ["7", "8", "2031"])
DAY = 3
HOURS = ("opening_hours", "desk_hours")
EITHER = (("place_id", "place_name"), ("place_id", "parish_id"))


class Edited:
    """A form with a version, and what somebody can answer on it."""

    def __init__(self, client: PageClient, name: str, url: str, action: str) -> None:
        self.client, self.name, self.url, self.action = client, name, url, action

    def page(self) -> Page:
        return Page(fetch(self.client, "GET", self.url))

    def opened(self) -> Answers:
        return self.page().answers(self.action)

    def send(self, answers: Answers) -> Page:
        return Page(fetch(self.client, "POST", self.action, data=answers))

    def boxes(self) -> dict[str, list[Tag]]:
        """Where one answers, by field; hours have several boxes for one answer, and a test of their own
        (tests/integration/directory/test_both_versions.py).
        """
        found: dict[str, list[Tag]] = {}
        for box in form_in(self.page().html, self.action).find_all(
            ["input", "select", "textarea"], attrs={"name": True}
        ):
            if box.get("type") not in {"hidden", "file"} and not str(box["name"]).startswith(HOURS):
                found.setdefault(str(box["name"]), []).append(box)
        return found

    def possible(self, field: str, boxes: list[Tag]) -> list[list[str]]:
        """Up to three answers that are kept, the last of them just now; emptied, a field may mean something
        else, such as a way of a project sheet that is given up.
        """
        opened = self.opened()
        kept = [opened[field]] if any(opened[field]) or boxes[0].get("type") == "checkbox" else []
        for answer in _answers(boxes):
            if len(kept) < 3 and answer not in kept and self.send(opened | {field: answer}).status == 303:
                opened = self.opened()
                kept += [answer] if opened[field] == answer else []
        return kept


def _answers(boxes: list[Tag]) -> Iterator[list[str]]:
    if boxes[0].name == "select":
        yield from ([str(each["value"])] for each in boxes[0].select("option"))
    elif boxes[0].get("type") in {"checkbox", "radio"}:
        yield from ([str(each["value"])] for each in boxes)
        yield []
    elif len(boxes) == DAY:
        yield from DAYS
    else:
        yield from ([each] for each in WRITABLE)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> set[type]:
    """The forms with a version that a test has met."""
    met: set[type] = set()
    original = VersionedForm.__init__

    def noting(form: Any, *arguments: Any, **options: Any) -> None:
        met.add(type(form))
        original(form, *arguments, **options)

    monkeypatch.setattr(VersionedForm, "__init__", noting)
    return met


def test_two_who_change_one_thing(
    app: Flask, cast: Cast, here: dict[str, str], client_for: ClientFor, drawn: set[type]
) -> None:
    with making():
        book = str(a_book(clerk(cast.here, cast.colleague.id), cast.town_hall).id)
    shelves = {"publications": here["publication_id"], "library": book}
    things = [here, *(here | {"shelf": shelf, "item_id": each} for shelf, each in shelves.items())]
    urls = {
        f"{each} {some['shelf']}": each.filled(app, some)
        for some in things
        for each in addresses(app)
        if each.method == "GET" and ("shelf" in each.rule.arguments or some is here)
    }
    urls |= {kind: f"/initiatives/{here[kind]}/terms" for kind in ("occasional_id", "serving_id")}
    found = list(_forms([client_for(cast.coordinator), client_for(cast.administrator)], urls))
    for form in turns.some(found, FORMS, "forms that two people fill in"):
        _judge(form)
    known = {each for each in _below(VersionedForm) if _is_ours(each)}
    missed = {each for each in known if not any(issubclass(other, each) for other in drawn)}
    assert only_feature() or not missed


def _is_ours(kind: type) -> bool:
    """Whether it stands in a module of ours: one that a page makes for itself (app/ui/texts.py) goes."""
    module = kind.__module__
    return module.startswith("app.") and getattr(sys.modules[module], kind.__name__, None) is kind


def _below(kind: type) -> Iterator[type]:
    below: list[type] = kind.__subclasses__()
    for each in below:
        yield each
        yield from _below(each)


def _forms(clients: Iterable[PageClient], urls: Mapping[str, str]) -> Iterator[Edited]:
    """Each as the first who may open its page."""
    for name, url in urls.items():
        pages = ((client, Page(fetch(client, "GET", url))) for client in clients)
        for client, page in islice((found for found in pages if found[1].status == 200), 1):
            for form in forms_in(page.html) if CARRIES in page.html else ():
                if form.find("input", attrs={"name": "version"}):
                    yield Edited(client, name, url, str(form["action"]))


def _judge(form: Edited) -> None:
    boxes = form.boxes()
    some = turns.some(list(boxes), FIELDS, "fields that two people change", form.name)
    kept = {name: possible for name in some if len(possible := form.possible(name, boxes[name])) > 1}
    assert kept, f"{form.url}: nothing of {some} can be changed"
    ring = [*kept, *kept, *kept]
    rounds = (_change(form, kept, *ring[at : at + 3]) for at in range(len(kept)))
    assert any(rounds), f"{form.url}: {kept} go together in no way"


def _change(form: Edited, kept: Possible, mine: str, theirs: str, both: str) -> bool:
    """The second has the page open while the first changes what is theirs, and what both change; False where
    these answers do not go together, such as a beginning after the end.
    """
    opened, before = form.opened(), form.opened()  # each with a key of its own
    their = {theirs: _other(kept[theirs], opened[theirs])}
    my = {mine: _other(kept[mine], opened[mine])} if mine != theirs else {}
    is_met = both not in {mine, theirs} and len(kept[both]) == 3
    if is_met:
        their[both] = _other(kept[both], opened[both])
        my[both] = _other(kept[both], opened[both], their[both])
    if form.send(before | their).status != 303:
        return False
    stored, meant = _answered(form.opened()), my | _emptied(my, opened)
    wanted = stored | meant
    answer = form.send(opened | my)
    if answer.status == 422:
        return False
    met = [name for name in meant if meant[name] != stored[name] != opened[name]]
    assert (answer.status, len(versions_on(answer))) == (409, len(met)), f"{form.url}: {my} and {their}"
    offered = answer.answers(form.action)
    assert _answered(offered) == wanted, f"{form.url}: {my} and {their}"
    if form.send(offered).status != 303:
        return False
    now, touched = form.opened(), {*my, *their}
    kept_at_last = wanted | _emptied(my, wanted)
    assert {name: now[name] for name in touched} == {name: kept_at_last[name] for name in touched}, form.url
    return True


def _emptied(given: Answers, opened: Answers) -> Answers:
    """What goes because its other half was given: a place that is written is not the one that was chosen."""
    halves = [(one, other) for pair in EITHER for one, other in (pair, pair[::-1])]
    return {other: [""] for one, other in halves if any(given.get(one, ())) and any(opened.get(other, ()))}


def _other(possible: list[list[str]], *those: list[str]) -> list[str]:
    return next(each for each in possible if each not in those)


def _answered(answers: Answers) -> Answers:
    return {name: each for name, each in answers.items() if name not in CARRIED}
