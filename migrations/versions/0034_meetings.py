"""Meetings of the network: convened, held, decided in, written down."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table(
        "body_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("second_after", sa.Integer(), nullable=True),
        sa.Column("second_least", sa.Integer(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name="fk_body_rule_body_id"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_body_rule_municipality_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_body_rule"),
    )
    op.create_index("ix_body_rule_body_id", "body_rule", ["body_id"])
    op.create_index("ix_body_rule_municipality_id", "body_rule", ["municipality_id"])
    op.create_table(
        "meeting",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rule_kind", sa.String(), nullable=False),
        sa.Column("rule_number", sa.Integer(), nullable=True),
        sa.Column("second_after", sa.Integer(), nullable=True),
        sa.Column("second_least", sa.Integer(), nullable=True),
        sa.Column("convened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("convened_by", sa.Uuid(), nullable=True),
        sa.Column("began", sa.Time(), nullable=True),
        sa.Column("closed", sa.Time(), nullable=True),
        sa.Column("on_second_call", sa.Boolean(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_in_id", sa.Uuid(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_meeting_municipality_id"),
        sa.ForeignKeyConstraint(
            ["approved_in_id", "municipality_id"],
            ["meeting.id", "meeting.municipality_id"],
            name="fk_meeting_approved_in_id_municipality_id",
        ),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name="fk_meeting_body_id"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_meeting_id_municipality_id"),
    )
    op.create_index("ix_meeting_body_id", "meeting", ["body_id"])
    op.create_index("ix_meeting_municipality_id", "meeting", ["municipality_id"])
    op.create_index("ix_meeting_municipality_id_on", "meeting", ["municipality_id", "on", "id"])
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_agenda_item_municipality_id"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id", "municipality_id"],
            ["meeting.id", "meeting.municipality_id"],
            name="fk_agenda_item_meeting_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_agenda_item_id_municipality_id"),
    )
    op.create_index("ix_agenda_item_meeting_id", "agenda_item", ["meeting_id"])
    op.create_index("ix_agenda_item_municipality_id", "agenda_item", ["municipality_id"])
    op.create_table(
        "invitee",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("is_member", sa.Boolean(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_how", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("spokesperson", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_invitee_municipality_id"),
        sa.ForeignKeyConstraint(["party_id"], ["organisation.id"], name="fk_invitee_party_id"),
        sa.ForeignKeyConstraint(
            ["meeting_id", "municipality_id"],
            ["meeting.id", "meeting.municipality_id"],
            name="fk_invitee_meeting_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invitee"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_invitee_id_municipality_id"),
    )
    op.create_index("ix_invitee_meeting_id", "invitee", ["meeting_id"])
    op.create_index("ix_invitee_municipality_id", "invitee", ["municipality_id"])
    op.create_index("ix_invitee_party_id", "invitee", ["party_id"])
    op.create_table(
        "resolution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("agenda_item_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("owner_party_id", sa.Uuid(), nullable=True),
        sa.Column("owner_staff_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_how", sa.String(), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["owner_party_id"], ["organisation.id"], name="fk_resolution_owner_party_id"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_resolution_municipality_id"
        ),
        sa.ForeignKeyConstraint(["owner_staff_id"], ["staff.id"], name="fk_resolution_owner_staff_id"),
        sa.ForeignKeyConstraint(
            ["meeting_id", "municipality_id"],
            ["meeting.id", "meeting.municipality_id"],
            name="fk_resolution_meeting_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id", "municipality_id"],
            ["agenda_item.id", "agenda_item.municipality_id"],
            name="fk_resolution_agenda_item_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_resolution"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_resolution_id_municipality_id"),
    )
    op.create_index("ix_resolution_agenda_item_id", "resolution", ["agenda_item_id"])
    op.create_index("ix_resolution_meeting_id", "resolution", ["meeting_id"])
    op.create_index("ix_resolution_municipality_id", "resolution", ["municipality_id"])
    op.create_index("ix_resolution_municipality_id_due_on", "resolution", ["municipality_id", "due_on", "id"])
    op.create_index("ix_resolution_owner_party_id", "resolution", ["owner_party_id"])
    op.create_index("ix_resolution_owner_staff_id", "resolution", ["owner_staff_id"])
    op.create_table(
        "dissent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("whose", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["municipality_id"], ["municipality.id"], name="fk_dissent_municipality_id"),
        sa.ForeignKeyConstraint(
            ["resolution_id", "municipality_id"],
            ["resolution.id", "resolution.municipality_id"],
            name="fk_dissent_resolution_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dissent"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_dissent_id_municipality_id"),
    )
    op.create_index("ix_dissent_municipality_id", "dissent", ["municipality_id"])
    op.create_index("ix_dissent_resolution_id", "dissent", ["resolution_id"])
    op.create_table(
        "minutes_correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_minutes_correction_municipality_id"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id", "municipality_id"],
            ["meeting.id", "meeting.municipality_id"],
            name="fk_minutes_correction_meeting_id_municipality_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_minutes_correction"),
        sa.UniqueConstraint("id", "municipality_id", name="uq_minutes_correction_id_municipality_id"),
    )
    op.create_index("ix_minutes_correction_meeting_id", "minutes_correction", ["meeting_id"])
    op.create_index("ix_minutes_correction_municipality_id", "minutes_correction", ["municipality_id"])
