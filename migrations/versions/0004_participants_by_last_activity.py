"""Lists of participants by last activity: the index begins with the municipality, as the list does."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index(
        "ix_participant_municipality_id_last_activity_on",
        "participant",
        ["municipality_id", "last_activity_on", "id"],
    )
    op.drop_index("ix_participant_last_activity_on", "participant")
