"""The benchmark starts: its twins stand alone in a process of their own."""

import os
import subprocess
import sys

from app.core.config import ROOT

START = """
from sqlalchemy.orm import configure_mappers
from app.dev.bench.bare import app
configure_mappers()
"""


def test_the_twins_know_every_table_that_theirs_name() -> None:
    environment = {**os.environ, "DATABASE_URL": "sqlite://"}
    run = subprocess.run([sys.executable, "-c", START], cwd=ROOT, env=environment, check=False)
    assert run.returncode == 0
