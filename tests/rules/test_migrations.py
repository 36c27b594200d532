"""Migrations: they yield what the models say, keep what is there, and a failed one leaves the old state."""

import re
import shutil
from collections.abc import ItemsView, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import upgrade
from sqlalchemy import Index, MetaData, Table, func, insert, inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from app.core import migrations
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.config import ROOT
from app.core.db import Base, db, new_id
from app.core.health import is_migrated
from app.core.unit_of_work import reading
from app.core.verification import Finding, verify
from app.directory.index.models import DirectoryEntry, EntryCompetence
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.quality import missing
from app.factory import create_app
from tests.engines import Engine, disconnect, settings
from tests.releases import FOLDER, MIGRATIONS, Contents, Row, contents, fill

VERSIONS = ROOT / "migrations" / "versions"
RELEASES = sorted(FOLDER.glob("*.jsonl"))
BEFORE_INDEXES = "0006"
"""The last revision at which what still counts could stand twice."""


def test_migrations_are_numbered_one_after_the_other() -> None:
    names = sorted(path.stem for path in VERSIONS.glob("*.py"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", name) for name in names)


def test_the_migrated_database_is_what_the_models_say(app: Autonomus) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": migrations.is_ours}
        )
        assert not compare_metadata(context, Base.metadata)
    assert is_migrated()


@pytest.fixture
def installation(engine: Engine, tmp_path: Path) -> Iterator[None]:
    """An installation that has not been migrated yet."""
    with create_app(settings(engine.empty(), tmp_path)).app_context():
        yield
        disconnect()


@pytest.mark.parametrize("file", RELEASES, ids=lambda file: file.stem)
def test_a_database_of_a_release_keeps_what_it_holds(file: Path, installation: None) -> None:
    before = of_release(file)
    assert [name for name, rows in before.items() if not rows] == [], "a release has something in every table"
    upgrade(MIGRATIONS)
    assert is_migrated()
    assert lost(before) == []
    for mapper in Base.registry.mappers:
        db.session.scalars(select(mapper)).all()  # a word that the present release does not know fails here


def test_what_stood_twice_counts_once_and_what_stood_first_stays(installation: None) -> None:
    """Two requests could write the same at once; a database that holds such rows is upgraded all the same."""
    of_release(RELEASES[-1])
    upgrade(MIGRATIONS, revision=BEFORE_INDEXES)
    with db.engine.begin() as connection:
        wanted = {index: stand_twice(connection, index) for index in of_what_there_is_one(connection)}
    upgrade(MIGRATIONS)
    with db.engine.connect() as connection:
        left = {index: those_that_count(connection, index) for index in wanted}
    for index, kept in wanted.items():
        assert any(kept.items() <= row.items() for row in left[index]), index.name
    for index, rows in left.items():
        keys = [tuple(row[each.name] for each in index.columns) for row in rows]
        assert len(keys) == len(set(keys)), index.name


def of_what_there_is_one(connection: Connection) -> list[Index]:
    """Of the tables that there are: a later one has its index from the start."""
    there = [each for each in Base.metadata.sorted_tables if inspect(connection).has_table(each.name)]
    found = [index for table in there for index in table.indexes if index.unique]
    return [index for index in found if str(index.name).startswith("uq_")]


def those_that_count(connection: Connection, index: Index) -> list[Row]:
    assert index.table is not None
    table = Table(index.table.name, MetaData(), autoload_with=connection)
    known = [table.c[each.name].is_not(None) for each in index.columns]
    query = select(table).where(*known, text(index.info.get("where", "true")))
    return [dict(row) for row in connection.execute(query).mappings()]


def stand_twice(connection: Connection, index: Index) -> Row:
    """Write a row that counts a second and a third time; the one of them that is to stay."""
    assert index.table is not None
    table = Table(index.table.name, MetaData(), autoload_with=connection)
    first = next(iter(those_that_count(connection, index)), None) or _made_to_count(connection, table, index)
    copies = [{**first, **_distinct(first, number)} for number in (1, 2)]
    connection.execute(insert(table), copies)
    return copies[-1] if table.name == "terminal_session" else first


_number = count(1_000)


def _distinct(row: Row, number: int) -> dict[str, object]:
    """What a later row of the same content has of its own."""
    instant = next(name for name in ("created_at", "given_at") if name in row)
    own: dict[str, object] = {"id": _id_like(row["id"]), instant: row[instant] + timedelta(seconds=number)}
    own |= {name: f"{value}{number}" for name, value in row.items() if name.endswith("_hash") and value}
    return own | ({"queue_number": next(_number)} if "queue_number" in row else {})


def _id_like(example: object) -> object:
    return new_id().hex if isinstance(example, str) else new_id()


POINTS_AT = {"recipient_id": "organisation", "participant_id": "participant", "inventory_id": "inventory"}


def _made_to_count(connection: Connection, table: Table, index: Index) -> Row:
    """A release has no row of every kind: one is written that has what it lacks."""
    row = dict(connection.execute(select(table)).mappings().first() or {})
    lacking = {each.name for each in index.columns if row[each.name] is None}
    for name in lacking:
        source = Table(POINTS_AT[name], MetaData(), autoload_with=connection)
        here = [source.c.municipality_id == row["municipality_id"]] if "municipality_id" in source.c else []
        row[name] = connection.execute(select(source.c.id).where(*here).limit(1)).scalar_one()
    if lacking == {"participant_id"}:
        row["inventory_id"] = None
    elif lacking == {"inventory_id"}:
        row["participant_id"] = None
    row |= _distinct(row, 0)
    connection.execute(insert(table), row)
    return row


def test_what_a_migration_loses_is_noticed(installation: None, tmp_path: Path) -> None:
    before = of_release(RELEASES[-1])
    upgrade(with_another(tmp_path, "UPDATE participant SET note = ''", "DELETE FROM participant_group"))
    assert lost(before) == ["participant", "participant_group"]


def test_after_an_upgrade_nobody_is_led_to_services_or_to_offers_that_say_nothing(installation: None) -> None:
    before = of_release(FOLDER / "0004.jsonl")
    cards = {row["id"]: row["municipality_id"] for row in before["directory_entry"]}
    serving = {row["id"] for row in before["service"] if row["kind"] != "training"} & cards.keys()
    with db.engine.begin() as connection:
        told = Table("entry_competence", MetaData(), autoload_with=connection)
        example = dict(connection.execute(select(told)).mappings().first() or {})
        connection.execute(
            insert(told), [{**example, "entry_id": each, "municipality_id": cards[each]} for each in serving]
        )
    upgrade(MIGRATIONS)
    found = {each.entry_id: each.is_taught for each in db.session.scalars(select(EntryCompetence))}
    assert serving
    assert not {UUID(str(each)) for each in serving} & found.keys()
    assert found
    assert not any(found.values()), "the release's are vacancies, which want what they name"
    silent = [offer.id for offer in db.session.scalars(select(Offer)) if missing(offer)]
    assert silent
    shown = select(DirectoryEntry.id).where(DirectoryEntry.id.in_(silent), DirectoryEntry.is_public)
    assert not db.session.scalars(shown).all()


def test_a_trail_without_a_key_gets_one(installation: None) -> None:
    """What was not sealed yet is too; the file keeps the first and the last link of the release's chain."""
    of_release(FOLDER / "0004.jsonl")
    upgrade(MIGRATIONS)
    with reading():
        verdict = verify([])
        entries = db.session.scalar(select(func.count()).select_from(AuditEntry))
    assert verdict.checked == entries == 3
    assert [str(fault) for fault in verdict.faults if fault.finding is not Finding.NO_ANCHOR] == [
        "link 2 is gone, or its entry is"
    ]
    assert verdict.waiting == 0


def of_release(file: Path) -> Contents:
    """Migrate the empty database to a release and fill it; what is in it then."""
    upgrade(MIGRATIONS, revision=file.stem)
    with db.engine.begin() as connection:
        fill(connection, file)
        return contents(connection)


def lost(before: Contents) -> list[str]:
    """The tables of which a row is not what it was; a new column and a new row are no loss.

    What a migration moves on purpose is excepted here, each table with the reason.
    """
    after = contents(db.session.connection())
    return [
        name
        for name, rows in before.items()
        if not all(any(_kept(name, row) <= each.items() for each in after.get(name, ())) for row in rows)
    ]


MOVED = {
    ("audit_seal", "hash"),  # by 0005: the trail is chained anew, with a key
    ("participant_word", "word"),  # by 0026: how names are heard
    ("participant_word", "sound"),
    ("directory_entry", "is_public"),  # by 0010: offers that do not say enough wait until they do
}


def _kept(table: str, row: Row) -> ItemsView[str, object]:
    return {name: value for name, value in row.items() if (table, name) not in MOVED}.items()


def with_another(folder: Path, *statements: str) -> str:
    """The migrations and, after the last of them, one that does this."""
    there = shutil.copytree(MIGRATIONS, folder / "migrations")
    lines = [f"revision, down_revision = '9999', '{max(migrations.known())}'", "from alembic import op"]
    lines += ["def upgrade():", *(f"    op.execute({each!r})" for each in statements)]
    (there / "versions" / "9999_another.py").write_text("\n".join(lines), "utf-8")
    return str(there)


def test_a_failed_migration_leaves_the_old_state(app: Autonomus, tmp_path: Path) -> None:
    folder = with_another(tmp_path, "CREATE TABLE half_way (id INTEGER)", "DROP TABLE nowhere")
    with pytest.raises(DatabaseError):
        upgrade(folder)
    assert not inspect(db.engine).has_table("half_way")
    with db.engine.connect() as connection:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    assert found == max(migrations.known())
