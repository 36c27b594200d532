"""What people would like to learn."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    op.create_table(
        "learning_wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("inventory_id", sa.Uuid(), nullable=False),
        sa.Column("competence_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["competence_id"], ["competence.id"], name=op.f("fk_learning_wish_competence_id")
        ),
        sa.ForeignKeyConstraint(
            ["inventory_id", "municipality_id"],
            ["inventory.id", "inventory.municipality_id"],
            name=op.f("fk_learning_wish_inventory_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_learning_wish_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_wish")),
        sa.UniqueConstraint(
            "inventory_id", "competence_id", name=op.f("uq_learning_wish_inventory_id_competence_id")
        ),
    )
    with op.batch_alter_table("learning_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learning_wish_competence_id"), ["competence_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_learning_wish_municipality_id"), ["municipality_id"], unique=False
        )
