"""What people at a kiosk would like to begin."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    op.create_table(
        "idea",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("inventory_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("reach", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=True),
        sa.Column("initiative_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_idea_initiative_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["inventory_id", "municipality_id"],
            ["inventory.id", "inventory.municipality_id"],
            name=op.f("fk_idea_inventory_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_idea_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id", "municipality_id"],
            ["opportunity.id", "opportunity.municipality_id"],
            name=op.f("fk_idea_opportunity_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_idea_id_municipality_id")),
    )
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_inventory_id"), ["inventory_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_state"), ["state"], unique=False)
