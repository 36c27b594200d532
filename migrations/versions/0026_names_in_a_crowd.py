"""A misspelt name is found in a crowd, and that two records are two people is remembered.

`participant_word` is an index of names: it is written anew, for sounds are heard a little differently now.
The release before finds some names by their words alone until its servers are changed; whom it registers
meanwhile is indexed in the night (app/people/name_index.py).
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
AT_ONCE = 5_000
_PEOPLE = sa.table(
    "participant",
    sa.column("id", sa.Uuid()),
    sa.column("municipality_id", sa.Uuid()),
    sa.column("name", sa.String()),
)
_WORDS = sa.table(
    "participant_word",
    sa.column("participant_id", sa.Uuid()),
    sa.column("municipality_id", sa.Uuid()),
    sa.column("position", sa.Integer()),
    sa.column("word", sa.String()),
    sa.column("sound", sa.String()),
)


def upgrade() -> None:
    pairs = op.create_table(
        "participant_name_pair",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("pair", sa.String(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        *_of_people("participant_name_pair", "participant_id"),
        sa.PrimaryKeyConstraint("participant_id", "pair", name="pk_participant_name_pair"),
    )
    near = op.create_table(
        "near_word",
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("near", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("sound", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_near_word_municipality_id"
        ),
        sa.PrimaryKeyConstraint("municipality_id", "near", "word", "sound", name="pk_near_word"),
    )
    _index_names(op.get_bind(), pairs, near)
    name = "participant_name_pair"
    op.create_index(f"ix_{name}_municipality_id", name, ["municipality_id"])
    op.create_index(f"ix_{name}_pair", name, ["municipality_id", "pair", "participant_id"])
    _make_pairs_of_people()


def _index_names(connection: sa.Connection, pairs: sa.Table, near: sa.Table) -> None:
    """By the rules of the release that is being installed: an index is worth nothing by any others."""
    from app.people import names
    from app.people.near import near as keys_of
    from app.people.near import pairs as pairs_of

    connection.execute(sa.delete(_WORDS))
    people = iter(connection.execute(sa.select(_PEOPLE)).all())
    known: set[tuple[Any, names.Key]] = set()
    while some := list(islice(people, AT_ONCE)):
        found = [(person, names.keys(person.name)) for person in some]
        words = [
            {**_whose(person), "position": at, "word": key.word, "sound": key.sound}
            for person, keys in found
            for at, key in enumerate(keys)
        ]
        both = [{**_whose(person), "pair": each} for person, keys in found for each in pairs_of(keys)]
        new = {(person.municipality_id, key) for person, keys in found for key in keys} - known
        known |= new
        connection.execute(sa.insert(_WORDS), words)
        connection.execute(sa.insert(pairs), both)
        for rows in _portions(
            {"municipality_id": where, "near": each, "word": key.word, "sound": key.sound}
            for where, key in new
            for each in keys_of(key)
        ):
            connection.execute(sa.insert(near), rows)


def _whose(person: Any) -> dict[str, Any]:
    return {"participant_id": person.id, "municipality_id": person.municipality_id}


def _portions(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _make_pairs_of_people() -> None:
    op.create_table(
        "likely_pair",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("doubt", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        *_of_people("likely_pair", "one_id", "other_id"),
        sa.PrimaryKeyConstraint("id", name="pk_likely_pair"),
        sa.UniqueConstraint("one_id", "other_id", name="uq_likely_pair_one_id_other_id"),
    )
    op.create_table(
        "not_same",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        *_of_people("not_same", "one_id", "other_id"),
        sa.PrimaryKeyConstraint("id", name="pk_not_same"),
    )
    for table in ("likely_pair", "not_same"):
        op.create_index(f"ix_{table}_municipality_id", table, ["municipality_id"])
        op.create_index(f"ix_{table}_other_id", table, ["other_id"])
    op.create_index("ix_not_same_one_id", "not_same", ["one_id"])
    op.create_index("ix_likely_pair_municipality_id_doubt", "likely_pair", ["municipality_id", "doubt", "id"])
    stands = sa.text("withdrawn_at IS NULL")
    op.create_index(
        "uq_not_same_active",
        "not_same",
        ["one_id", "other_id"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )


def _of_people(table: str, *columns: str) -> Iterator[sa.ForeignKeyConstraint]:
    yield sa.ForeignKeyConstraint(
        ["municipality_id"], ["municipality.id"], name=f"fk_{table}_municipality_id"
    )
    for column in columns:
        yield sa.ForeignKeyConstraint(
            [column, "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=f"fk_{table}_{column}_municipality_id",
            ondelete="CASCADE",
        )
