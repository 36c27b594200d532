"""Going through a list with its person: rows, what is lost and what is counted, two at once."""

from collections.abc import Callable

import pytest

from app.skills.loader import id_of
from app.skills.models.inventory import Inventory
from tests.cast import Cast
from tests.client import Page, PageClient
from tests.integration.skills.conftest import CHILD, OLDER, entry_fields, fresh
from tests.versions import versions_on

ClientFor = Callable[..., PageClient]


def test_one_save_keeps_every_row(desk: PageClient, list_of_person: Inventory) -> None:
    older, child = list_of_person.entries
    address = f"/inventories/{list_of_person.id}"
    fields = entry_fields(older, level="alone", wish="yes", evidence="contou como faz")
    fields |= entry_fields(child, level="teaches", seen="y")
    desk.submit(desk.get(address), address, **fields)
    kept = {entry.competence_id: entry for entry in fresh(list_of_person).entries}
    told = kept[id_of(OLDER)]
    assert (told.level, told.wish, told.evidence, told.state) == (
        "alone",
        "yes",
        "contou como faz",
        "evidenced",
    )
    assert (kept[id_of(CHILD)].state, kept[id_of(CHILD)].level) == ("confirmed", "teaches")
    desk.submit(desk.get(address), address, **entry_fields(child, level="alone"))
    kept = {entry.competence_id: entry for entry in fresh(list_of_person).entries}
    assert (kept[id_of(CHILD)].state, kept[id_of(CHILD)].level) == ("confirmed", "alone")


def test_seeing_needs_a_level_and_nothing_is_written(desk: PageClient, list_of_person: Inventory) -> None:
    entry, other = list_of_person.entries
    address = f"/inventories/{list_of_person.id}"
    fields = entry_fields(entry, level="", wish="no", evidence="isto fica escrito", seen="y")
    fields |= entry_fields(other, wish="yes")
    page = desk.submit(desk.get(address), address, status=422, **fields)
    assert page.soup.select_one(f"[data-error-summary] a[href='#e{entry.id.hex}-level']") is not None
    assert "isto fica escrito" in str(page.soup)
    kept = fresh(list_of_person).entries
    assert [(each.wish, each.evidence, each.state) for each in kept] == [(None, "", "declared")] * 2
    desk.submit(page, address, status=422, **entry_fields(entry, level="expert"))


def test_two_who_write_one_list_keep_what_each_wrote(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory
) -> None:
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    older, child = list_of_person.entries
    address = f"/inventories/{list_of_person.id}"
    late = second.get(address)
    first.submit(first.get(address), address, **entry_fields(older, level="alone", seen="y"))
    second.submit(late, address, **entry_fields(child, level="with_help"))
    assert [each.level for each in fresh(list_of_person).entries] == ["alone", "with_help"]
    late = second.get(address)
    first.submit(first.get(address), address, **entry_fields(child, level="teaches"))
    both = second.submit(late, address, status=409, **entry_fields(child, level="alone"))
    assert len(versions_on(both)) == 1
    second.submit(both, address)
    assert [each.level for each in fresh(list_of_person).entries] == ["alone", "alone"]


def test_a_line_is_taken_out_and_what_was_written_beside_it_stays(
    desk: PageClient, list_of_person: Inventory
) -> None:
    address, (older, child) = f"/inventories/{list_of_person.id}", list_of_person.entries
    desk.submit(desk.get(address), address, act=f"remove-{older.id.hex}", **entry_fields(child, wish="yes"))
    assert [each.wish for each in fresh(list_of_person).entries] == ["yes"]


def test_a_line_is_taken_out_whatever_is_ticked_in_it(desk: PageClient, list_of_person: Inventory) -> None:
    address, (older, child) = f"/inventories/{list_of_person.id}", list_of_person.entries
    ticked = entry_fields(older, seen="y", evidence="x" * 501) | entry_fields(child, wish="yes")
    desk.submit(desk.get(address), address, act=f"remove-{older.id.hex}", **ticked)
    assert [each.wish for each in fresh(list_of_person).entries] == ["yes"]


def test_what_a_colleague_took_out_meanwhile_is_named_and_the_rest_is_kept(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory
) -> None:
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    address, (older, child) = f"/inventories/{list_of_person.id}", list_of_person.entries
    late, removal = second.get(address), f"remove-{older.id.hex}"
    told = entry_fields(older, evidence="contou")
    wrong, right = (told | entry_fields(child, level=each) for each in ("expert", "alone"))
    first.submit(first.get(address), address, act=removal)
    refused = second.submit(late, address, status=422, act=removal, **wrong)
    kept = second.submit(late, address, act=removal, **right)
    assert [each.level for each in fresh(list_of_person).entries] == ["alone"]
    for page in (refused, second.follow(kept)):
        warning = page.soup.select_one(".messages .notice-warning")
        assert warning is not None
        assert "Tomar conta de uma pessoa idosa" in warning.text


