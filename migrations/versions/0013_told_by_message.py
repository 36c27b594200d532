"""How a message about an offered seat leaves, and by which job that and one about a session."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    with op.batch_alter_table("enrolment") as batch:
        batch.add_column(sa.Column("written_by", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("written_job", sa.Uuid(), nullable=True))
    with op.batch_alter_table("reminder") as batch:
        batch.add_column(sa.Column("job_id", sa.Uuid(), nullable=True))
