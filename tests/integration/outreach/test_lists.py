"""A partner's list: nobody comes in twice, nobody is lost, and what was done by mistake is taken back."""

import gc
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.exports import Row, Sheet, xlsx_file
from app.core.unit_of_work import writing
from app.outreach.lists.models import ListRow, PartnerList
from app.outreach.lists.operations import sending
from app.outreach.lists.retention import forget_rows, kept_for
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_list_pages import (
    act,
    called,
    count,
    look,
    people,
    person,
    rows,
    send,
    the_list,
)
from tests.factories.outreach_lists import make_list

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.registrar)


def test_a_list_whose_key_is_lost_reads_empty_and_can_be_put_away(client: PageClient, cast: Cast) -> None:
    columns = send(client, cast, [["Bela Nova", "1984", "", "", "", "", ""]])
    assert "Bela Nova" in columns.text
    with making():
        for row in rows():
            row.cells_encrypted = ""
    page = client.get(f"/outreach/lists/{the_list().id}/columns")
    assert "Bela Nova" not in page.text
    assert page.form(f"/outreach/lists/{the_list().id}/putting-away") is not None


def test_a_list_is_looked_at_before_anybody_comes_in(client: PageClient, cast: Cast) -> None:
    person(cast, "Rosa Verdade", 1970)
    columns = send(
        client,
        cast,
        [
            ["Bela Nova", "12/03/1984", "912 345 678 / 934 567 890", "", "ucraniano", "", "liga tarde"],
            ["Rosa Verdade", "1970", "", "", "", "", ""],
            ["", "1980", "", "", "", "", ""],
            ["Carlos Ano", "ontem", "", "", "", "", ""],
        ],
    )
    assert "Observações" in columns.text, "what is not used is named"
    before = len(people())
    look(client, columns)
    assert len(people()) == before
    assert [each.finding for each in rows()] == ["new", "same", "out", "out"]
    act(client, "people")
    made = people()["Bela Nova"]
    assert made.is_unverified, "nobody has said that they are new"
    assert (made.birth_year, made.language) == (1984, "uk")
    assert sorted(each.key for each in made.contact_points) == ["+351912345678", "+351934567890"]
    assert len(people()) == before + 1
    assert [each.outcome for each in rows()] == ["made", "known", "", ""]


def test_the_same_list_again_brings_nobody_twice(client: PageClient, cast: Cast) -> None:
    lines: list[Row] = [
        ["Bela Nova", "1984", "912345678", "", "", "", ""],
        ["Rui Só", "", "", "", "", "", ""],
    ]
    for _ in range(2):
        look(client, send(client, cast, lines))
        act(client, "people")
    assert count(PartnerList) == 2
    assert called("Bela Nova", "Rui Só") == ["Bela Nova", "Rui Só"]
    assert sorted(each.outcome for each in rows()) == ["known", "known", "made", "made"]


def test_two_lines_alike_are_for_a_person_to_decide(client: PageClient, cast: Cast) -> None:
    look(client, send(client, cast, [["Ana Gémea", "", "", "", "", "", ""]] * 2))
    assert [each.finding for each in rows()] == ["new", "unsure"]
    act(client, "people")
    assert [each.outcome for each in rows()] == ["made", ""]
    act(client, "decisions", **{"who-3": "new", "was-3": ""})
    act(client, "people")
    assert [each.outcome for each in rows()] == ["made", "made"]
    assert called("Ana Gémea") == ["Ana Gémea"] * 2


def test_who_was_not_confirmed_yet_is_asked_about_and_not_made_anew(client: PageClient, cast: Cast) -> None:
    look(client, send(client, cast, [["Bela Nova dos Santos", "1984", "912345678", "", "", "", ""]]))
    act(client, "people")
    page = look(client, send(client, cast, [["Bela Nova Santos", "1984", "912345678", "", "", "", ""]]))
    assert rows()[0].finding == "unsure"
    assert called("Bela Nova Santos") == []
    known = people()["Bela Nova dos Santos"].id
    assert str(known) in str(page.soup)
    act(client, "decisions", **{"who-2": str(known), "was-2": ""})
    act(client, "people")
    assert [each.outcome for each in rows()] == ["known", "made"]


def test_everybody_clearly_new_in_one_act_is_confirmed(client: PageClient, cast: Cast) -> None:
    look(client, send(client, cast, [["Bela Nova", "1984", "", "", "", "", ""]]))
    act(client, "new-people")
    act(client, "people")
    assert not people()["Bela Nova"].is_unverified


