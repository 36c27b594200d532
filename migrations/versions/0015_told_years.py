"""What was told of a year that is over stays as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "told_year",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_told_year_municipality_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_told_year"),
        sa.UniqueConstraint("municipality_id", "year", name="uq_told_year_municipality_id_year"),
    )
    op.create_index("ix_told_year_municipality_id", "told_year", ["municipality_id"])
