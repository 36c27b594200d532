"""The audit trail refuses to be changed: triggers on both engines."""

from alembic import op

revision = "0002"
down_revision = "0001"
TABLES = ("audit_entry", "audit_seal")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"
        )
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            op.execute(_trigger(table, verb))


def _trigger(table: str, verb: str) -> str:
    name = f"{table}_no_{verb.lower()}"
    if op.get_bind().dialect.name == "postgresql":
        return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    )
