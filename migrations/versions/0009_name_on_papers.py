"""How a person's name is spelled on papers, where these have no letters for its script."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("participant") as batch:
        batch.add_column(sa.Column("name_on_papers", sa.String(), nullable=False, server_default=""))
