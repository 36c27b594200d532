"""A paper says when the attendance that it rests on was corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("certificate", sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True))
