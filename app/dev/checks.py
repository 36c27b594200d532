"""The one list of checks: `./dev test` runs all, two at a time; `./dev check NAME` runs one.

Every check is one process that is busy on one core, so that two fill the two cores of a small machine.
"""

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


PYTEST = "pytest --basetemp={scratch}/pytest"
WITHOUT_BROWSER = "--ignore=tests/browser --ignore=tests/kiosk"

# Cheap ones first, so that a slip shows within seconds; of the tests the longest first, so that the two
# ends meet. A folder of its own for each: pytest's common one is closed to PostgreSQL's other user.
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
        ("mypy app kiosk tests migrations dev wsgi.py",),
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
        "translations",
        "every sentence stands in every language that is offered, with its placeholders",
        ("python -m app.dev.translations check",),
    ),
    Check(
        "catalogue",
        "the competence catalogue's files are whole and agree with each other",
        ("python -m app.skills.catalogue_files",),
    ),
    Check(
        "browser",
        "journeys and layout in a real Chromium",
        (f"{PYTEST} tests/browser",),
    ),
    Check(
        "tests-postgresql",
        "what meets a database, on a real PostgreSQL: pages must not depend on the engine",
        (f"{PYTEST} {WITHOUT_BROWSER} --engine=postgresql",),
    ),
    Check(
        "tests-sqlite",
        "all tests that need no browser but the rules, on SQLite",
        (f"{PYTEST} {WITHOUT_BROWSER} --ignore=tests/rules",),
    ),
    Check(
        "rules",
        "what holds for every page, form, file and query, on SQLite; half as long as all the others",
        (f"{PYTEST} tests/rules",),
    ),
    Check(
        "kiosk-kit",
        "what runs on the public device",
        (f"{PYTEST} tests/kiosk",),
    ),
)
