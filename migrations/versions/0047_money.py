"""Needs, sources and movements of money, and cash plans."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    op.create_table(
        "money_need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_money_need_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_money_need_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_need")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_money_need_id_municipality_id")),
    )
    with op.batch_alter_table("money_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_money_need_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_money_need_municipality_id"), ["municipality_id"], unique=False)

    op.create_table(
        "money_source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_money_source_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_money_source_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["need_id", "municipality_id"],
            ["money_need.id", "money_need.municipality_id"],
            name=op.f("fk_money_source_need_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_money_source_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_source")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_money_source_id_municipality_id")),
    )
    with op.batch_alter_table("money_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_money_source_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_money_source_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_money_source_need_id"), ["need_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_money_source_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "money_movement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("need_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id", "municipality_id"],
            ["file.id", "file.municipality_id"],
            name=op.f("fk_money_movement_file_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_money_movement_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["need_id", "municipality_id"],
            ["money_need.id", "money_need.municipality_id"],
            name=op.f("fk_money_movement_need_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id", "municipality_id"],
            ["money_movement.id", "money_movement.municipality_id"],
            name=op.f("fk_money_movement_reverses_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id", "municipality_id"],
            ["money_source.id", "money_source.municipality_id"],
            name=op.f("fk_money_movement_source_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_movement")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_money_movement_id_municipality_id")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_money_movement_reverses_id")),
    )
    with op.batch_alter_table("money_movement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_money_movement_file_id"), ["file_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_money_movement_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_money_movement_need_id"), ["need_id"], unique=False)
        batch_op.create_index("ix_money_movement_source_id_on", ["source_id", "on", "id"], unique=False)

    op.create_table(
        "cash_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("opening", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_cash_plan_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_cash_plan_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_plan")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_cash_plan_id_municipality_id")),
        sa.UniqueConstraint("initiative_id", name=op.f("uq_cash_plan_initiative_id")),
    )
    with op.batch_alter_table("cash_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cash_plan_municipality_id"), ["municipality_id"], unique=False)

    op.create_table(
        "cash_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("is_income", sa.Boolean(), nullable=False),
        sa.Column("is_variable", sa.Boolean(), nullable=False),
        sa.Column("cents", sa.JSON(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_cash_line_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "municipality_id"],
            ["cash_plan.id", "cash_plan.municipality_id"],
            name=op.f("fk_cash_line_plan_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_line")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_cash_line_id_municipality_id")),
    )
    with op.batch_alter_table("cash_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cash_line_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cash_line_plan_id"), ["plan_id"], unique=False)