def test_evidence_that_was_emptied_stays_empty(desk: PageClient, list_of_person: Inventory) -> None:
    address, (older, child) = f"/inventories/{list_of_person.id}", list_of_person.entries
    told = entry_fields(older, evidence="contou") | entry_fields(child, evidence="mostrou")
    seen = entry_fields(child, level="alone", seen="y")
    emptied = entry_fields(older, evidence="") | entry_fields(child, evidence="")
    desk.submit(desk.get(address), address, **told, **seen)
    desk.submit(desk.get(address), address, **emptied)
    kept = fresh(list_of_person).entries
    assert [(each.evidence, each.evidenced_by, each.state) for each in kept] == [
        ("", None, "declared"),
        ("", None, "confirmed"),
    ]


def test_the_end_keeps_what_was_written_and_counts_what_was_seen(
    desk: PageClient, list_of_person: Inventory
) -> None:
    address, (older, child) = f"/inventories/{list_of_person.id}", list_of_person.entries
    rows = entry_fields(older, level="alone", seen="y") | entry_fields(child, wish="yes")
    desk.submit(desk.get(address), address, act="review", **rows)
    kept = fresh(list_of_person)
    assert (kept.state, [each.state for each in kept.entries]) == ("claimed", ["confirmed", "declared"])
    page = desk.get(address)
    assert "ainda não foi vista com a pessoa" in page.text
    assert "1 de 2 vistas em conjunto" in page.text
    desk.submit(page, address, act="end", **entry_fields(child, evidence="mostrou"))
    kept = fresh(list_of_person)
    assert (kept.state, kept.entries[1].evidence) == ("reviewed", "mostrou")
    assert "1 de 2 vistas em conjunto" in desk.get(address).text


def test_a_list_of_which_all_was_seen_ends_at_once(desk: PageClient, list_of_person: Inventory) -> None:
    address = f"/inventories/{list_of_person.id}"
    rows = {
        name: value
        for each in list_of_person.entries
        for name, value in entry_fields(each, level="alone", seen="y").items()
    }
    desk.submit(desk.get(address), address, act="review", **rows)
    assert fresh(list_of_person).state == "reviewed"


def test_what_a_colleague_confirmed_meanwhile_is_not_taken_out(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory
) -> None:
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    address, (older, child) = f"/inventories/{list_of_person.id}", list_of_person.entries
    late, removal = second.get(address), f"remove-{older.id.hex}"
    first.submit(
        first.get(address), address, **entry_fields(older, level="alone", seen="y", evidence="contou")
    )
    wrong, right = (entry_fields(child, level=each) for each in ("expert", "alone"))
    refused = second.submit(late, address, status=422, act=removal, **wrong)
    kept = second.follow(second.submit(late, address, act=removal, **right))
    told = fresh(list_of_person).entries
    assert [(each.state, each.level) for each in told] == [("confirmed", "alone"), ("declared", "alone")]
    assert told[0].evidence == "contou"
    for page in (refused, kept):
        assert "Tomar conta de uma pessoa idosa" in warned(page)
    second.submit(kept, address, act=removal)
    assert len(fresh(list_of_person).entries) == 1, "whoever has read it may take it out"


def test_what_a_colleague_wrote_beside_it_meanwhile_is_not_taken_out(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory
) -> None:
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    address, (older, _child) = f"/inventories/{list_of_person.id}", list_of_person.entries
    late = second.get(address)
    first.submit(first.get(address), address, **entry_fields(older, wish="yes"))
    kept = second.follow(second.submit(late, address, act=f"remove-{older.id.hex}"))
    assert [each.wish for each in fresh(list_of_person).entries] == ["yes", None]
    assert "Tomar conta de uma pessoa idosa" in warned(kept)


def warned(page: Page) -> str:
    return " ".join(each.text for each in page.soup.select(".messages .notice-warning"))


@pytest.mark.parametrize("status", [422, 409])
def test_a_page_drawn_again_for_another_line_does_not_beat_what_was_confirmed_meanwhile(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory, status: int
) -> None:
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    address, (older, child) = f"/inventories/{list_of_person.id}", list_of_person.entries
    first.submit(first.get(address), address, **entry_fields(older, level="alone"))
    late = second.get(address)
    theirs = entry_fields(child, wish="yes") if status == 409 else {}
    first.submit(first.get(address), address, **entry_fields(older, seen="y"), **theirs)
    wrong = entry_fields(child, wish="no", level="expert" if status == 422 else "")
    again = second.submit(late, address, status=status, **entry_fields(older, level="teaches"), **wrong)
    kept = second.follow(second.submit(again, address, **entry_fields(child, level="alone")))
    told = fresh(list_of_person).entries
    assert [(each.level, each.wish) for each in told] == [("alone", None), ("alone", "no")]
    assert "Tomar conta de uma pessoa idosa" in warned(kept)


def test_whoever_was_shown_what_was_confirmed_meanwhile_may_decide_otherwise(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory
) -> None:
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    address, (older, _child) = f"/inventories/{list_of_person.id}", list_of_person.entries
    late = second.get(address)
    first.submit(first.get(address), address, **entry_fields(older, level="alone", seen="y"))
    both = second.submit(late, address, status=409, **entry_fields(older, level="teaches"))
    assert len(versions_on(both)) == 1
    second.submit(both, address)
    assert fresh(list_of_person).entries[0].level == "teaches"
