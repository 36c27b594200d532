"""Who did what can be proved later: entries cannot be changed unseen, and the chain shows it."""

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from app.core import audit
from app.core.actor import SYSTEM
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import writing


@pytest.fixture
def entries(app: Autonomus) -> None:
    """Three sealed acts and one that is not sealed yet."""
    with writing():
        for number in range(3):
            audit.record(SYSTEM, "probe.done", "probe", count=number)
    with writing():
        audit.seal()
    with writing():
        audit.record(SYSTEM, "probe.done", "probe", count=3)


def test_an_untouched_chain_verifies_and_tells_its_unsealed_tail(entries: None) -> None:
    assert audit.verify() == audit.Verdict(checked=3, broken_at=None, unsealed=1)


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_seal"])
def test_the_database_refuses_to_change_the_trail(entries: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), writing():
        db.session.execute(text(statement))


def test_a_change_behind_the_triggers_breaks_the_chain(entries: None) -> None:
    with writing():
        _drop_triggers()
        second = select(audit.AuditSeal.entry_id).where(audit.AuditSeal.position == 2).scalar_subquery()
        db.session.execute(update(audit.AuditEntry).where(audit.AuditEntry.id == second).values(action="x"))
    assert audit.verify().broken_at == 2


def test_a_link_taken_out_breaks_the_chain(entries: None) -> None:
    with writing():
        _drop_triggers()
        db.session.execute(text("DELETE FROM audit_seal WHERE position = 2"))
    assert audit.verify().broken_at == 3


def test_sealing_again_goes_on_where_the_chain_ended(entries: None) -> None:
    with writing():
        assert audit.seal() == 1
    assert audit.verify() == audit.Verdict(checked=4, broken_at=None, unsealed=0)


def _drop_triggers() -> None:
    on_postgresql = db.engine.dialect.name == "postgresql"
    for table in ("audit_entry", "audit_seal"):
        for verb in ("update", "delete"):
            on = f" ON {table}" if on_postgresql else ""
            db.session.execute(text(f"DROP TRIGGER {table}_no_{verb}{on}"))
