"""Demo data, demo sign-ins and development helpers cannot run in production."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from app.core.config import ROOT, Environment
from app.factory import create_app
from tests.engines import settings

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "SECRET_KEY": "k" * 40,
    "ALLOWED_HOSTS": "localhost",
    "TLS": "off",
}

HEAVY = frozenset(
    {
        "PIL",
        "alembic",
        "fontTools",
        "holidays",
        "icalendar",
        "opening_hours",
        "phonenumbers",
        "psycopg",
        "pypdf",
        "python_calamine",
        "typst",
        "xlsxwriter",
    }
)
"""What most requests do without: imported where it is used, or a worker starts late and grows fat."""


def test_production_has_no_development_pages_or_commands(tmp_path: Path) -> None:
    config = replace(settings(f"sqlite:///{tmp_path}/p.db", tmp_path), environment=Environment.PRODUCTION)
    app = create_app(config)
    assert not [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/dev")]
    assert "demo" not in app.cli.commands


def test_production_never_loads_the_development_package(tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "DATABASE_URL": f"sqlite:///{tmp_path}/p.db", "DATA_FOLDER": str(tmp_path)}
    script = "import sys, wsgi; sys.exit(any(name.startswith('app.dev') for name in sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", script], env=environment, cwd=ROOT, check=False).returncode == 0
    )


def test_nothing_heavy_is_loaded_at_start(tmp_path: Path) -> None:
    environment = {**ENVIRONMENT, "DATABASE_URL": f"sqlite:///{tmp_path}/p.db", "DATA_FOLDER": str(tmp_path)}
    script = f"import sys, wsgi; print(*sorted({set(HEAVY)} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert not run.stdout.split()


def test_production_that_is_not_configured_says_what_to_set(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        env={"PATH": "/usr/bin:/bin"},
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode != 0
    for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "TLS"):
        assert f"{name} is not set" in run.stderr
