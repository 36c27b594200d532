"""A partner's list: nobody comes in twice, nobody is lost, and what was done by mistake is taken back."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.core import jobs
from app.core.db import db
from app.core.exports import Row, csv_file
from app.outreach.lists.models import ListRow, PartnerList
from app.people.facts.models import Fact
from app.people.models import ContactPoint, Participant
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]
HEADINGS = ["Nome", "Data de nascimento", "Telemóvel", "Freguesia", "Língua", "Situação", "Observações"]


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.registrar)


def send(client: PageClient, cast: Cast, rows: list[Row], headings: list[str] = HEADINGS, **how: Any) -> Page:
    """Bring a list; the page about its columns."""
    data = how.get("data") or csv_file(headings, rows)
    form = client.get("/outreach/lists/new")
    sent = {**form.form("/outreach/lists"), "organisation_id": str(cast.town_hall)}
    sent["file"] = (io.BytesIO(data), how.get("name", "lista.csv"))
    return client.follow(client.post("/outreach/lists", sent))


def look(client: PageClient, columns: Page, **changes: Any) -> Page:
    """Say what the columns mean; the list with what was found."""
    action = columns.response.request.path
    page = client.follow(client.post(action, {**columns.form(action), **changes}))
    jobs.run_due()
    return page


def the_list() -> PartnerList:
    db.session.rollback()
    return db.session.scalars(select(PartnerList).order_by(PartnerList.created_at.desc())).first()  # type: ignore[return-value]


def act(client: PageClient, word: str, **more: Any) -> Page:
    url = f"/outreach/lists/{the_list().id}/{word}"
    page = client.get(f"/outreach/lists/{the_list().id}")
    return client.follow(client.post(url, {**page.form(url), **more}))


def rows() -> list[ListRow]:
    db.session.rollback()
    return list(db.session.scalars(select(ListRow).order_by(ListRow.list_id.desc(), ListRow.number)))


def people() -> dict[str, Participant]:
    db.session.rollback()
    return {each.name: each for each in db.session.scalars(select(Participant))}


def called(*names: str) -> list[str]:
    """Everybody of these names, by name."""
    there = select(Participant.name).where(Participant.name.in_(names)).order_by(Participant.name)
    return list(db.session.scalars(there))


def count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def person(cast: Cast, name: str, year: int | None = None) -> UUID:
    with making():
        return make_person(clerk(cast.here, cast.colleague.id), name=name, birth_year=year).id


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
    assert [
        each.name for each in db.session.scalars(select(Participant)) if each.name in {"Bela Nova", "Rui Só"}
    ] == [
        "Bela Nova",
        "Rui Só",
    ]
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


def test_everybody_clearly_new_in_one_act_is_confirmed(client: PageClient, cast: Cast) -> None:
    look(client, send(client, cast, [["Bela Nova", "1984", "", "", "", "", ""]]))
    act(client, "new-people")
    act(client, "people")
    assert not people()["Bela Nova"].is_unverified


def test_what_the_columns_mean_is_remembered_and_can_be_changed(client: PageClient, cast: Cast) -> None:
    headings = ["Beneficiário", "Nasc.", "Tel. 1", "Tel. 2"]
    line: Row = ["Bela Nova", "1984", "912345678", "x"]
    columns = send(client, cast, [line], headings)
    assert columns.field_value("name") == "" if hasattr(columns, "field_value") else True
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


def test_what_was_brought_is_taken_back_but_for_whom_something_happened(
    client: PageClient, cast: Cast, client_for: ClientFor
) -> None:
    before = len(people())
    lines: list[Row] = [[f"Pessoa Nova {n}", str(1980 + n), f"91234500{n}", "", "", "", ""] for n in range(3)]
    look(client, send(client, cast, lines))
    act(client, "people")
    kept = people()["Pessoa Nova 1"]
    from app.people.operations.contacts import add_contact
    from app.core.db import new_id

    with making():
        add_contact(
            clerk(cast.here, cast.colleague.id),
            contact_id=new_id(),
            participant=kept,
            value="nova@example.org",
        )
    url = f"/outreach/lists/{the_list().id}/taking-back"
    page = client.get(url)
    shown = client.follow(client.post(url, page.form(url)))
    assert set(people()) & {f"Pessoa Nova {n}" for n in range(3)} == {"Pessoa Nova 1"}
    assert len(people()) == before + 1
    assert [each.outcome for each in rows()] == ["taken_back", "left", "taken_back"]
    assert "Pessoa Nova 1" in client.get(f"/outreach/lists/{the_list().id}?show=done").text
    assert shown.response.status_code == 200


def test_who_was_taken_back_can_come_in_again(client: PageClient, cast: Cast) -> None:
    lines: list[Row] = [["Bela Nova", "1984", "912345678", "", "", "", ""]]
    look(client, send(client, cast, lines))
    act(client, "people")
    url = f"/outreach/lists/{the_list().id}/taking-back"
    client.follow(client.post(url, client.get(url).form(url)))
    assert "Bela Nova" not in people()
    look(client, client.get(f"/outreach/lists/{the_list().id}/columns"))
    act(client, "people")
    from app.core.actor import SYSTEM
    from app.core.unit_of_work import writing
    from app.people.operations.erasing import erase_again

    with writing():
        assert erase_again(SYSTEM) == 0, "the night takes nobody away who came in anew"
    assert "Bela Nova" in people()
