"""Circles of knowledge."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    op.create_table(
        "circle_search",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("is_near", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_circle_search_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_search")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_circle_search_id_municipality_id")),
    )
    with op.batch_alter_table("circle_search", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_circle_search_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "learning_circle",
        sa.Column("search_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=True),
        sa.Column("place_name", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_learning_circle_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id", "municipality_id"],
            ["workshop.id", "workshop.municipality_id"],
            name=op.f("fk_learning_circle_workshop_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["search_id", "municipality_id"],
            ["circle_search.id", "circle_search.municipality_id"],
            name=op.f("fk_learning_circle_search_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "municipality_id"],
            ["place.id", "place.municipality_id"],
            name=op.f("fk_learning_circle_place_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_circle")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_learning_circle_id_municipality_id")),
    )
    with op.batch_alter_table("learning_circle", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_learning_circle_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_learning_circle_search_id"), ["search_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_learning_circle_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_learning_circle_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "circle_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("circle_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("competence_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left", sa.String(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["circle_id", "municipality_id"],
            ["learning_circle.id", "learning_circle.municipality_id"],
            name=op.f("fk_circle_place_circle_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["competence_id"], ["competence.id"], name=op.f("fk_circle_place_competence_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_circle_place_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=op.f("fk_circle_place_participant_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_place")),
        sa.UniqueConstraint(
            "circle_id", "participant_id", name=op.f("uq_circle_place_circle_id_participant_id")
        ),
    )
    with op.batch_alter_table("circle_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circle_place_circle_id"), ["circle_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_circle_place_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            "ix_circle_place_participant_id_municipality_id",
            ["participant_id", "municipality_id"],
            unique=False,
        )
