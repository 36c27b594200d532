"""Secrets of apps and notes about people are kept encrypted; a number that was removed can be put back.

An app without a secret has one that follows from SECRET_KEY: the product keeps it, encrypted, the next time
that a code of it is right. A migration needs neither that key nor those of KEYS_FILE.

`note` of the tables stays for the release before, as in 0023: what stands in it is encrypted by
`flask keys-rotate` or the first night.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column("authenticator_app", _encrypted("secret"))
    for table in ("contact_note", "record_opening", "hold", "restriction", "participant_merge"):
        op.add_column(table, _encrypted("note"))
    op.add_column("national_identifier", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("national_identifier", sa.Column("removed_by", sa.Uuid(), nullable=True))


def _encrypted(name: str) -> sa.Column[str]:
    return sa.Column(f"{name}_encrypted", sa.String(), server_default="", nullable=False)
