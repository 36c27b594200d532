"""Secrets of apps that show codes, and notes about people, are kept encrypted.

An app without a secret has one that follows from SECRET_KEY: the product keeps it, encrypted, the next time
that a code of it is right. A migration needs neither that key nor those of KEYS_FILE.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.add_column("authenticator_app", _encrypted("secret"))


def _encrypted(name: str) -> sa.Column[str]:
    return sa.Column(f"{name}_encrypted", sa.String(), server_default="", nullable=False)
