"""Of the competences of an entry: those it wants, and those it teaches; what only serves people has none.

An offer that does not say what is paid, what it is, whom to reach and what to do next is public no more
until it does. Stated here as the cards say it (app/directory/shelves/quality.py).
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

TEACHING = "SELECT id FROM directory_entry WHERE kind IN ('training', 'service')"
SERVING = """
    SELECT id FROM directory_entry WHERE kind = 'library'
    OR (kind = 'service' AND id NOT IN (SELECT id FROM service WHERE kind = 'training'))
"""
SILENT = """
    SELECT id FROM offer
    WHERE description = '' OR how_to_apply = '' OR (phone = '' AND email = '' AND url = '')
    OR (pay_from IS NULL AND pay_to IS NULL AND (kind = 'vacancy' OR benefits = ''))
"""


def upgrade() -> None:
    with op.batch_alter_table("entry_competence") as batch:
        batch.add_column(sa.Column("is_taught", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(f"DELETE FROM entry_competence WHERE entry_id IN ({SERVING})")  # noqa: S608
    op.execute(f"UPDATE entry_competence SET is_taught = true WHERE entry_id IN ({TEACHING})")  # noqa: S608
    op.execute(f"UPDATE directory_entry SET is_public = false WHERE id IN ({SILENT})")  # noqa: S608
