"""Values that the database holds encrypted, notes among them; disciplines of staff.

`note` of both tables stays for the release before, which reads and writes it. What stands in it is encrypted
by `flask keys-rotate` or the first night, a few rows at a time; the next release drops it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "key_use",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_key_use"),
    )
    op.create_table(
        "national_identifier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number_encrypted", sa.String(), nullable=False),
        sa.Column("number_index", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_national_identifier_municipality_id"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name="fk_national_identifier_participant_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_national_identifier"),
    )
    for column in ("municipality_id", "number_index", "participant_id"):
        op.create_index(f"ix_national_identifier_{column}", "national_identifier", [column])
    op.create_table(
        "staff_discipline",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("discipline", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_staff_discipline_municipality_id"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_staff_discipline_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_discipline"),
    )
    for column in ("municipality_id", "staff_id"):
        op.create_index(f"ix_staff_discipline_{column}", "staff_discipline", [column])
    lasting = sa.text("ends_on IS NULL")
    op.create_index(
        "uq_staff_discipline_active",
        "staff_discipline",
        ["staff_id", "municipality_id", "discipline"],
        unique=True,
        sqlite_where=lasting,
        postgresql_where=lasting,
    )
    for table in ("participant", "transition"):
        op.add_column(table, sa.Column("note_encrypted", sa.String(), server_default="", nullable=False))
