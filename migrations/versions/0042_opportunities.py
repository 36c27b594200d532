"""Needs of the place that an initiative could serve."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    op.create_table(
        "opportunity",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("offer_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("parish_id", sa.Uuid(), nullable=True),
        sa.Column("months", sa.JSON(), nullable=False),
        sa.Column("income_from", sa.Integer(), nullable=True),
        sa.Column("income_to", sa.Integer(), nullable=True),
        sa.Column("fewest", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into", "municipality_id"],
            ["opportunity.id", "opportunity.municipality_id"],
            name=op.f("fk_opportunity_merged_into_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_opportunity_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id", "municipality_id"],
            ["offer.id", "offer.municipality_id"],
            name=op.f("fk_opportunity_offer_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_opportunity_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["parish_id", "municipality_id"],
            ["parish.id", "parish.municipality_id"],
            name=op.f("fk_opportunity_parish_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_opportunity_id_municipality_id")),
    )
    with op.batch_alter_table("opportunity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opportunity_merged_into"), ["merged_into"], unique=False)
        batch_op.create_index(batch_op.f("ix_opportunity_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(
            "ix_opportunity_municipality_id_state",
            ["municipality_id", "state", "sort_key", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_opportunity_offer_id"), ["offer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opportunity_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opportunity_parish_id"), ["parish_id"], unique=False)

    op.create_table(
        "opportunity_need",
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("competence_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("minimum_level", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["competence_id"], ["competence.id"], name=op.f("fk_opportunity_need_competence_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_opportunity_need_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id", "municipality_id"],
            ["opportunity.id", "opportunity.municipality_id"],
            name=op.f("fk_opportunity_need_opportunity_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("opportunity_id", "competence_id", name=op.f("pk_opportunity_need")),
    )
    with op.batch_alter_table("opportunity_need", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_opportunity_need_competence_id"), ["competence_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_opportunity_need_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "opportunity_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gone_id", "municipality_id"],
            ["opportunity.id", "opportunity.municipality_id"],
            name=op.f("fk_opportunity_merge_gone_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["kept_id", "municipality_id"],
            ["opportunity.id", "opportunity.municipality_id"],
            name=op.f("fk_opportunity_merge_kept_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_opportunity_merge_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity_merge")),
    )
    with op.batch_alter_table("opportunity_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opportunity_merge_kept_id"), ["kept_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_opportunity_merge_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            "uq_opportunity_merge_gone",
            ["gone_id"],
            unique=True,
            postgresql_where=sa.text("undone_at IS NULL"),
            sqlite_where=sa.text("undone_at IS NULL"),
        )
