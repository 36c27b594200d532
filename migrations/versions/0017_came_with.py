"""What came to a person with a list can go on with it when it was received for the wrong one."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    for table in ("enrolment", "workshop_proposal"):
        op.add_column(table, sa.Column("came_with", sa.Uuid(), nullable=True))
        op.create_index(f"ix_{table}_came_with", table, ["came_with"])
