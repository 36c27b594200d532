"""What four kinds of initiative have of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.create_table(
        "hosted_activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_hosted_activity_initiative_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "municipality_id"],
            ["initiative_member.id", "initiative_member.municipality_id"],
            name=op.f("fk_hosted_activity_member_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_hosted_activity_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hosted_activity")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_hosted_activity_id_municipality_id")),
    )
    with op.batch_alter_table("hosted_activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hosted_activity_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hosted_activity_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_hosted_activity_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "hosted_booking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hosted_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("belongs_to", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["belongs_to", "municipality_id"],
            ["hosted_booking.id", "hosted_booking.municipality_id"],
            name=op.f("fk_hosted_booking_belongs_to_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["hosted_id", "municipality_id"],
            ["hosted_activity.id", "hosted_activity.municipality_id"],
            name=op.f("fk_hosted_booking_hosted_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_hosted_booking_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id", "municipality_id"],
            ["hosted_booking.id", "hosted_booking.municipality_id"],
            name=op.f("fk_hosted_booking_reverses_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hosted_booking")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_hosted_booking_id_municipality_id")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_hosted_booking_reverses_id")),
    )
    with op.batch_alter_table("hosted_booking", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hosted_booking_belongs_to"), ["belongs_to"], unique=False)
        batch_op.create_index("ix_hosted_booking_hosted_id_on", ["hosted_id", "on", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_hosted_booking_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "initiative_provider",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("does", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_provider_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_provider_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=op.f("fk_initiative_provider_participant_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_provider")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_initiative_provider_id_municipality_id")),
    )
    with op.batch_alter_table("initiative_provider", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_provider_initiative_id"), ["initiative_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_initiative_provider_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            "ix_initiative_provider_participant_id_municipality_id",
            ["participant_id", "municipality_id"],
            unique=False,
        )

    op.create_table(
        "initiative_terms",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("invoicer_id", sa.Uuid(), nullable=True),
        sa.Column("invoicing_member_id", sa.Uuid(), nullable=True),
        sa.Column("host_id", sa.Uuid(), nullable=True),
        sa.Column("tutor", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("insurance", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["host_id"], ["organisation.id"], name=op.f("fk_initiative_terms_host_id")),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_terms_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["invoicer_id"], ["organisation.id"], name=op.f("fk_initiative_terms_invoicer_id")
        ),
        sa.ForeignKeyConstraint(
            ["invoicing_member_id", "municipality_id"],
            ["initiative_member.id", "initiative_member.municipality_id"],
            name=op.f("fk_initiative_terms_invoicing_member_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_terms_municipality_id")
        ),
        sa.PrimaryKeyConstraint("initiative_id", name=op.f("pk_initiative_terms")),
    )
    with op.batch_alter_table("initiative_terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_terms_host_id"), ["host_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_initiative_terms_invoicer_id"), ["invoicer_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_initiative_terms_invoicing_member_id"), ["invoicing_member_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_initiative_terms_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "benefits_told",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "municipality_id"],
            ["initiative_member.id", "initiative_member.municipality_id"],
            name=op.f("fk_benefits_told_member_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_benefits_told_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefits_told")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_benefits_told_id_municipality_id")),
    )
    with op.batch_alter_table("benefits_told", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_benefits_told_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_benefits_told_municipality_id"), ["municipality_id"], unique=False
        )
