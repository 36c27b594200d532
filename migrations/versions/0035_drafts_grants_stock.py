"""Clauses and templates of agreements, grants and their payments, movements of printed copies."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from uuid_utils.compat import uuid7

revision = "0035"
down_revision = "0034"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _clauses()
    _templates()
    _grants()
    _payments()
    _movements()
    _first_counts()


def _clauses() -> None:
    table = "protocol_clause"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("protocol_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("is_recital", sa.Boolean(), nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_written(table),
        _scoped(table, "protocol", "protocol_id", ondelete="CASCADE"),
    )
    _index(table, "municipality_id")
    _index(table, "protocol_id")


def _templates() -> None:
    table = "document_template"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_written(table),
        _scoped(table, "file", "file_id"),
    )
    _index(table, "municipality_id")


def _grants() -> None:
    table = "grant_request"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("protocol_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_cents", sa.Integer(), nullable=False),
        sa.Column("opinion", sa.String(), nullable=False),
        sa.Column("opinion_by", sa.String(), nullable=False),
        sa.Column("opinion_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_cents", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("report_file_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_written(table),
        sa.ForeignKeyConstraint(["party_id"], ["organisation.id"], name=f"fk_{table}_party_id"),
        _scoped(table, "protocol", "protocol_id"),
        _scoped(table, "file", "report_file_id"),
        sa.UniqueConstraint("id", "municipality_id", name=f"uq_{table}_id_municipality_id"),
    )
    for column in ("municipality_id", "party_id", "protocol_id"):
        _index(table, column)
    op.create_index(f"ix_{table}_municipality_id_asked_on", table, ["municipality_id", "asked_on", "id"])


def _payments() -> None:
    table = "grant_payment"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("grant_id", sa.Uuid(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        *_written(table),
        _scoped(table, "grant_request", "grant_id", ondelete="CASCADE"),
        _scoped(table, "grant_payment", "reverses_id"),
        sa.UniqueConstraint("id", "municipality_id", name=f"uq_{table}_id_municipality_id"),
        sa.UniqueConstraint("reverses_id", name=f"uq_{table}_reverses_id"),
    )
    _index(table, "municipality_id")
    _index(table, "grant_id")


def _movements() -> None:
    table = "stock_movement"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        *_written(table),
        sa.ForeignKeyConstraint(["party_id"], ["organisation.id"], name=f"fk_{table}_party_id"),
        _scoped(table, "publication", "publication_id", ondelete="CASCADE"),
        _scoped(table, "stock_movement", "reverses_id"),
        sa.UniqueConstraint("id", "municipality_id", name=f"uq_{table}_id_municipality_id"),
        sa.UniqueConstraint("reverses_id", name=f"uq_{table}_reverses_id"),
    )
    _index(table, "municipality_id")
    _index(table, "party_id")
    op.create_index(f"ix_{table}_publication_id_created_at", table, ["publication_id", "created_at", "id"])


def _first_counts() -> None:
    """What stood in the publication becomes a count: from now on the stock is the sum of its movements."""
    connection = op.get_bind()
    publications = sa.table(
        "publication",
        sa.column("id", sa.Uuid()),
        sa.column("municipality_id", sa.Uuid()),
        sa.column("stock", sa.Integer()),
        sa.column("created_at", INSTANT),
        sa.column("created_by", sa.Uuid()),
    )
    counted = [
        {
            "id": uuid7(),
            "publication_id": row.id,
            "municipality_id": row.municipality_id,
            "kind": "counted",
            "copies": row.stock,
            "counted": row.stock,
            "left": row.stock,
            "moved_on": row.created_at.date(),
            "note": "",
            "created_at": row.created_at,
            "created_by": row.created_by,
        }
        for row in connection.execute(sa.select(publications).where(publications.c.stock.is_not(None)))
    ]
    types: dict[str, sa.types.TypeEngine[Any]] = {
        "id": sa.Uuid(),
        "publication_id": sa.Uuid(),
        "municipality_id": sa.Uuid(),
        "kind": sa.String(),
        "copies": sa.Integer(),
        "counted": sa.Integer(),
        "left": sa.Integer(),
        "moved_on": sa.Date(),
        "note": sa.String(),
        "created_at": INSTANT,
        "created_by": sa.Uuid(),
    }
    if counted:
        movements = sa.table("stock_movement", *(sa.column(name, kind) for name, kind in types.items()))
        connection.execute(sa.insert(movements), counted)


def _written(table: str) -> list[sa.Column[object] | sa.Constraint]:
    return [
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=f"fk_{table}_municipality_id"),
    ]


def _scoped(table: str, parent: str, column: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column, "municipality_id"],
        [f"{parent}.id", f"{parent}.municipality_id"],
        name=f"fk_{table}_{column}_municipality_id",
        ondelete=ondelete,
    )


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])
