"""What opens doors, and what would open most."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"


def upgrade() -> None:
    op.create_table(
        "opening_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("gives", sa.String(), nullable=False),
        sa.Column("lifts", sa.JSON(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_opening_measure_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_measure")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_opening_measure_id_municipality_id")),
    )
    with op.batch_alter_table("opening_measure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_opening_measure_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            "ix_opening_measure_municipality_id_sort_key", ["municipality_id", "sort_key", "id"], unique=False
        )

    op.create_table(
        "opening_measure_competence",
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("competence_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["competence_id"], ["competence.id"], name=op.f("fk_opening_measure_competence_competence_id")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id", "municipality_id"],
            ["opening_measure.id", "opening_measure.municipality_id"],
            name=op.f("fk_opening_measure_competence_measure_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_opening_measure_competence_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("measure_id", "competence_id", name=op.f("pk_opening_measure_competence")),
    )
    with op.batch_alter_table("opening_measure_competence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_opening_measure_competence_competence_id"), ["competence_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_opening_measure_competence_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "measure_search",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at_most", sa.Integer(), nullable=False),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_measure_search_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_search")),
    )
    with op.batch_alter_table("measure_search", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measure_search_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            "ix_measure_search_municipality_id_created_at",
            ["municipality_id", "created_at", "id"],
            unique=False,
        )