def test_what_the_columns_mean_is_remembered_and_can_be_changed(client: PageClient, cast: Cast) -> None:
    headings = ["Beneficiário", "Nasc.", "Tel. 1", "Tel. 2"]
    line: Row = ["Bela Nova", "1984", "912345678", "x"]
    columns = send(client, cast, [line], headings)
    assert columns.form(columns.response.request.path)["name"] == ""
    look(client, columns, name="Beneficiário", born="Nasc.", contact=["Tel. 1"])
    assert rows()[0].finding == "new"
    again = send(client, cast, [line], headings)
    form = again.form(again.response.request.path)
    assert (form["name"], form["born"]) == ("Beneficiário", "Nasc.")


def test_a_name_must_stand_somewhere_and_no_column_means_two_things(client: PageClient, cast: Cast) -> None:
    columns = send(client, cast, [["a", "b"]], ["Coisa", "Outra"])
    action = columns.response.request.path
    client.post(action, columns.form(action), status=422)
    client.post(action, {**columns.form(action), "name": "Coisa", "born": "Coisa"}, status=422)


def test_decisions_can_be_left_and_gone_on_with_by_a_colleague(
    client: PageClient, cast: Cast, client_for: ClientFor
) -> None:
    person(cast, "Rosa Verdade")
    look(client, send(client, cast, [["Rosa Verdadi", "", "", "", "", "", ""]]))
    (row,) = rows()
    other = client_for(cast.facilitator)
    act(other, "decisions", **{"who-2": "new", "was-2": ""})
    page = act(client, "decisions", **{"who-2": "skip", "was-2": ""})
    assert rows()[0].decision == "new", "who came second has not read what the first decided"
    assert "2" in page.text
    assert row.finding in {"unsure", "same"}


def test_a_workbook_of_libreoffice_and_of_excel_is_read(client: PageClient, cast: Cast) -> None:
    data = xlsx_file([Sheet("a", ["Nome próprio", "Apelido", "Ano"], [["Bela", "Nova", 1984]])])
    look(client, send(client, cast, [], data=data, name="lista.xlsx"))
    act(client, "people")
    assert people()["Bela Nova"].birth_year == 1984


def test_all_that_is_wrong_with_a_row_stands_in_the_result(client: PageClient, cast: Cast) -> None:
    lines: list[Row] = [["Bela Nova", "ontem", "5,89E+08", "Nenhures", "", "", "ligar tarde"]]
    look(client, send(client, cast, lines))
    file = client.browser.get(f"/outreach/lists/result.csv?list={the_list().id}")
    line = file.get_data().decode("utf-8-sig").splitlines()[1]
    assert "ligar tarde" in line, "the row comes back as it was"
    for heading in ("Contacto", "Freguesia"):
        assert f"“{heading}”" in line
    assert client.browser.get("/outreach/lists/result.csv?list=x").status_code == 404


def test_what_stood_in_a_list_is_forgotten_and_who_came_by_it_is_known(
    client: PageClient, cast: Cast
) -> None:
    look(
        client, send(client, cast, [["Bela Nova", "1984", "", "", "", "", ""], ["", "1", "", "", "", "", ""]])
    )
    act(client, "people")
    with clock.frozen_at(clock.now() + kept_for() + timedelta(days=1)), writing():
        forget_rows(True)
    (row,) = rows()
    assert (row.cells, row.participant_id) == ("", people()["Bela Nova"].id)
    assert client.get(f"/outreach/lists/{the_list().id}?show=done").text


def test_a_list_that_waits_is_named_among_what_is_to_be_done(client: PageClient, cast: Cast) -> None:
    assert not client.get("/").soup.select("a[href='/outreach/lists']")
    columns = send(client, cast, [["Bela Nova", "1984", "", "", "", "", ""]])
    assert client.get("/").soup.select("a[href='/outreach/lists']")
    look(client, columns)
    act(client, "people")
    assert not client.get("/").soup.select("a[href='/outreach/lists']")


def test_of_a_long_list_some_rows_at_a_time_are_in_memory(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "WRITTEN_AT_ONCE", 50)
    with making():
        staff = clerk(cast.here, cast.colleague.id)
        make_list(staff, cast.town_hall, [[f"Pessoa {n}", "", "", "", "", ""] for n in range(400)])
        gc.collect()
        assert sum(isinstance(each, ListRow) for each in db.session.identity_map.values()) <= 50
    assert count(ListRow) == 400


def test_a_list_put_away_leaves_nothing(client: PageClient, cast: Cast) -> None:
    look(client, send(client, cast, [["Bela Nova", "1984", "", "", "", "", ""]]))
    act(client, "putting-away")
    assert (count(ListRow), the_list().state) == (0, "dropped")
    assert not called("Bela Nova")


def test_who_registers_elsewhere_knows_of_no_list(
    client: PageClient, cast: Cast, client_for: ClientFor
) -> None:
    send(client, cast, [["Bela Nova", "1984", "", "", "", "", ""]])
    client_for(cast.stranger).get(f"/outreach/lists/{the_list().id}", status=404)
    assert count(PartnerList) == 1
