"""Partners are asked one thing by a link, and answer without an account."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

SENT = sa.text("state = 'sent'")
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
    op.create_table(
        "partner_invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("brings", sa.JSON(), nullable=False),
        sa.Column("answer_words", sa.String(), nullable=False),
        sa.Column("answered_as", sa.String(), nullable=False),
        sa.Column("reach_at", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted", sa.JSON(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["organisation.id"], name="fk_partner_invitation_party_id"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_partner_invitation_municipality_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_partner_invitation"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_partner_invitation_id_municipality_id"),
    )
    for column in ("state", "party_id", "municipality_id"):
        op.create_index(f"ix_partner_invitation_{column}", "partner_invitation", [column])
    op.create_index(
        "uq_partner_invitation_sent",
        "partner_invitation",
        ["party_id", "municipality_id"],
        unique=True,
        sqlite_where=SENT,
        postgresql_where=SENT,
    )
    op.create_table(
        "service_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_service_report_municipality_id"
        ),
        *(
            sa.ForeignKeyConstraint(
                [column, "municipality_id"],
                [f"{table}.id", f"{table}.municipality_id"],
                name=f"fk_service_report_{column}_municipality_id",
            )
            for column, table in (("service_id", "service"), ("link_id", "partner_link"))
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service_report"),
        sa.UniqueConstraint("link_id", name="uq_service_report_link_id"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_service_report_id_municipality_id"),
    )
    for column in ("service_id", "municipality_id"):
        op.create_index(f"ix_service_report_{column}", "service_report", [column])
    op.create_index("ix_service_report_municipality_id_at", "service_report", ["municipality_id", "at", "id"])
