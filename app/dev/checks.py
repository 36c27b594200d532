"""The one list of checks: `./dev test` runs all, top to bottom; `./dev check NAME` runs one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Check(NamedTuple):
    """Commands that must all succeed.

    `{scratch}` in a command or variable stands for an empty folder that is removed afterwards.
    """

    name: str
    reason: str
    commands: tuple[str, ...]
    environment: Mapping[str, str] = MappingProxyType({})


# Cheap ones first, so that a slip shows within seconds.
CHECKS = (
    Check(
        "ruff",
        "mistakes and style that a machine finds",
        ("ruff check --quiet",),
    ),
    Check(
        "format",
        "one layout of code, so that a diff shows only what changed",
        ("ruff format --quiet --check",),
    ),
    Check(
        "templates",
        "mistakes in templates that only show in a browser",
        ("djlint --lint --quiet app",),
    ),
    Check(
        "imports",
        "the directions of the architecture: who may import whom",
        ("lint-imports --no-logo",),
    ),
    Check(
        "dependencies",
        "every import is declared, every declared package is used",
        ("deptry app migrations",),
    ),
    Check(
        "dead-code",
        "no function, argument or variable that nothing uses",
        ("vulture",),
    ),
    Check(
        "types",
        "mypy, strict",
        ("mypy app tests migrations dev wsgi.py",),
    ),
    Check(
        "migrations",
        "migrating an empty database yields what the models say",
        ("flask db upgrade", "flask db check"),
        {
            "AUTONOMUS_ENV": "development",
            "DATABASE_URL": "sqlite:///{scratch}/migrated.db",
            "DATA_FOLDER": "{scratch}",
        },
    ),
    Check(
        "tests-sqlite",
        "all tests but the browser's, on SQLite",
        ("pytest -n 2 --ignore=tests/browser",),
    ),
    Check(
        "tests-postgresql",
        "the same on a real PostgreSQL: what the pages do must not depend on the engine",
        ("pytest -n 2 --ignore=tests/browser --engine=postgresql",),
    ),
)
