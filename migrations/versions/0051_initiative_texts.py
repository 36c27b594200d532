"""What everybody reads of an initiative, in other languages."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    op.create_table(
        "initiative_text",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_text_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_text_municipality_id")
        ),
        sa.PrimaryKeyConstraint("initiative_id", "lang", "field", name=op.f("pk_initiative_text")),
    )
    with op.batch_alter_table("initiative_text", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_text_municipality_id"), ["municipality_id"], unique=False
        )
