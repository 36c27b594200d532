"""Beside organisations there are bodies and measures."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column(
        "organisation", sa.Column("nature", sa.String(), nullable=False, server_default="organisation")
    )
