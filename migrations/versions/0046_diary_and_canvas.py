"""The diary of an initiative, its canvas, and what was told of a year."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    op.create_table(
        "initiative_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id", "municipality_id"],
            ["file.id", "file.municipality_id"],
            name=op.f("fk_initiative_entry_file_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_entry_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "municipality_id"],
            ["initiative_member.id", "initiative_member.municipality_id"],
            name=op.f("fk_initiative_entry_member_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_entry_municipality_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_initiative_entry_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_entry")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_initiative_entry_id_municipality_id")),
    )
    with op.batch_alter_table("initiative_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_entry_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_initiative_entry_file_id"), ["file_id"], unique=False)
        batch_op.create_index(
            "ix_initiative_entry_initiative_id_on", ["initiative_id", "on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_initiative_entry_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_initiative_entry_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_initiative_entry_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "initiative_presence",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id", "municipality_id"],
            ["initiative_entry.id", "initiative_entry.municipality_id"],
            name=op.f("fk_initiative_presence_entry_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id", "municipality_id"],
            ["initiative_member.id", "initiative_member.municipality_id"],
            name=op.f("fk_initiative_presence_member_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_presence_municipality_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", "member_id", name=op.f("pk_initiative_presence")),
    )
    with op.batch_alter_table("initiative_presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_presence_member_id"), ["member_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_initiative_presence_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "initiative_canvas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column("costs", sa.String(), nullable=False),
        sa.Column("brings", sa.String(), nullable=False),
        sa.Column("good", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id", "municipality_id"],
            ["initiative.id", "initiative.municipality_id"],
            name=op.f("fk_initiative_canvas_initiative_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_canvas_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_canvas")),
        sa.UniqueConstraint(
            "initiative_id", "number", name=op.f("uq_initiative_canvas_initiative_id_number")
        ),
    )
    with op.batch_alter_table("initiative_canvas", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_canvas_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "initiative_told",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_initiative_told_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_told")),
        sa.UniqueConstraint(
            "municipality_id", "year", "part", name=op.f("uq_initiative_told_municipality_id_year_part")
        ),
    )
    with op.batch_alter_table("initiative_told", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_initiative_told_municipality_id"), ["municipality_id"], unique=False
        )
