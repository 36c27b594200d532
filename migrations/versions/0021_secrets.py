"""Values that the database holds encrypted."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "key_use",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_key_use"),
    )
    op.create_table(
        "national_identifier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number_encrypted", sa.String(), nullable=False),
        sa.Column("number_index", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_national_identifier_municipality_id"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name="fk_national_identifier_participant_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_national_identifier"),
    )
    for column in ("municipality_id", "number_index", "participant_id"):
        op.create_index(f"ix_national_identifier_{column}", "national_identifier", [column])
