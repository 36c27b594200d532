"""Two records that turn out to be one person are merged, and can be parted again."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

STANDING = sa.text("undone_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "participant_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("gone_name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_participant_merge_municipality_id"
        ),
        sa.ForeignKeyConstraint(
            ["kept_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name="fk_participant_merge_kept_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_participant_merge"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_participant_merge_id_municipality_id"),
    )
    op.create_index("ix_participant_merge_kept_id", "participant_merge", ["kept_id"])
    op.create_index("ix_participant_merge_municipality_id", "participant_merge", ["municipality_id"])
    op.create_index(
        "uq_participant_merge_gone",
        "participant_merge",
        ["gone_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_table(
        "participant_merge_snapshot",
        sa.Column("merge_id", sa.Uuid(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_participant_merge_snapshot_municipality_id"
        ),
        sa.ForeignKeyConstraint(
            ["merge_id", "municipality_id"],
            ["participant_merge.id", "participant_merge.municipality_id"],
            name="fk_participant_merge_snapshot_merge_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("merge_id", name="pk_participant_merge_snapshot"),
    )
    op.create_index(
        "ix_participant_merge_snapshot_municipality_id", "participant_merge_snapshot", ["municipality_id"]
    )
