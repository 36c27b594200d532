"""What a person gets of their data: of every table, every column, in words of every language."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import Column, String

from app.core import i18n
from app.core.db import db, new_id
from app.core.dossier import Raw, Section
from app.core.feature import NOT_YET, PersonTable, With
from app.core.privacy import OWN_WORDS, SECRET
from app.office.dossier import collecting
from app.office.dossier.archive import SCHEMA, as_json
from app.people.households.models import Household
from app.people.models import Participant
from tests.cast import Cast
from tests.factories.everything import columns_of, everything, person_tables
from tests.factories.one_of_each import clerk, making, one_of_each

VERSIONED = (
    "enrolment",
    "hosted_activity",
    "initiative_entry",
    "initiative_member",
    "initiative_provider",
    "initiative_terms",
    "inventory",
    "outreach_record",
    "participant",
    "project_sheet",
)
LEFT_OUT = {
    **{f"{table}.version": "counts changes" for table in VERSIONED},
    "circle_place.position": "only orders those of a circle",
    "enrolment.written_job": "which message it was: the way and the hour are told",
    "initiative_entry.file_id": "only a document has one, and that is nobody's task",
    **dict.fromkeys(
        (f"initiative_terms.{name}" for name in ("begins_on", "ends_on", "hours", "insurance", "tutor")),
        "of the initiative as a whole, not of who invoices for it",
    ),
    "initiative_terms.host_id": "where an initiative works, of whichever kind has a host",
    "initiative_terms.invoicer_id": "an organisation that invoices in the place of a person",
    "inventory.pictures": "half of a code that opens the list",
    "outreach_list_row.again": "how often the same stood before in the list",
    "outreach_list_row.decision": "what came of it is told",
    "outreach_list_row.faults": "which cells could not be read: the cells are told",
    "outreach_list_row.finding": "what came of it is told",
    "outreach_list_row.key": "a hash of the name, birth and contact",
    "outreach_list_row.likely": "names other people",
    "participant_merge.gone_id": "leads to no record, and to somebody else's once the merge is undone",
    "outreach_record.box": "sealed, and empty once it is opened",
    "outreach_record.carried": "the key of the box",
    "outreach_record.content_encrypted": "told answer by answer (`said`)",
    "outreach_record.digest": "of the box, to know it again",
    "outreach_record.pack_id": "which preparation of a device it was: who prepared it is told",
    "outreach_record.same_as": "which other record says the same",
    "participant.sort_key": "the name once more, for sorting",
    "participant.verified_with": "holds together who was confirmed in one act: when and by whom is told",
    "participant_word.sound": "the name once more, for the search",
    "participant_word.word": "the name once more, for the search",
    "reminder.job_id": "which message it was: the way and the hour are told",
    "team_place.message_id": "which message it was: when they were invited is told",
    "team_place.position": "in which order a page shows the people of a team",
}
"""Columns that a person does not get, each with its reason."""
NOT_TOLD = {
    "circle_id",
    "id",
    "municipality_id",
    "participant_id",
    "inventory_id",
    "enrolment_id",
    "member_id",
    "invoicing_member_id",
    "sheet_id",
    "visit_id",
    "kept_id",
}
"""Keys that only hold rows together; of `notice_id` nothing is about a person."""
TOLD_BY_MORE = {
    "certificate.workshop_id",
    "certificate.session_id",
    "hosted_activity.title",
    "hosted_booking.belongs_to",
    "hosted_booking.hosted_id",
    "hosted_booking.reverses_id",
    "circle_place.competence_id",
    "household_member.household_id",
    "outreach_list_row.cells_encrypted",
    "outreach_list_row.list_id",
    "removed_entry.kept",
    "team_place.covers",
    "visit.notice_id",
}
"""What a certificate is of stands on it, in its own words; a line taken out of a list is told as a line, a
booking with the name of its account, and what somebody would bring in words.
"""
SILENT = {
    "likely_pair",
    "not_same",
    "participant_merge_snapshot",
    "participant_name_pair",
    "participant_word",
    "visit_enrolment",
}
"""Tables without a row of a person's own. Pairs of records are about somebody else as well: that one was
said not to be the other, by whom and when, is told as an act, without the other. What it takes to undo a
merge is how rows stood that are told where they stand now, and is forgotten after some days.
"""
Given = Mapping[str, Any]


@pytest.fixture
def ids(cast: Cast) -> dict[str, UUID]:
    made = one_of_each(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    wanted = {"workshop_id": "workshop_id", "session_id": "workshop_session_id", "terminal_id": "terminal_id"}
    found = {name: UUID(made[known]) for name, known in wanted.items()}
    return found | {
        "initiative_id": UUID(made["initiative_id"]),
        **dict.fromkeys(("recipient_id", "invoicer_id", "host_id"), UUID(made["organisation_id"])),
        "circle_id": UUID(made["circle_id"]),
        "notice_id": UUID(made["notice_id"]),
        "list_id": UUID(made["partner_list_id"]),
        "parish_id": cast.parish,
        "staff_id": cast.colleague.id,
        "next_with": cast.colleague.id,
        "household_id": household(cast.here),
        "other_id": UUID(made["participant_id"]),
        "team_id": UUID(made["team_id"]),
        "search_id": UUID(made["team_search_id"]),
    }


def household(municipality_id: UUID) -> UUID:
    with making():
        made = Household(id=new_id(), municipality_id=municipality_id)
        db.session.add(made)
        db.session.flush()
        return made.id


@pytest.fixture
def rows(cast: Cast, ids: dict[str, UUID]) -> dict[str, Any]:
    made = everything(clerk(cast.here, cast.colleague.id), ids)
    with making():
        made["national_identifier"].removed_at = None  # of one that was removed the digits are not told
    return made


def unsaid(table: str, columns: Mapping[str, Column[Any]], given: Given) -> Iterator[str]:
    """The columns, by what the model calls them, of which a person would not get what stands in them."""
    for name, column in columns.items():
        place, is_key = f"{table}.{column.name}", not column.info
        if column.info == SECRET or place in {*LEFT_OUT, *TOLD_BY_MORE} or (is_key and name in NOT_TOLD):
            continue
        if name not in given and name.removesuffix("_id") not in given:
            yield place


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def exported(person: Participant) -> Iterator[tuple[PersonTable, Section]]:
    for each in person_tables():
        if callable(each.exporting):
            yield each, each.exporting(person)


def test_every_table_says_what_a_person_gets_of_it() -> None:
    assert not [each.model.__tablename__ for each in person_tables() if each.exporting == NOT_YET]
    for each in person_tables():
        assert callable(each.exporting) or isinstance(each.exporting, With)


def test_a_person_gets_every_column_of_every_row(rows: dict[str, Any]) -> None:
    person = rows["participant"]
    lost: list[str] = []
    told = set()
    for each, section in exported(person):
        table = each.model.__tablename__
        assert section.rows, f"nothing of {table}"
        told.add(table)
        lost += unsaid(table, columns_of(each.model), section.rows[-1])
    assert not lost, "give it to the person, or name it in LEFT_OUT with a reason"
    silent = {each.model.__tablename__ for each in person_tables()} - told
    assert silent == SILENT


def test_what_they_get_is_what_is_kept(rows: dict[str, Any]) -> None:
    person = rows["participant"]
    data = as_json(collecting.collect(person), ["uk", "pt"], "https://example.org/schema")
    db.session.expire_all()
    for each, section in exported(person):
        row = rows[each.model.__tablename__]
        given = data["sections"][section.key]["rows"][-1]
        for name, column in columns_of(each.model).items():
            kept = getattr(row, name)
            if name in given and column.info and not isinstance(kept, UUID):
                assert given[name]["value"] == plain(kept), f"{section.key}.{name}"


def test_a_line_taken_out_of_a_list_is_told_as_one_that_stands_there(rows: dict[str, Any]) -> None:
    given = {section.key: section.rows[-1] for _table, section in exported(rows["participant"])}
    assert {*given["removed"]} == {*given["competences"], "removed_at", "removed_by"}
    assert given["removed"]["own_words"] == "Pão de milho"


def test_a_planted_column_is_missed() -> None:
    planted = {name: Column(name, String, info=OWN_WORDS) for name in ("name", "opinion")}
    assert list(unsaid("participant", planted, {"name": "Ana"})) == ["participant.opinion"]
    assert list(unsaid("loan", {"thing_id": Column("thing_id", String)}, {})) == ["loan.thing_id"]


def test_reasons_for_what_is_left_out_are_about_columns_that_there_are() -> None:
    tables = [each.model for each in person_tables()]
    there = {f"{table.__tablename__}.{each.name}" for table in tables for each in columns_of(table).values()}
    assert {*TOLD_BY_MORE, *LEFT_OUT} <= there


def test_the_json_is_as_its_published_schema_says(rows: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    data = as_json(collecting.collect(rows["participant"]), ["ar", "pt"], "https://example.org/schema")
    Draft202012Validator(schema).validate(data)
    described = schema["properties"]["sections"]["properties"]
    assert {*described} == {*data["sections"]}
    for key, section in data["sections"].items():
        items = described[key]["properties"]["rows"]["items"]
        names = {name for row in section["rows"] for name in row}
        assert not names - {*items["properties"]}, key
    data["sections"]["record"]["rows"][0]["opinion"] = {"value": "planted"}
    assert list(Draft202012Validator(schema).iter_errors(data))


def test_every_value_has_a_name_in_every_language(rows: dict[str, Any]) -> None:
    dossier = collecting.collect(rows["participant"])
    for section in dossier.sections:
        for name, cell in (pair for row in section.rows for pair in row.items()):
            if not isinstance(cell, Raw):
                for code in i18n.languages():
                    assert section.lexicon.field(section.key, name, code).lang == code
