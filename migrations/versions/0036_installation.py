"""The installation of the programme in a municipality, its steps, and what they point to."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("launch_on", sa.Date(), nullable=False),
        sa.Column("copied_from", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_made(),
        *_keys("installation"),
        sa.UniqueConstraint("municipality_id", name="uq_installation_municipality_id"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_installation_id_municipality_id"),
    )
    op.create_index("ix_installation_municipality_id", "installation", ["municipality_id"])
    _steps()
    _pointers()


def _steps() -> None:
    table = "installation_step"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("installation_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("set_aside_at", INSTANT, nullable=True),
        sa.Column("set_aside_by", sa.Uuid(), nullable=True),
        sa.Column("set_aside_why", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        *_keys(table),
        _belongs(table, "installation_id", "installation"),
        sa.UniqueConstraint("installation_id", "key", name=f"uq_{table}_installation_id_key"),
        sa.UniqueConstraint("id", "municipality_id", name=f"uq_{table}_id_municipality_id"),
    )
    for column in ("municipality_id", "owner_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _pointers() -> None:
    table = "installation_pointer"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        *_made(),
        *_keys(table),
        _belongs(table, "step_id", "installation_step"),
        sa.UniqueConstraint("step_id", "kind", "thing_id", name=f"uq_{table}_step_id_kind_thing_id"),
    )
    op.create_index(f"ix_{table}_municipality_id", table, ["municipality_id"])


def _made() -> list[sa.Column[object]]:
    return [
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
    ]


def _keys(table: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=f"fk_{table}_municipality_id"),
    ]


def _belongs(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column, "municipality_id"],
        [f"{parent}.id", f"{parent}.municipality_id"],
        name=f"fk_{table}_{column}_municipality_id",
        ondelete="CASCADE",
    )
