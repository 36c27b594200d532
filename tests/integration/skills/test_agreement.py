"""Agreeing on several entries at once: what colleagues did meanwhile stays and is named; a hundred cost what
ten do.
"""

from collections.abc import Callable, Sequence

import pytest

from app.core.actor import Actor
from app.core.db import db
from app.people.sealing import ReasonNeeded
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.operations.entries import Agreed, confirm_entries, new_entry, standing
from app.skills.operations.inventories import start_inventory
from app.skills.operations.review import Row, keep_rows
from app.skills.queries.catalogue import catalogue
from app.skills.wording import taken_out
from tests.cast import Cast
from tests.client import PageClient
from tests.counting import counted
from tests.factories.one_of_each import a_person, making
from tests.integration.skills.conftest import MakeList, MakePerson, entry_fields, fresh

ClientFor = Callable[..., PageClient]
OLDER, CHILD = "Tomar conta de uma pessoa idosa", "Tomar conta de crianças"


def test_what_a_colleague_confirmed_meanwhile_stays_and_is_named(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory
) -> None:
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    older, child = list_of_person.entries
    url = f"/inventories/{list_of_person.id}/agreement"
    early, late = first.get(url), second.get(url)
    first.submit(early, url, **entry_fields(older, level="alone"))
    after = second.follow(
        second.submit(late, url, **entry_fields(older, level="teaches") | entry_fields(child, level="alone"))
    )
    assert [(each.state, each.level) for each in fresh(list_of_person).entries] == [
        ("confirmed", "alone")
    ] * 2
    warning = after.soup.select_one(".messages .notice-warning")
    assert warning is not None
    assert OLDER in warning.text
    assert CHILD not in warning.text
    again = first.follow(first.submit(early, url, **entry_fields(older, level="alone")))
    assert not again.soup.select(".messages .notice-warning"), "they agreed on the same"


def test_what_a_colleague_took_out_or_said_otherwise_meanwhile_is_named(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory
) -> None:
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    older, child = list_of_person.entries
    url = f"/inventories/{list_of_person.id}"
    late = second.get(f"{url}/agreement")
    told = entry_fields(older, level="with_help") | {"act": f"remove-{child.id.hex}"}
    sent = entry_fields(older, level="teaches") | entry_fields(child, level="alone")
    first.submit(first.get(url), url, **told)
    after = second.follow(second.submit(late, f"{url}/agreement", **sent))
    assert [(each.state, each.level) for each in fresh(list_of_person).entries] == [("declared", "with_help")]
    warnings = [each.text for each in after.soup.select(".messages .notice-warning")]
    assert len(warnings) == 2
    assert OLDER in warnings[0]
    assert CHILD in warnings[1]


def test_a_line_confirmed_meanwhile_keeps_its_level_in_the_whole_list_too(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory
) -> None:
    """Both found “alone”: the colleague agreed on that, and another level comes too late."""
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    older, _child = list_of_person.entries
    url = f"/inventories/{list_of_person.id}"
    first.submit(first.get(url), url, **entry_fields(older, level="alone"))
    late = second.get(url)
    first.submit(first.get(url), url, **entry_fields(older, seen="y"))
    typed = entry_fields(older, level="teaches", seen="y", evidence="mostrou fotografias")
    after = second.follow(second.submit(late, url, **typed))
    kept = fresh(list_of_person).entries[0]
    assert (kept.state, kept.level, kept.confirmed_by) == ("confirmed", "alone", cast.facilitator.actor.id)
    assert kept.evidence == "mostrou fotografias"
    warning = after.soup.select_one(".messages .notice-warning")
    assert warning is not None
    assert OLDER in warning.text
    second.submit(after, url, **entry_fields(older, level="teaches"))
    assert fresh(list_of_person).entries[0].level == "teaches", "whoever has read it may decide otherwise"


def test_a_protected_persons_entry_asks_for_a_reason(
    cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    entry = make_list("care-child", participant=make_person(sealed=True)).entries[0]
    agreed = {entry.id: Agreed("alone", standing(entry))}
    assert not confirm_entries(cast.facilitator.actor, agreed=agreed).done, "who does not know of them"
    with pytest.raises(ReasonNeeded):
        confirm_entries(cast.coordinator.actor, agreed=agreed)


def many(actor: Actor, size: int) -> Sequence[InventoryEntry]:
    """So many entries, each of another person."""
    views = catalogue().cards("work")
    assert actor.municipality_id
    return [
        new_entry(
            start_inventory(
                actor,
                municipality_id=actor.municipality_id,
                language="pt",
                origin="desk",
                participant_id=a_person(actor, name=f"Pessoa {at}").id,
            ),
            views[at % len(views)],
        )
        for at in range(size)
    ]


def test_a_hundred_are_confirmed_with_as_many_statements_as_ten(cast: Cast) -> None:
    actor, sent = cast.facilitator.actor, list[int]()
    for size in (10, 100):
        with making():
            agreed = {each.id: Agreed("alone", standing(each)) for each in many(actor, size)}
        with making(), counted() as statements:
            assert len(confirm_entries(actor, agreed=agreed).done) == size
        sent.append(len(statements))
    assert sent[0] == sent[1]


def test_a_list_of_a_hundred_rows_is_kept_with_as_many_statements_as_one_of_ten(cast: Cast) -> None:
    actor, sent = cast.facilitator.actor, list[int]()
    for size in (10, 100):
        with making():
            inventory = many(actor, 1)[0].inventory
            for _at in range(size - 1):
                new_entry(inventory, None)
            db.session.flush()
            rows = {each.id: Row("alone", "yes", "mostrou", True, "") for each in inventory.entries}
        with making(), counted() as statements:
            kept = keep_rows(actor, inventory=db.session.get_one(Inventory, inventory.id), rows=rows)
            assert len(kept.done) == size
        sent.append(len(statements))
    assert sent[0] == sent[1]


@pytest.mark.usefixtures("in_request")
def test_names_fit_into_the_cookie_that_carries_them() -> None:
    told = taken_out("дуже довгі слова " * 20 + str(at) for at in range(25))
    assert told.endswith("20.")
    assert len(told) < 450
