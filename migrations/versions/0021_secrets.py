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
