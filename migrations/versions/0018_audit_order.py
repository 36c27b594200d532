"""The audit trail is read by day and by who acted, however long it is."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_index("ix_audit_entry_where", "audit_entry", ["municipality_id", "at", "id"])
    op.create_index("ix_audit_entry_who", "audit_entry", ["actor_id", "at", "id"])
    op.drop_index("ix_audit_entry_municipality_id", "audit_entry")
