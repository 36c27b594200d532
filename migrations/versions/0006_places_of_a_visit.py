"""What a visit shows of enrolments hangs on the visit, and goes with it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("visit") as batch:
        batch.create_unique_constraint("uq_visit_id_municipality_id", ["id", "municipality_id"])
    op.create_table(
        "visit_enrolment",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id", "municipality_id"],
            ["enrolment.id", "enrolment.municipality_id"],
            name="fk_visit_enrolment_enrolment_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_visit_enrolment_municipality_id"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id", "municipality_id"],
            ["visit.id", "visit.municipality_id"],
            name="fk_visit_enrolment_visit_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("visit_id", "enrolment_id", name="pk_visit_enrolment"),
    )
    op.create_index("ix_visit_enrolment_enrolment_id", "visit_enrolment", ["enrolment_id"])
    op.create_index("ix_visit_enrolment_municipality_id", "visit_enrolment", ["municipality_id"])
