"""Second factors of staff, which roles take one, and sign-in through the town hall's own directory."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("staff_session", sa.Column("factor", sa.String(), nullable=False, server_default=""))
    op.add_column("staff_session", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    _of_staff(
        "authenticator_app",
        sa.Column("used_step", sa.Integer(), nullable=False),
        sa.Column("told_step", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("staff_id", name="uq_authenticator_app_staff_id"),
    )
    _of_staff(
        "passkey",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("credential_id", name="uq_passkey_credential_id"),
    )
    _of_staff(
        "recovery_code",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("code_hash", name="uq_recovery_code_code_hash"),
    )
    _of_staff(
        "provider_identity",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.UniqueConstraint("issuer", "subject", name="uq_provider_identity_issuer_subject"),
    )
    for table in ("passkey", "recovery_code", "provider_identity"):
        op.create_index(f"ix_{table}_staff_id", table, ["staff_id"])
    op.create_table(
        "factor_requirement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name="fk_factor_requirement_municipality_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_factor_requirement"),
        sa.UniqueConstraint("municipality_id", "role", name="uq_factor_requirement_municipality_id_role"),
    )
    op.create_index("ix_factor_requirement_municipality_id", "factor_requirement", ["municipality_id"])


def _of_staff(table: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=f"fk_{table}_staff_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
