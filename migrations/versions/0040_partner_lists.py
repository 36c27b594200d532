"""Lists of people that partners send, their rows, what their columns mean; whose rows are, found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.create_table(
        "outreach_list",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("brought_by", sa.Uuid(), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_outreach_list_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_outreach_list_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_list")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_outreach_list_id_municipality_id")),
    )
    with op.batch_alter_table("outreach_list", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outreach_list_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            "ix_outreach_list_municipality_id_created_at",
            ["municipality_id", "created_at", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_outreach_list_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "outreach_list_mapping",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_outreach_list_mapping_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_outreach_list_mapping_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_list_mapping")),
        sa.UniqueConstraint(
            "municipality_id",
            "organisation_id",
            name=op.f("uq_outreach_list_mapping_municipality_id_organisation_id"),
        ),
    )
    with op.batch_alter_table("outreach_list_mapping", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outreach_list_mapping_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outreach_list_mapping_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "outreach_list_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("list_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells_encrypted", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("likely", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id", "municipality_id"],
            ["outreach_list.id", "outreach_list.municipality_id"],
            name=op.f("fk_outreach_list_row_list_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_outreach_list_row_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=op.f("fk_outreach_list_row_participant_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_list_row")),
        sa.UniqueConstraint("list_id", "number", name=op.f("uq_outreach_list_row_list_id_number")),
    )
    with op.batch_alter_table("outreach_list_row", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outreach_list_row_list_id_finding", ["list_id", "finding", "number"], unique=False
        )
        batch_op.create_index("ix_outreach_list_row_list_id_key", ["list_id", "key"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outreach_list_row_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outreach_list_row_participant_id"), ["participant_id"], unique=False
        )

    for table in ("participant_word", "participant_name_pair", "support_team_member", "fact"):
        name = f"ix_{table}_participant_id_municipality_id"
        op.create_index(name, table, ["participant_id", "municipality_id"], unique=False)
    op.drop_index("ix_fact_participant_id", table_name="fact")
