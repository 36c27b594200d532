"""Protocols with partners, and what rests on them."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

INSTANT = sa.DateTime(timezone=True)
RESTING = {
    "drop_in_slot": "slot_id",
    "service": "service_id",
    "publication": "publication_id",
    "workshop": "workshop_id",
}


def upgrade() -> None:
    op.create_table(
        "protocol",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("renewal", sa.String(), nullable=False),
        sa.Column("renewal_months", sa.Integer(), nullable=True),
        sa.Column("renewed_from", sa.Date(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        *_written("protocol", versioned=True),
        sa.UniqueConstraint("id", "municipality_id", name="uq_protocol_id_municipality_id"),
    )
    _index("protocol", "municipality_id")
    _index("protocol", "owner_id")
    op.create_index("ix_protocol_municipality_id_sort_key", "protocol", ["municipality_id", "sort_key", "id"])
    op.create_index("ix_protocol_municipality_id_last_on", "protocol", ["municipality_id", "last_on", "id"])
    _parties()
    _obligations()
    _papers_and_renewals()
    for table, column in RESTING.items():
        _basis(table, column)


def _parties() -> None:
    op.create_table(
        "protocol_party",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_noted_by", sa.Uuid(), nullable=True),
        sa.Column("signatory", sa.String(), nullable=False),
        sa.Column("signatory_function", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        *_part("protocol_party", versioned=True),
        sa.ForeignKeyConstraint(["party_id"], ["organisation.id"], name="fk_protocol_party_party_id"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_protocol_party_id_municipality_id"),
    )
    for column in ("municipality_id", "protocol_id", "party_id"):
        _index("protocol_party", column)


def _obligations() -> None:
    table = "protocol_obligation"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("side_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("done_noted_by", sa.Uuid(), nullable=True),
        *_part(table, versioned=True),
        sa.ForeignKeyConstraint(
            ["side_id", "municipality_id"],
            ["protocol_party.id", "protocol_party.municipality_id"],
            name=f"fk_{table}_side_id_municipality_id",
        ),
    )
    for column in ("municipality_id", "protocol_id", "owner_id"):
        _index(table, column)
    op.create_index(f"ix_{table}_municipality_id_due_on", table, ["municipality_id", "due_on"])


def _papers_and_renewals() -> None:
    op.create_table(
        "protocol_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        *_part("protocol_paper"),
        sa.ForeignKeyConstraint(
            ["file_id", "municipality_id"],
            ["file.id", "file.municipality_id"],
            name="fk_protocol_paper_file_id_municipality_id",
        ),
    )
    op.create_table(
        "protocol_renewal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        *_part("protocol_renewal"),
    )
    for table in ("protocol_paper", "protocol_renewal"):
        _index(table, "municipality_id")
        _index(table, "protocol_id")


def _basis(thing: str, column: str) -> None:
    """Beside the thing, not in it: SQLite adds no key of two columns to a table that is there."""
    table = f"{thing}_basis"
    op.create_table(
        table,
        sa.Column(column, sa.Uuid(), nullable=False),
        sa.Column("protocol_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint(column, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            [column, "municipality_id"],
            [f"{thing}.id", f"{thing}.municipality_id"],
            name=f"fk_{table}_{column}_municipality_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["protocol_id", "municipality_id"],
            ["protocol.id", "protocol.municipality_id"],
            name=f"fk_{table}_protocol_id_municipality_id",
        ),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=f"fk_{table}_municipality_id"),
    )
    _index(table, "municipality_id")
    _index(table, "protocol_id")


def _written(table: str, *, versioned: bool = False) -> list[sa.Column[object] | sa.Constraint]:
    version: list[sa.Column[object] | sa.Constraint] = (
        [sa.Column("version", sa.Integer(), nullable=False)] if versioned else []
    )
    return [
        *version,
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name=f"fk_{table}_municipality_id"),
    ]


def _part(table: str, *, versioned: bool = False) -> list[sa.Column[object] | sa.Constraint]:
    return [
        sa.Column("protocol_id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", INSTANT, nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        *_written(table, versioned=versioned),
        sa.ForeignKeyConstraint(
            ["protocol_id", "municipality_id"],
            ["protocol.id", "protocol.municipality_id"],
            name=f"fk_{table}_protocol_id_municipality_id",
            ondelete="CASCADE",
        ),
    ]


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])
