"""What a worker weighs: how much of it is libraries, how much ours, and what a further language adds.

Counted is a process's own memory, which is what one worker more takes. Shared by all workers and left out are
the pages of files (Python's program, libraries) and, of the application that the first process loaded
(app/serve.py), what a worker did not change yet: Python counts references in the things themselves, so that
whatever is used becomes a worker's own. What is resident with all of it stands beside. The first process is
not free, it keeps what the workers have changed as it was: how much a server of two workers takes with it is
told as well. The server runs as in production, and every kind of page that links lead to is drawn before it
is weighed.
"""

import base64
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.core.config import ROOT
from app.core.key_file import BYTES, KeyKind
from app.core.server import THREADS
from app.dev.bench.browser import Browser
from app.dev.bench.rows import CLERK, LEAVING, Row, begin_list, signed_in
from app.dev.bench.server import serving, weighed, weight, weight_of_all

PRODUCTION = {
    "AUTONOMUS_ENV": "production",
    "SECRET_KEY": "only for as long as this benchmark runs",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "TLS": "off",
}
FIRST, OTHERS = "pt", ("uk", "ar", "en")
MOST, MOST_A_LANGUAGE = 110, 1.5
NAMES = "import sys; from app.factory import create_app; print(*(n for n in sys.modules if n[:3] != 'app'))"
IMPORTED = """
import contextlib, importlib
for name in {names!r}.split():
    with contextlib.suppress(Exception):
        importlib.import_module(name)
print(open("/proc/self/smaps_rollup").read())
"""


def memory_rows(environment: dict[str, str]) -> Iterator[Row]:
    """A worker of its own on the filled database, weighed as page after page is drawn."""
    yield _told("libraries alone", *_libraries())
    with (
        tempfile.TemporaryDirectory(prefix="autonomus-anchors-") as apart,
        serving("wsgi:server", environment | PRODUCTION | _kept_apart(Path(apart))) as (port, pid),
    ):
        yield _told("started", *weight(pid))
        for _ in range(THREADS):  # each with a connection of its own
            _kiosk(port, FIRST)
        first = weight(pid)
        yield _told("every screen of the kiosk", *first)
        for language in OTHERS:
            _kiosk(port, language)
        further = (weight(pid)[0] - first[0]) / len(OTHERS)
        text, required = f"{further:.1f} MB", f"≤ {MOST_A_LANGUAGE} MB"
        yield Row("memory: a further language", text, required, further <= MOST_A_LANGUAGE)
        for language in ("pt", "en"):
            _office(port, environment["DATABASE_URL"].removeprefix("sqlite:///"), language)
        own, resident = weight(pid)
        in_all = weight_of_all(pid) + own
    yield Row("memory: two workers and their first process", f"{in_all:.0f} MB in all", "", reached=True)
    text = f"{own:.0f} MB its own, {resident:.0f} MB resident"
    yield Row("memory of a worker, every page in every language", text, f"≤ {MOST} MB its own", own <= MOST)


def _kept_apart(folder: Path) -> dict[str, str]:
    """Where anchors go, and a file with keys of this run; what the demo wrote with others reads empty."""
    file = folder / "keys"
    lost = (f"{kind} development lost" for kind in KeyKind)
    keys = (f"{kind} bench {base64.b64encode(os.urandom(BYTES)).decode()}" for kind in KeyKind)
    file.write_text("\n".join([*lost, *keys]))
    file.chmod(0o600)
    return {"AUDIT_FOLDER": str(folder), "KEYS_FILE": str(file)}


def _told(what: str, own: float, resident: float) -> Row:
    return Row(f"memory: {what}", f"{own:.0f} MB its own, {resident:.0f} MB resident", "", reached=True)


def _kiosk(port: int, language: str) -> None:
    visitor = Browser(port)
    visitor.cookies["__Host-terminal"] = "demo-terminal"
    begin_list(visitor, language)
    visitor.walk("/kiosk/contexts")
    visitor.send("/kiosk/leaving", LEAVING)


def _office(port: int, database: str, language: str) -> None:
    with closing(sqlite3.connect(database, timeout=10)) as connection:
        connection.execute("UPDATE staff SET language = ?", [language])
        connection.commit()
    signed_in(port, CLERK).walk("/")


def _libraries() -> tuple[float, float]:
    """A process that has imported what the application imports, and nothing of ours."""
    return weighed(_python(IMPORTED.format(names=_python(NAMES))))


def _python(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
