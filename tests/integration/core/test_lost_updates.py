"""Read, then write, from several processes at once: no update is lost on either engine.

With SQLite's usual lazy BEGIN, and with PostgreSQL without a row lock, hundreds of 600 were lost.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from app.core.application import Autonomus
from app.core.db import db
from app.core.throttle import TryCount
from tests.engines import Engine
from tests.turns import everything

PROCESSES, ROUNDS = 4, 500 if everything() else 40
SCRIPT = """
import sys
from datetime import datetime
from pathlib import Path
from app.core import clock
from app.core.throttle import count
from app.core.unit_of_work import writing
from app.factory import create_app
from tests.engines import settings

with create_app(settings(sys.argv[1], Path(sys.argv[2]))).app_context():
    with clock.frozen_at(datetime.fromisoformat("2026-03-01T10:00:00+00:00")):
        for _ in range(int(sys.argv[3])):
            with writing():
                count("race", "one")
"""


@pytest.mark.clock("2026-03-01T10:00:00+00:00")
def test_no_update_is_lost_between_processes(app: Autonomus, engine: Engine, tmp_path: Path) -> None:
    """Nor by those who make the row at the same time: it is not there before them."""
    command = [sys.executable, "-c", SCRIPT, engine.url, str(tmp_path), str(ROUNDS)]
    running = [subprocess.Popen(command) for _ in range(PROCESSES)]
    assert [process.wait(timeout=600) for process in running] == [0] * PROCESSES
    db.session.rollback()
    assert db.session.query(TryCount).one().tries == PROCESSES * ROUNDS
