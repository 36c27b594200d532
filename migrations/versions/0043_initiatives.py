"""Initiatives, their members, backers and gates."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.create_table(
        "initiative",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("parish_id", sa.Uuid(), nullable=True),
        sa.Column("opportunity_id", sa.Uuid(), nullable=True),
        sa.Column("workshop_id", sa.Uuid(), nullable=True),
        sa.Column("answerable_id", sa.Uuid(), nullable=True),
        sa.Column("paused_from", sa.String(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("launched_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("seeks", sa.String(), nullable=False),
        sa.Column("offers", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("open_items", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["answerable_id"], ["staff.id"], name=op.f("fk_initiative_answerable_id")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id", "municipality_id"],
            ["opportunity.id", "opportunity.municipality_id"],
            name=op.f("fk_initiative_opportunity_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["parish_id", "municipality_id"],
            ["parish.id", "parish.municipality_id"],
            name=op.f("fk_initiative_parish_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "municipality_id"],
            ["workshop.id", "workshop.municipality_id"],
            name=op.f("fk_initiative_workshop_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_initiative_id_municipality_id")),
    )
    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_answerable_id"), ["answerable_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_initiative_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(
            "ix_initiative_municipality_id_state",
            ["municipality_id", "state", "sort_key", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_initiative_opportunity_id"), ["opportunity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_initiative_parish_id"), ["parish_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_initiative_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "initiative_need",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("competence_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("minimum_level", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["competence_id"], ["competence.id"], name=op.f("fk_initiative_need_competence_id")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_need_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_need_municipality_id")
        ),
        sa.PrimaryKeyConstraint("initiative_id", "competence_id", name=op.f("pk_initiative_need")),
    )
    with op.batch_alter_table("initiative_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_need_competence_id"), ["competence_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_initiative_need_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "initiative_sheet",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_sheet_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_sheet_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id", "municipality_id"],
            ["project_sheet.id", "project_sheet.municipality_id"],
            name=op.f("fk_initiative_sheet_sheet_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("initiative_id", name=op.f("pk_initiative_sheet")),
    )
    with op.batch_alter_table("initiative_sheet", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_sheet_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_initiative_sheet_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "initiative_member",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.Column("invited_on", sa.Date(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_member_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_member_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=op.f("fk_initiative_member_participant_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_member")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_initiative_member_id_municipality_id")),
    )
    with op.batch_alter_table("initiative_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_member_initiative_id"), ["initiative_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_initiative_member_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            "ix_initiative_member_participant_id_municipality_id",
            ["participant_id", "municipality_id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_initiative_member_counts",
            ["initiative_id", "participant_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('invited', 'active')"),
            postgresql_where=sa.text("state IN ('invited', 'active')"),
        )

    op.create_table(
        "initiative_backer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_backer_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_backer_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_initiative_backer_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_backer")),
    )
    with op.batch_alter_table("initiative_backer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_backer_initiative_id"), ["initiative_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_initiative_backer_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_initiative_backer_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "initiative_gate_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_gate_check_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_gate_check_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_gate_check")),
        sa.UniqueConstraint(
            "initiative_id", "item", name=op.f("uq_initiative_gate_check_initiative_id_item")
        ),
    )
    with op.batch_alter_table("initiative_gate_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_gate_check_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "initiative_gate_passage",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("open", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passed_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_gate_passage_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_gate_passage_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_gate_passage")),
    )
    with op.batch_alter_table("initiative_gate_passage", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_gate_passage_initiative_id"), ["initiative_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_initiative_gate_passage_municipality_id"), ["municipality_id"], unique=False
        )
