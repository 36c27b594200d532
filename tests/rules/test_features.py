"""What features declare: nothing twice, every table that leads to a person; and where else they are named."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, MetaData, Table, Uuid

from app.core.config import ROOT
from app.core.db import Base
from app.core.feature import NOT_YET, DeclaredTwice, Feature, MenuEntry, PersonTable, With, Words, init_app
from app.core.images import KNOWN
from app.factory import FEATURES
from app.people.merging import images
from app.people.merging.rules import Rule, rules

TOUCHED = {
    "app/accounts/roles.py": "which roles hold its permission",
    "app/core/permission.py": "the name of its permission",
    "app/dev/demo/__init__.py": "when its demo rows are written",
    "app/factory.py": "its floor in the list of features",
    "pyproject.toml": "its floor and the order of its rooms",
    "tests/rules/access.txt": "its addresses, and who may call them",
}
"""All that a new feature edits beside its own files and the catalogues of words."""
BESIDE = ("app/dev/demo/", "app/dev/bench/", "app/kiosk/")
"""What is written for single features, and the kiosk, which calls them."""


def naming(feature: str, allowed: tuple[str, ...]) -> list[str]:
    """The files of the product that import from a feature or lead to its pages, elsewhere than allowed."""
    named = re.compile(rf"\bapp\.{feature}\b|url_for\(.{feature}\.")
    files = [path for kind in ("py", "html") for path in (ROOT / "app").rglob(f"*.{kind}")]
    found = [str(path.relative_to(ROOT)) for path in files if named.search(path.read_text("utf-8"))]
    return [path for path in found if not path.startswith(allowed)]


def test_the_house_names_a_feature_in_six_files_at_most() -> None:
    assert len(TOUCHED) <= 6
    assert all((ROOT / path).exists() for path in TOUCHED)
    names = [feature.name for feature in FEATURES]
    later = names[names.index("skills") + 1 : names.index("kiosk")]
    for at, name in enumerate(later):
        homes = tuple(f"app/{each}/" for each in later[at:])
        assert not naming(name, (*homes, *BESIDE, *TOUCHED)), "let the feature declare it"


def declared_tables() -> dict[str, PersonTable]:
    found = [each for feature in FEATURES for each in feature.contributions if isinstance(each, PersonTable)]
    tables = {each.model.__tablename__: each for each in found}
    assert len(tables) == len(found), "a table is declared twice"
    return tables


def parents(table: Table) -> set[str]:
    """The tables whose rows a row of this one hangs on."""
    return {
        constraint.referred_table.name
        for constraint in table.constraints
        if isinstance(constraint, ForeignKeyConstraint)
    }


def leading_to_people(metadata: MetaData = Base.metadata) -> set[str]:
    """The table of participants, and all that hang on it, however far below."""
    found, before = {"participant"}, set[str]()
    while found != before:
        before = set(found)
        found |= {name for name, table in metadata.tables.items() if parents(table) & found}
    return found


def test_every_table_with_a_way_to_a_person_says_what_their_rights_mean_in_it() -> None:
    assert set(declared_tables()) == leading_to_people()


def uncovered(tables: dict[str, PersonTable], leading: set[str]) -> list[str]:
    """Tables in which nobody would be erased, or left alone."""
    unbuilt = [name for name, each in tables.items() if NOT_YET in {each.erasing, each.restricting}]
    return sorted(leading - set(tables)) + unbuilt


def test_in_every_table_people_can_be_erased_and_left_alone() -> None:
    assert not uncovered(declared_tables(), leading_to_people())


def test_a_table_that_somebody_forgot_is_found() -> None:
    metadata, tables = MetaData(), declared_tables()
    participant = Table("participant", metadata, Column("id", Uuid(), primary_key=True))
    Table("loan", metadata, Column("participant_id", ForeignKey(participant.c.id)))
    assert uncovered(tables, leading_to_people(metadata) | set(tables)) == ["loan"]
    half = replace(tables["fact"], erasing=NOT_YET)
    assert uncovered(tables | {"fact": half}, set(tables)) == ["fact"]


def test_what_goes_with_another_row_hangs_on_it() -> None:
    tables = declared_tables()
    loose = [
        (name, meaning.table)
        for name, each in tables.items()
        for meaning in (each.merging, each.exporting, each.erasing, each.restricting, each.sealing)
        if isinstance(meaning, With)
        and (meaning.table not in parents(Base.metadata.tables[name]) or meaning.table not in tables)
    ]
    assert not loose


def test_two_features_cannot_give_templates_the_same_word() -> None:
    def weekday(_day: object) -> str:
        return ""

    features = [
        Feature("earlier", Words({"weekday": weekday})),
        Feature("later", Words({"weekday": weekday})),
    ]
    with pytest.raises(DeclaredTwice, match="later: weekday"):
        init_app(Flask("two"), features)


def test_no_two_entries_of_the_menu_want_the_same_position() -> None:
    found = [each for feature in FEATURES for each in feature.contributions if isinstance(each, MenuEntry)]
    assert len({each.position for each in found}) == len(found)


def end_of(name: str, tables: dict[str, PersonTable]) -> object:
    """What merging means for a row, or for the one that it hangs on in the end."""
    meaning = tables[name].merging
    return end_of(meaning.table, tables) if isinstance(meaning, With) else meaning


def test_merging_two_people_reaches_every_table_with_a_way_to_them() -> None:
    """By a rule of its own, said beforehand and done, or with a row that has one; undoing sees them all."""
    tables = declared_tables()
    assert all(isinstance(end_of(name, tables), Rule) for name in tables)
    own = {name: each.merging for name, each in tables.items() if isinstance(each.merging, Rule)}
    assert own == rules, "a rule is declared for the table it is about"
    assert {each.name for each in images.tables()} == leading_to_people() - {images.OWN}


def test_what_is_kept_to_undo_a_merge_can_be_read_back() -> None:
    """A column of a type yet unknown would come back as something else."""
    types = {column.type.python_type for table in images.tables() for column in table.columns}
    assert types <= KNOWN


def test_a_table_that_nobody_thought_of_is_found() -> None:
    """Planted: a feature keeps rows of people, and says nothing of them."""
    columns = Column("id", Uuid, primary_key=True), Column("whose", Uuid), Column("municipality_id", Uuid)
    to_a_person = ForeignKeyConstraint(["whose"], ["participant.id"])
    planted = Table("planted", Base.metadata, *columns, to_a_person)
    try:
        assert leading_to_people() - set(declared_tables()) == {"planted"}
        assert planted in images.tables()
    finally:
        Base.metadata.remove(planted)
