"""Meetings are found by their place too."""

import sqlalchemy as sa
from alembic import op

from app.core.text import fold

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    meeting = sa.table(
        "meeting",
        sa.column("id", sa.Uuid()),
        sa.column("title", sa.String()),
        sa.column("place", sa.String()),
        sa.column("sort_key", sa.String()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(meeting.c.id, meeting.c.title, meeting.c.place)).all():
        key = fold(f"{row.title} {row.place}")
        connection.execute(meeting.update().where(meeting.c.id == row.id).values(sort_key=key))
