"""What is noted of parties: names, addresses, contacts, members, parishes, contributions, roles, merges."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

COUNTS = "withdrawn_at IS NULL"
STILL = "until_on IS NULL AND withdrawn_at IS NULL"


def upgrade() -> None:
    for name in ("address", "email", "phone"):
        op.add_column("organisation", sa.Column(name, sa.String(), nullable=False, server_default=""))
    _attached("party_name", _text("text"), _text("sort_key"), _text("sort"))
    _once("party_name", "municipality_id", "party_id", "sort_key", where=COUNTS)
    _attached(
        "party_contact",
        _text("name"),
        _text("function"),
        _text("email"),
        _text("phone"),
        sa.Column("agreed_on", sa.Date(), nullable=True),
    )
    _attached(
        "party_member",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        _text("role"),
        sa.ForeignKeyConstraint(["member_id"], ["organisation.id"], name="fk_party_member_member_id"),
    )
    op.create_index("ix_party_member_member_id", "party_member", ["member_id"])
    _once("party_member", "municipality_id", "party_id", "member_id", where=STILL)
    _attached("party_parish", sa.Column("parish_id", sa.Uuid(), nullable=False), _of_parish("party_parish"))
    op.create_index("ix_party_parish_parish_id", "party_parish", ["parish_id"])
    _once("party_parish", "party_id", "parish_id", where=STILL)
    _attached(
        "party_contribution",
        _text("kind"),
        _text("what"),
        sa.Column("parish_id", sa.Uuid(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=True),
        _of_parish("party_contribution"),
    )
    op.create_index("ix_party_contribution_kind", "party_contribution", ["municipality_id", "kind"])
    op.create_index("ix_party_contribution_parish_id", "party_contribution", ["parish_id"])
    _attached("partnership_role", _text("role"), sa.Column("has_centre", sa.Boolean(), nullable=False))
    _once("partnership_role", "municipality_id", "party_id", "role", where=STILL)
    _merges()


def _merges() -> None:
    op.create_table(
        "party_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        _text("gone_name"),
        _text("reason"),
        sa.Column("undoing", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["kept_id"], ["organisation.id"], name="fk_party_merge_kept_id"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_party_merge_municipality_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_party_merge"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_party_merge_id_municipality_id"),
    )
    op.create_index("ix_party_merge_kept_id", "party_merge", ["kept_id"])
    op.create_index("ix_party_merge_municipality_id", "party_merge", ["municipality_id"])
    _unique("uq_party_merge_gone", "party_merge", "gone_id", where="undone_at IS NULL")


def _attached(table: str, *own: sa.Column[Any] | sa.Constraint) -> None:
    op.create_table(
        table,
        *own,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["organisation.id"], name=f"fk_{table}_party_id"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=f"fk_{table}_municipality_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
    for column in ("party_id", "municipality_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _of_parish(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["parish_id", "municipality_id"],
        ["parish.id", "parish.municipality_id"],
        name=f"fk_{table}_parish_id_municipality_id",
    )


def _once(table: str, *columns: str, where: str) -> None:
    _unique(f"uq_{table}_once", table, *columns, where=where)


def _unique(name: str, table: str, *columns: str, where: str) -> None:
    counting = sa.text(where)
    op.create_index(name, table, list(columns), unique=True, sqlite_where=counting, postgresql_where=counting)
