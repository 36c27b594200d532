"""Demo data, demo sign-ins and development helpers cannot run in production."""

import base64
import json
import os
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.config import ROOT, Environment
from app.factory import create_app
from tests.engines import settings
from tests.serving import by_granian

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "SECRET_KEY": "a secret of this test, and of nothing else",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "TLS": "off",
}


def production(folder: Path) -> dict[str, Any]:
    """Everything that production asks for, in a folder of a test."""
    for name in ("data", "anchors"):
        (folder / name).mkdir()
    keys = folder / "keys"
    keys.touch(mode=0o600)
    key = base64.b64encode(os.urandom(32)).decode()
    keys.write_text(f"encryption first {key}\nindex first {key}\n")
    return {
        **ENVIRONMENT,
        "KEYS_FILE": str(keys),
        "DATABASE_URL": f"sqlite:///{folder}/p.db",
        "DATA_FOLDER": str(folder / "data"),
        "AUDIT_FOLDER": str(folder / "anchors"),
    }


HEAVY = frozenset(
    {
        "OpenSSL",
        "PIL",
        "alembic",
        "authlib",
        "cbor2",
        "cryptography",
        "docx",
        "fontTools",
        "holidays",
        "icalendar",
        "lxml",
        "odfdo",
        "phonenumbers",
        "psycopg",
        "pyasn1",
        "pyotp",
        "pypdf",
        "python_calamine",
        "typst",
        "webauthn",
        "xlsxwriter",
    }
)
"""What most requests do without: imported where it is used, or a worker starts late and grows fat."""


def test_production_has_no_development_pages_or_commands(tmp_path: Path) -> None:
    config = replace(settings(f"sqlite:///{tmp_path}/p.db", tmp_path), environment=Environment.PRODUCTION)
    app = create_app(config)
    assert not [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/dev")]
    assert "demo" not in app.cli.commands


def test_production_loads_nothing_for_development_and_nothing_heavy_at_start(tmp_path: Path) -> None:
    environment = production(tmp_path)
    script = "import sys, wsgi; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    loaded = set(run.stdout.split())
    assert "app.factory" in loaded
    assert not [name for name in loaded if name.startswith("app.dev")]
    assert not loaded & HEAVY


IMPORT_EACH = """
import importlib, sys
from sqlalchemy import event
from sqlalchemy.orm import Mapper

@event.listens_for(Mapper, "before_configured")
def asked():
    raise AssertionError("a module asks what its table is joined to while it is imported")

for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_modules_are_imported_in_any_order() -> None:
    """Who asks for a table's relations at import needs all other tables to be there, which is luck."""
    paths = (path.relative_to(ROOT).with_suffix("") for path in (ROOT / "app").rglob("*.py"))
    # The benchmark's twins are an application of their own.
    names = [".".join(each.parts) for each in paths if not {"__init__", "__main__", "bare"} & {*each.parts}]
    subprocess.run([sys.executable, "-c", IMPORT_EACH, *names], cwd=ROOT, check=True)


def test_production_answers_whom_its_own_server_brings(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its workers, forks of a process that looked for keys, share no connection; logs stay lines of JSON."""
    environment = production(tmp_path) | {"LOG_LEVEL": "INFO"}
    with by_granian(tmp_path, "wsgi:server", workers=2, **environment) as (port, first):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert json.load(answer) == {"status": "alive"}
        opened = [str(each.readlink()) for each in Path(f"/proc/{first.pid}/fd").iterdir()]
        assert not [each for each in opened if "p.db" in each]
        assert len([*Path(f"/proc/{first.pid}/task").iterdir()]) == 1 + 2, "granian's own: one a worker"
        first.send_signal(signal.SIGTERM)
        assert first.wait(10) == 0
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert {"/healthz"} == {line["route"] for line in lines if line["logger"] == "app.request"}


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
    for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "TLS", "AUDIT_FOLDER"):
        assert f"{name} is not set" in run.stderr


def test_production_does_not_start_without_a_key_that_values_need(tmp_path: Path) -> None:
    environment = production(tmp_path)
    with closing(sqlite3.connect(tmp_path / "p.db")) as database:
        database.execute("CREATE TABLE key_use (kind TEXT, name TEXT)")
        database.execute("INSERT INTO key_use VALUES ('encryption', 'first'), ('index', 'of-last-year')")
        database.commit()
    run = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        env=environment,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert "the index key “of-last-year” is not in KEYS_FILE" in run.stderr
