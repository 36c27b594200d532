"""Where a desk is, its telephone and its hours are changed on the version that was read."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    with op.batch_alter_table("municipality") as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
