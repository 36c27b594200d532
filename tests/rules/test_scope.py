"""Rules of the data: every row in its municipality, every column judged."""

from sqlalchemy import ForeignKeyConstraint, Table

from app.core.db import Base
from app.core.privacy import privacy_of
from app.factory import create_app

LOADED = create_app  # importing the factory loads every model

SHARED = {
    "audit_entry",  # acts of the system belong to no municipality; those that do carry it
    "audit_seal",
    "catalogue_version",
    "competence",
    "competence_context",
    "competence_text",
    "job",
    "label_word",
    "municipality",
    "organisation",  # one partner serves several municipalities
    "request_key",
    "staff",  # memberships say where somebody works
    "staff_session",
    "try_count",
}
MARKS = {"key", "plain", "identity", "contact", "capability", "own words", "circumstance", "secret"}


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
        if privacy_of(column) not in MARKS
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
        if name in table.c and privacy_of(table.c[name]) != mark
    ]
    assert not wrong
