"""Short messages that left, for their cost."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "short_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_short_message_municipality_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_short_message"),
    )
    op.create_index("ix_short_message_asked_on", "short_message", ["asked_on"])
    op.create_index("ix_short_message_municipality_id", "short_message", ["municipality_id"])
