"""Who was confirmed as somebody new, and by which act; the parish of a place used once; who was called."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    op.add_column("participant", sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("participant", sa.Column("verified_by", sa.Uuid(), nullable=True))
    op.add_column("participant", sa.Column("verified_with", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_participant_verified_with"), "participant", ["verified_with"], unique=False)

    op.create_table(
        "session_parish",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("parish_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_session_parish_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["parish_id", "municipality_id"],
            ["parish.id", "parish.municipality_id"],
            name=op.f("fk_session_parish_parish_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "municipality_id"],
            ["session.id", "session.municipality_id"],
            name=op.f("fk_session_parish_session_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_session_parish")),
    )
    with op.batch_alter_table("session_parish", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_session_parish_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_session_parish_parish_id"), ["parish_id"], unique=False)

    op.add_column("outreach_registration", sa.Column("called_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outreach_registration", sa.Column("called_by", sa.Uuid(), nullable=True))
    op.create_index(
        "ix_outreach_registration_to_call",
        "outreach_registration",
        ["municipality_id"],
        unique=False,
        sqlite_where=sa.text("wants_call AND called_at IS NULL"),
        postgresql_where=sa.text("wants_call AND called_at IS NULL"),
    )
