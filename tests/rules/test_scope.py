"""Rules of the data: every row in its municipality, every column judged."""

from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Table

from app.core.db import Base
from app.factory import create_app

LOADED = create_app  # importing the factory loads every model

SHARED = {
    "audit_entry",  # acts of the system belong to no municipality; those that do carry it
    "audit_seal",
    "audit_waiting",
    "authenticator_app",  # somebody's own, wherever they work
    "backup_mark",  # of the whole database
    "catalogue_version",
    "competence",
    "competence_context",
    "competence_text",
    "job",
    "key_use",
    "label_word",
    "municipality",
    "organisation",  # one partner serves several municipalities
    "passkey",
    "provider_identity",
    "recovery_code",
    "request_key",
    "staff",  # memberships say where somebody works
    "staff_session",
    "try_count",
}
MARKS = {"plain", "identity", "contact", "capability", "own words", "circumstance", "secret"}


def _mark_of(column: Column[Any]) -> str | None:
    """What a column says about a person (app/core/privacy.py); None when nobody decided."""
    mark = column.info.get("privacy")
    return str(mark) if mark else None


def _scoped_tables() -> list[Table]:
    return [table for name, table in Base.metadata.tables.items() if name not in SHARED]


def test_every_operational_table_carries_its_municipality() -> None:
    without = [
        t.name for t in _scoped_tables() if "municipality_id" not in t.c or t.c.municipality_id.nullable
    ]
    assert not without
    assert set(Base.metadata.tables) >= SHARED, "a shared table that no longer exists"


def test_children_are_tied_to_parents_of_the_same_municipality() -> None:
    scoped = {table.name for table in _scoped_tables()}
    loose = [
        f"{table.name}.{constraint.column_keys[0]}"
        for table in _scoped_tables()
        for constraint in table.constraints
        if isinstance(constraint, ForeignKeyConstraint)
        and constraint.referred_table.name in scoped
        and "municipality_id" not in constraint.column_keys
    ]
    assert not loose, "a child could point into another municipality"


def test_every_column_says_what_it_tells_about_a_person() -> None:
    unclassified = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if not (column.primary_key or column.foreign_keys) and _mark_of(column) not in MARKS
    ]
    assert not unclassified


def test_what_is_copied_from_a_person_says_as_much_as_there() -> None:
    wanted = {"name": "identity", "language": "circumstance", "words": "own words", "summary": "own words"}
    about_people = [
        table
        for table in _scoped_tables()
        if {"participant_id", "inventory_id", "summary"} & set(table.c.keys())
    ]
    wrong = [
        f"{table.name}.{name}"
        for table in about_people
        for name, mark in wanted.items()
        if name in table.c and _mark_of(table.c[name]) != mark
    ]
    assert not wrong


ENDS = {"ended_at", "withdrawn_at", "revoked_at", "retired_at", "used_at", "state"}
MANY = {
    "agenda_item": "two items of an agenda may have the same words",
    "attendance": "one for a session and an enrolment, whatever its state",
    "authenticator_app": "one for a person, whether it was used or not",
    "body_rule": "of two that hold since one day the one written last counts",
    "certificate": "a paper is issued again for whoever lost it; a series issues its own under its lock",
    "competence": "its key is its own for good",
    "contact_note": "somebody may be met twice a day; the note written last holds the appointment",
    "dissent": "somebody may say two things against a decision",
    "drop_in_slot": "two of a partner may attend at one time",
    "fact": "of two that contradict each other the later word holds (people/facts/held.py)",
    "grant_request": "one may ask again for the same; of its payments each reference is paid once",
    "initiative": "two initiatives may have one title",
    "idea": "somebody may say two things; the same that waits is found under the list's lock",
    "inventory": "a person may make several lists",
    "inventory_entry": "one for a list and a competence, whatever its state; own words under the list's lock",
    "invitee": "two people of one organisation may be invited",
    "invitation": "a second letter does no harm: of the role it gives there is one",
    "job": "each piece of work is its own",
    "learning_circle": "nobody stands in two: those who are put into one are locked",
    "library_item": "two copies of one book may be entered apart",
    "meeting": "a body may meet twice in a day",
    "minutes_correction": "minutes may be corrected as often as there is something wrong",
    "opportunity": "two needs may have one title; those that are one are merged",
    "outreach_list": "an organisation may send two lists in a day",
    "partner_link": "who lost one may be sent another; each is its own for good",
    "outreach_record": "each is known by its own id; of registrations one has the slip",
    "outreach_device": "two tablets may have one name",
    "party_contact": "an organisation may name several people",
    "party_contribution": "somebody may offer two rooms",
    "notice": "a terminal's call hangs on its visit, of which there is one",
    "offer": "two places of one employer; what is imported is known by its source",
    "passkey": "somebody may have several; each is its own for good, used or not",
    "place": "two rooms may have one name",
    "protocol": "two agreements of the same parties may run at once",
    "publication": "two leaflets may have one title",
    "recovery_code": "ten at a time; each is its own",
    "resolution": "under one item several things may be decided",
    "service": "two of one name; what is imported is known by its source",
    "session": "a series may meet twice in a day",
    "staff_session": "somebody is signed in at several browsers",
    "task": "somebody may ask for the same list twice",
    "terminal": "two devices may stand in one place",
    "workshop": "two series may have one title",
    "team": "several are proposed of one search, and each is another one",
    "team_place": "one for a team and a person, whatever its state",
}
"""What may be there twice although rows of it end, and why that is right."""


def test_whatever_ends_says_of_what_there_is_one_meanwhile() -> None:
    """Two people, or one who taps twice, write the same at once: only an index keeps one of it."""
    ending = {name for name, table in Base.metadata.tables.items() if ENDS & set(table.c.keys())}
    kept_single = {
        name
        for name, table in Base.metadata.tables.items()
        if any(index.unique and "where" in index.info for index in table.indexes)
    }
    assert ending - kept_single == set(MANY)
