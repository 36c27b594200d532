"""The audit trail gets a key, a queue for its sealer, and guards against TRUNCATE and INSERT OR REPLACE.

What is there is chained anew with the key; nothing that this release has not written is sealed afterwards,
so the portal stands still meanwhile.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.core.secret import audit_key  # a key has no other place, and no migration can do without

revision = "0005"
down_revision = "0004"
TABLES = ("audit_entry", "audit_seal")
BATCH = 1_000
REFUSED = "the audit trail is append-only"
SAME = {
    "audit_entry": "SELECT 1 FROM audit_entry WHERE id = lower(NEW.id) OR rowid = NEW.rowid",
    "audit_seal": "SELECT 1 FROM audit_seal WHERE position = NEW.position OR entry_id = lower(NEW.entry_id)",
}
"""Rows that INSERT OR REPLACE would put a new one in the place of; no trigger of DELETE would be asked."""

entry = sa.table(
    "audit_entry",
    sa.column("id", sa.Uuid),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor_kind", sa.String),
    sa.column("actor_id", sa.Uuid),
    sa.column("municipality_id", sa.Uuid),
    sa.column("action", sa.String),
    sa.column("subject_type", sa.String),
    sa.column("subject_id", sa.Uuid),
    sa.column("detail", sa.JSON),
)
seal = sa.table(
    "audit_seal",
    sa.column("position", sa.Integer),
    sa.column("entry_id", sa.Uuid),
    sa.column("hash", sa.String),
)


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    if on_postgresql:
        op.execute("SET LOCAL statement_timeout = 0")
    for table in TABLES:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}" + (f" ON {table}" if on_postgresql else ""))
    op.add_column("audit_entry", sa.Column("mark", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "audit_waiting",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("is_refused", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_audit_waiting")),
    )
    _chain(op.get_bind())
    for statement in _on_postgresql() if on_postgresql else _on_sqlite():
        op.execute(statement)


def _chain(connection: sa.Connection) -> None:
    """Every entry, those in the chain first and in its order, gets a link that only the key could make."""
    previous, position = "0" * 64, 0
    key = audit_key()
    while links := _after(connection, position):
        for link in links:
            previous, position = _link(key, link.position, previous, link), link.position
            new = sa.update(seal).where(seal.c.position == position).values(hash=previous)
            connection.execute(new)
    unsealed = sa.select(entry).where(~sa.exists().where(seal.c.entry_id == entry.c.id)).order_by(entry.c.id)
    while found := connection.execute(unsealed.limit(BATCH)).all():
        for each in found:
            position += 1
            previous = _link(key, position, previous, each)
            connection.execute(sa.insert(seal).values(position=position, entry_id=each.id, hash=previous))


def _after(connection: sa.Connection, position: int) -> Sequence[Any]:
    both = sa.select(seal.c.position, entry).join(entry, entry.c.id == seal.c.entry_id)
    chosen = both.where(seal.c.position > position).order_by(seal.c.position).limit(BATCH)
    return connection.execute(chosen).all()


def _link(key: bytes, position: int, previous: str, found: Any) -> str:
    at = found.at.astimezone(UTC) if found.at.tzinfo else found.at.replace(tzinfo=UTC)
    content = [
        str(found.id),
        at.isoformat(timespec="microseconds"),
        found.actor_kind,
        str(found.actor_id),
        str(found.municipality_id),
        found.action,
        found.subject_type,
        str(found.subject_id),
        found.detail,
    ]
    text = json.dumps(["link", position, previous, *content], sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _on_postgresql() -> Iterator[str]:
    for table in TABLES:
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            yield (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
    yield (
        "CREATE FUNCTION wait_for_seal() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO audit_waiting (entry_id) VALUES (NEW.id); RETURN NULL; END $$"
    )
    yield (
        "CREATE TRIGGER audit_entry_waits AFTER INSERT ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION wait_for_seal()"
    )


def _on_sqlite() -> Iterator[str]:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            yield f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {refusal}"
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS ({SAME[table]}) {refusal}"
        )
    yield (
        "CREATE TRIGGER audit_entry_waits AFTER INSERT ON audit_entry "
        "BEGIN INSERT INTO audit_waiting (entry_id) VALUES (NEW.id); END"
    )
