"""Registration in the field: devices, what they are given and hand over, slips."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    op.create_table(
        "outreach_device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("enrolment_hash", sa.String(), nullable=True),
        sa.Column("enrolment_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key_hash", sa.String(), nullable=True),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_outreach_device_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_device")),
        sa.UniqueConstraint("enrolment_hash", name=op.f("uq_outreach_device_enrolment_hash")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_outreach_device_id_municipality_id")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_outreach_device_key_hash")),
    )
    with op.batch_alter_table("outreach_device", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outreach_device_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "outreach_pack",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("prepared_by", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("private_key_encrypted", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id", "municipality_id"],
            ["outreach_device.id", "outreach_device.municipality_id"],
            name=op.f("fk_outreach_pack_device_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_outreach_pack_municipality_id")
        ),
        sa.ForeignKeyConstraint(["prepared_by"], ["staff.id"], name=op.f("fk_outreach_pack_prepared_by")),
        sa.ForeignKeyConstraint(
            ["session_id", "municipality_id"],
            ["session.id", "session.municipality_id"],
            name=op.f("fk_outreach_pack_session_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_pack")),
        sa.UniqueConstraint("id", "municipality_id", name=op.f("uq_outreach_pack_id_municipality_id")),
    )
    with op.batch_alter_table("outreach_pack", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outreach_pack_device_id"), ["device_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outreach_pack_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outreach_pack_session_id"), ["session_id"], unique=False)

    op.create_table(
        "outreach_record",
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("pack_id", sa.Uuid(), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("slip", sa.String(), nullable=False),
        sa.Column("box", sa.String(), nullable=False),
        sa.Column("carried", sa.String(), nullable=False),
        sa.Column("content_encrypted", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("same_as", sa.Uuid(), nullable=True),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_outreach_record_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=op.f("fk_outreach_record_participant_id_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "municipality_id"],
            ["session.id", "session.municipality_id"],
            name=op.f("fk_outreach_record_session_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_record")),
    )
    with op.batch_alter_table("outreach_record", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outreach_record_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            "ix_outreach_record_municipality_id_state", ["municipality_id", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outreach_record_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outreach_record_same_as"), ["same_as"], unique=False)
        batch_op.create_index("ix_outreach_record_session_id_state", ["session_id", "state"], unique=False)

    op.create_table(
        "outreach_slip",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_outreach_slip_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "municipality_id"],
            ["session.id", "session.municipality_id"],
            name=op.f("fk_outreach_slip_session_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_slip")),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_outreach_slip_session_id_number")),
    )
    with op.batch_alter_table("outreach_slip", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outreach_slip_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "outreach_registration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("slip", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("wants_call", sa.Boolean(), nullable=False),
        sa.Column("captured_on", sa.Date(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_outreach_registration_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "municipality_id"],
            ["participant.id", "participant.municipality_id"],
            name=op.f("fk_outreach_registration_participant_id_municipality_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "municipality_id"],
            ["session.id", "session.municipality_id"],
            name=op.f("fk_outreach_registration_session_id_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_registration")),
    )
    with op.batch_alter_table("outreach_registration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outreach_registration_municipality_id"), ["municipality_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outreach_registration_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outreach_registration_session_id"), ["session_id"], unique=False)
        batch_op.create_index(
            "uq_outreach_registration_slip",
            ["session_id", "slip"],
            unique=True,
            sqlite_where=sa.text("slip <> ''"),
            postgresql_where=sa.text("slip <> ''"),
        )
