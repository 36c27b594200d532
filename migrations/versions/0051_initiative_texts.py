"""What everybody reads of an initiative: in other languages, and whose contact it is."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    op.create_table(
        "initiative_text",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_text_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_text_municipality_id")
        ),
        sa.PrimaryKeyConstraint("initiative_id", "lang", "field", name=op.f("pk_initiative_text")),
    )
    with op.batch_alter_table("initiative_text", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_text_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "initiative_shown_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_shown_contact_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_initiative_shown_contact_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=op.f("fk_initiative_shown_contact_participant_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_shown_contact")),
        sa.UniqueConstraint(
            "id", "municipality_id", name=op.f("uq_initiative_shown_contact_id_municipality_id")
        ),
    )
    with op.batch_alter_table("initiative_shown_contact", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_shown_contact_initiative_id"), ["initiative_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_initiative_shown_contact_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            "ix_initiative_shown_contact_participant_id_municipality_id",
            ["participant_id", "municipality_id"],
            unique=False,
        )
