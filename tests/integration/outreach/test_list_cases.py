"""Lists as partners write them: whatever program wrote them, whoever stands in them, however they call it."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import inspect, select

from app.core import i18n
from app.core.db import db, new_id
from app.core.exports import csv_file
from app.core.reading import Reading
from app.core.sheets import SheetRow, Value, read_rows
from app.core.unit_of_work import writing
from app.outreach.lists import fields
from app.outreach.lists.models import ListRow
from app.people.facts.models import Fact
from app.people.models import ContactPoint, Participant, ParticipantWord, SupportTeamMember
from app.people.operations.contacts import add_contact
from app.people.operations.listed import Newcomer, create_listed
from app.people.operations.records import create_participant
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_lists import bring_in, look_through, make_list


def read(cast: Cast, headings: Sequence[str], *lines: Sequence[Value]) -> Reading:
    sheet = [SheetRow(at, dict(zip(headings, line, strict=True))) for at, line in enumerate(lines, 2)]
    return fields.read(sheet, fields.columns(cast.here), fields.proposed(headings, {}))


@pytest.mark.parametrize(
    ("headings", "line", "said"),
    [
        (("NOME COMPLETO", "Data nasc."), ("Rui Sá", "12-03-1961"), {"name": "Rui Sá", "born": "1961-03-12"}),
        (("Apelidos", "Nome próprio"), ("Sá Pinto", "Rui"), {"name": "Rui Sá Pinto"}),
        (("Name", "Birth year"), ("Rui Sá", 1961), {"name": "Rui Sá", "born": "1961"}),
        (("Nome", "Nascimento"), ("Rui Sá", date(1961, 3, 12)), {"name": "Rui Sá", "born": "1961-03-12"}),
        (("Nome", "Língua"), ("Olena", "Ucraniano"), {"name": "Olena", "language": "uk"}),
        (("Nome", "Idioma"), ("Olena", "uk"), {"name": "Olena", "language": "uk"}),
        (
            ("Nome", "Telemóvel", "Telefone", "E-mail"),
            ("Rui Sá", "912345678", 223456789, "rui@example.org"),
            {"name": "Rui Sá", "contact": "223456789; 912345678; rui@example.org"},
        ),
    ],
)
def test_headings_and_values_are_known_however_they_are_written(
    cast: Cast, headings: Sequence[str], line: Sequence[Value], said: dict[str, str]
) -> None:
    (row,) = read(cast, headings, line).good
    assert {name: value for name, value in row.values.items() if value} == said


def test_a_name_whose_accents_stand_apart_is_the_same_name(cast: Cast) -> None:
    name = "João da Conceição"
    data = csv_file(["Nome"], [[unicodedata.normalize("NFD", name)]])
    (row,) = read_rows(data, "a.csv", limit=1)
    assert row.cells["Nome"] == name


@pytest.mark.parametrize(
    "name", ["प्रकाश थापा", "কৃষ্ণ দাস", "李小龙", "Ana 🙂", "محمد (Mohamed) العلي", "فاطمة الزهراء"]
)
def test_a_name_in_any_script_comes_in_as_it_is(cast: Cast, name: str) -> None:
    with making():
        staff = clerk(cast.here, cast.colleague.id)
        made = make_list(staff, cast.town_hall, [[name, "", "", "", "", ""]])
        look_through(staff, made)
        bring_in(staff, made)
    row = db.session.scalars(select(ListRow).where(ListRow.list_id == made.id)).one()
    assert row.participant_id
    assert db.session.get_one(Participant, row.participant_id).name == name


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("فاطمة الزهراء", "Fatima Zahra"),
        ("Maria Castelo-Branco", "Maria Castelobranco"),
        ("João Victor Egypto", "João Vítor Egito"),
        ("Sukhwinder Singh", "ਸੁਖਵਿੰਦਰ ਸਿੰਘ"),
    ],
)
def test_who_is_known_under_another_spelling_is_proposed(cast: Cast, known: str, typed: str) -> None:
    with making():
        staff = clerk(cast.here, cast.colleague.id)
        there = create_participant(staff, participant_id=new_id(), municipality_id=cast.here, name=known)
        made = make_list(staff, cast.town_hall, [[typed, "", "", "", "", ""]])
        look_through(staff, made)
    row = db.session.scalars(select(ListRow).where(ListRow.list_id == made.id)).one()
    assert row.finding in {"same", "unsure"}
    assert str(there.id) in {each[0] for each in row.likely}


def test_either_of_two_numbers_finds_the_person(cast: Cast) -> None:
    with making():
        staff = clerk(cast.here, cast.colleague.id)
        there = create_participant(staff, participant_id=new_id(), municipality_id=cast.here, name="Rui Sá")
        add_contact(staff, contact_id=new_id(), participant=there, value="912 345 678 / 934 567 890")
        made = make_list(staff, cast.town_hall, [["Rui de Sá", "", "+351 (0) 934567890", "", "", ""]])
        look_through(staff, made)
    row = db.session.scalars(select(ListRow).where(ListRow.list_id == made.id)).one()
    assert (row.finding, row.participant_id) == ("same", there.id)


def test_a_number_that_a_spreadsheet_has_shortened_keeps_the_row_out(cast: Cast) -> None:
    reading = read(cast, ("Nome", "Telefone"), ("Rui Sá", "5,89E+08"), ("", ""), ("Ana", "912345678"))
    assert [each.number for each in reading.good] == [4]
    assert [(each.number, each.has_entered) for each in reading.broken] == [(2, False), (3, False)]


def test_a_cell_that_cannot_be_read_and_does_not_matter_lets_the_row_in(cast: Cast) -> None:
    reading = read(cast, ("Nome", "Freguesia", "Língua"), ("Rui Sá", "Nenhures", "klingon da serra"))
    assert [each.values["name"] for each in reading.good] == ["Rui Sá"]
    assert [len(each.faults) for each in reading.broken] == [2], "all that is wrong with it at once"


def test_what_was_remembered_of_a_field_that_is_gone_is_left_aside() -> None:
    found = fields.proposed(["Nome", "Idade"], {"shoe_size": ["Idade"], "name": ["NOME"]})
    assert found == {"name": ["Nome"]}


def test_what_was_remembered_counts_before_what_a_heading_says() -> None:
    found = fields.proposed(["Nome", "Beneficiário"], {"name": ["Beneficiário"]})
    assert found["name"] == ["Beneficiário"]


def test_people_of_a_list_become_what_they_would_become_one_by_one(cast: Cast) -> None:
    staff = clerk(cast.here, cast.colleague.id)
    who: Any = {"name": "Maria João de Sá", "born": "1961-03-12", "language": "uk", "parish_id": cast.parish}
    with writing(), i18n.speaking("pt"):
        one = create_participant(staff, participant_id=new_id(), municipality_id=cast.here, **who)
        add_contact(staff, contact_id=new_id(), participant=one, value="912 345 678 / 934 567 890")
        other = Newcomer(
            participant_id=new_id(), contact="912 345 678 / 934 567 890", is_verified=True, **who
        )
        (two,) = create_listed(staff, municipality_id=cast.here, newcomers=[other])
    assert everything_of(one) == everything_of(two)


def everything_of(person: Participant) -> dict[str, object]:
    columns = {each.key for each in Participant.__table__.columns} - {
        "id",
        "created_at",
        "note",
        "note_encrypted",
    }
    record = {name: getattr(person, name) for name in columns}
    theirs: dict[Any, tuple[str, ...]] = {
        Fact: ("kind", "key", "value", "since", "begins_on", "source", "noted_by"),
        ContactPoint: ("kind", "value", "key"),
        ParticipantWord: ("position", "word", "sound"),
        SupportTeamMember: ("staff_id",),
    }
    return record | {
        model.__tablename__: sorted(
            repr([getattr(row, name) for name in names])
            for row in db.session.scalars(select(model).where(model.participant_id == person.id))
        )
        for model, names in theirs.items()
    }


LARGE = ("participant_word", "participant_name_pair", "support_team_member", "fact")


@pytest.mark.parametrize("table", LARGE)
def test_to_erase_one_person_is_not_to_look_through_everybody(cast: Cast, table: str) -> None:
    """SQLite keeps no figures of its tables: of two indexes it takes the one that answers more of a key."""
    columns = [each["column_names"][:2] for each in inspect(db.engine).get_indexes(table)]
    assert ["participant_id", "municipality_id"] in columns
