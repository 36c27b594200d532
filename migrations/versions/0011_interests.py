"""What somebody with a list wants out of the directory, until the office has answered; where the desk is."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    with op.batch_alter_table("municipality") as batch:
        batch.add_column(sa.Column("desk_address", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "interest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("inventory_id", sa.Uuid(), nullable=False),
        sa.Column("entry_kind", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_interest_municipality_id"),
        sa.ForeignKeyConstraint(
            ["inventory_id", "municipality_id"],
            ["inventory.id", "inventory.municipality_id"],
            name="fk_interest_inventory_id_municipality_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_interest"),
    )
    op.create_index("ix_interest_inventory_id", "interest", ["inventory_id"])
    op.create_index("ix_interest_municipality_id", "interest", ["municipality_id"])
    op.create_index("ix_interest_state", "interest", ["state"])
    op.create_index(
        "uq_interest_of_list",
        "interest",
        ["inventory_id", "entry_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
