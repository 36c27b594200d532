"""Partners enter the series that they host, and how many came to a session says who counted."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column(
        "workshop", sa.Column("is_from_partner", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("session", sa.Column("heads_by", sa.Uuid(), nullable=True))
    op.add_column("session", sa.Column("heads_at", sa.DateTime(timezone=True), nullable=True))
