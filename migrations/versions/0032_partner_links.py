"""Partners are asked one thing by a link, and answer without an account."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0028"

INSTANTS = ("mailed_at", "opened_at", "answered_at", "used_at", "withdrawn_at")


def upgrade() -> None:
    op.create_table(
        "partner_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in INSTANTS),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["organisation.id"], name="fk_partner_link_party_id"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_partner_link_municipality_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_partner_link"),
        sa.UniqueConstraint("token_hash", name="uq_partner_link_token_hash"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_partner_link_id_municipality_id"),
    )
    op.create_index("ix_partner_link_party_id", "partner_link", ["party_id"])
    op.create_index("ix_partner_link_municipality_id", "partner_link", ["municipality_id"])
    op.create_index("ix_partner_link_thing_id_purpose", "partner_link", ["thing_id", "purpose"])
    op.create_index(
        "ix_partner_link_municipality_id_expires_at", "partner_link", ["municipality_id", "expires_at", "id"]
    )
