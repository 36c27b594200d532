"""Searches for teams, the teams and who is in them."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    op.create_table(
        "team_search",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=True),
        sa.Column("initiative_id", sa.Uuid(), nullable=True),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("gap", sa.Integer(), nullable=True),
        sa.Column("gap_part", sa.String(), nullable=False),
        sa.Column("conflict", sa.JSON(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_team_search_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_team_search_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id", "municipality_id"],
            ["opportunity.id", "opportunity.municipality_id"],
            name=op.f("fk_team_search_opportunity_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_search")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_team_search_id_municipality_id")),
    )
    with op.batch_alter_table("team_search", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_search_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_search_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_search_opportunity_id"), ["opportunity_id"], unique=False)

    op.create_table(
        "team_wish",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("search_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_team_wish_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=op.f("fk_team_wish_participant_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["search_id", "municipality_id"],
            ["team_search.id", "team_search.municipality_id"],
            name=op.f("fk_team_wish_search_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_wish")),
    )
    with op.batch_alter_table("team_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_wish_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(
            "ix_team_wish_participant_id_municipality_id", ["participant_id", "municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_team_wish_search_id"), ["search_id"], unique=False)

    op.create_table(
        "team",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("search_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("score", sa.JSON(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("is_edited", sa.Boolean(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_team_initiative_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_team_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["search_id", "municipality_id"],
            ["team_search.id", "team_search.municipality_id"],
            name=op.f("fk_team_search_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_team_id_municipality_id")),
    )
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_initiative_id"), ["initiative_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(
            "ix_team_municipality_id_state", ["municipality_id", "state", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_team_search_id"), ["search_id"], unique=False)

    op.create_table(
        "team_place",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_how", sa.String(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_team_place_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=op.f("fk_team_place_participant_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "municipality_id"],
            ["team.id", "team.municipality_id"],
            name=op.f("fk_team_place_team_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_place")),
        sa.UniqueConstraint("team_id", "participant_id", name=op.f("uq_team_place_team_id_participant_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_team_place_token_hash")),
    )
    with op.batch_alter_table("team_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_place_municipality_id"), ["municipality_id"], unique=False)
        batch_op.create_index(
            "ix_team_place_participant_id_municipality_id",
            ["participant_id", "municipality_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_team_place_team_id"), ["team_id"], unique=False)
