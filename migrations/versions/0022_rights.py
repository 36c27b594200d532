"""Holds, restriction, notices of erasure, what is left of whoever was erased, and papers without a name."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

INSTANT = sa.DateTime(timezone=True)
STANDS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.add_column("participant", sa.Column("restricted_at", INSTANT, nullable=True))
    _of_a_person(
        "hold",
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("lifted_at", INSTANT, nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
    )
    _of_a_person(
        "restriction",
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
    )
    _of_a_person(
        "erasure_notice",
        sa.Column("told_how", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
    )
    op.create_index("ix_erasure_notice_due_on", "erasure_notice", ["due_on"])
    for table in ("restriction", "erasure_notice"):
        op.create_index(
            f"uq_{table}_of_person",
            table,
            ["participant_id"],
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        )
    _of_nobody(
        "remainder",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
    )
    op.create_index("ix_remainder_month", "remainder", ["month"])
    _of_nobody(
        "nameless_paper",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("minutes_held", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("code_hash", name="uq_nameless_paper_code_hash"),
    )


def _of_a_person(name: str, *columns: Any) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=f"fk_{name}_municipality_id"),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=f"fk_{name}_participant_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for column in ("participant_id", "municipality_id"):
        op.create_index(f"ix_{name}_{column}", name, [column])


def _of_nobody(name: str, *columns: Any) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=f"fk_{name}_municipality_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_municipality_id", name, ["municipality_id"])
