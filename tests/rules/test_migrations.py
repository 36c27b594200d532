"""Migrations: the models and the database agree, names count up, a failed one leaves the old state."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from app.core.application import Autonomus
from app.core.config import ROOT
from app.core.db import Base, db
from app.core.health import is_migrated

VERSIONS = ROOT / "migrations" / "versions"


def test_migrations_are_numbered_one_after_the_other() -> None:
    names = sorted(path.stem for path in VERSIONS.glob("*.py"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", name) for name in names)


def test_the_migrated_database_is_what_the_models_say(app: Autonomus) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert not compare_metadata(context, Base.metadata)
    assert is_migrated()


def test_a_failed_migration_leaves_the_old_state(app: Autonomus, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in ("env.py", "script.py.mako", "alembic.ini"):
        (folder / file).write_bytes((ROOT / "migrations" / file).read_bytes())
    for path in VERSIONS.glob("*.py"):
        (folder / "versions" / path.name).write_bytes(path.read_bytes())
    head = max(path.stem[:4] for path in VERSIONS.glob("*.py"))
    broken = f"""
from alembic import op
revision, down_revision = "9999", "{head}"
def upgrade():
    op.execute("CREATE TABLE half_way (id INTEGER)")
    op.execute("DROP TABLE nowhere")
"""
    (folder / "versions" / "9999_broken.py").write_text(broken)
    with pytest.raises(DatabaseError):
        upgrade(directory=str(folder))
    assert not inspect(db.engine).has_table("half_way")
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == head
