"""The launcher against a server of the test and a browser that only notes what it was asked to open."""

import fcntl
import io
import json
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from kiosk import launch

CODE = "042618993"
AWAY = {
    "desk": "Vale de Amieira",
    "phone": "+351 239 000 000",
    "languages": [
        {
            "tag": "pt-PT",
            "direction": "ltr",
            "name": "Português",
            "sentences": ["Pausa.", "<Volta>."],
            "hours": "das 9:00 às 17:00",
        },
        {
            "tag": "ar",
            "direction": "rtl",
            "name": "العربية",
            "sentences": ["استراحة."],
            "hours": "من 9:00 إلى 17:00",
        },
    ],
}
FAKE = """
import sys, time
with open({log!r}, "a", encoding="utf-8") as log:
    log.write(sys.argv[-1] + "\\n")
time.sleep({seconds})
"""


class Portal(BaseHTTPRequestHandler):
    """Answers as the product does; `away` makes it fail."""

    away: ClassVar[bool] = False
    starts: ClassVar[int] = 0

    def do_GET(self) -> None:
        self._answer(503 if type(self).away else 200, {})

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if type(self).away:
            self._answer(503, {})
        elif self.path == "/kiosk/terminals/enrolment":
            known = sent == {"code": CODE}
            self._answer(201 if known else 422, {"key": "the key", "name": "Átrio"} if known else {})
        else:
            known = sent == {"key": "the key"}
            type(self).starts += known
            self._answer(201 if known else 403, {"start": f"/kiosk/start/{self.starts}", "away": AWAY})

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Portal.away, Portal.starts = False, 0
    portal = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=portal.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{portal.server_port}"
    portal.shutdown()
    portal.server_close()


@pytest.fixture
def state(tmp_path: Path, server: str) -> Path:
    """A device that is connected."""
    launch.enrol(server, tmp_path / "state", ask=lambda _words: CODE)
    return tmp_path / "state"


def fake(folder: Path, *, seconds: float) -> tuple[launch.Browser, Path]:
    """A browser that notes the address it opens and ends after some seconds."""
    log, program = folder / "opened", folder / "browser"
    program.write_text(f"#!{sys.executable}\n{FAKE.format(log=str(log), seconds=seconds)}", "utf-8")
    program.chmod(0o755)
    return launch.Browser(str(program)), log


def test_the_key_is_kept_where_only_this_user_reads_it(state: Path, server: str) -> None:
    file = state / "terminal.json"
    assert json.loads(file.read_text("utf-8")) == {"server": server, "key": "the key"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_a_wrong_code_keeps_nothing_and_says_what_to_do(
    tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("000000000\n"))
    assert launch.main(["--state", str(tmp_path / "none"), "enrol", "--server", server]) == 1
    assert "Ask the administrator" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("address", ["http://portal.example.pt", "ftp://portal.example.pt", "https://"])
def test_another_machine_is_spoken_to_over_https_only(address: str) -> None:
    with pytest.raises(ValueError, match=r"https only|no address"):
        launch.checked_server(address)
    assert launch.checked_server("portal.example.pt/kiosk") == "https://portal.example.pt"


def test_a_browser_that_ends_is_opened_again_with_a_new_start(
    state: Path, tmp_path: Path, server: str
) -> None:
    browser, log = fake(tmp_path, seconds=0)
    launch.run(state, browser, every=0.1, rounds=3)
    assert log.read_text().split() == [f"{server}/kiosk/start/{number}" for number in (1, 2, 3)]


def test_what_a_killed_launcher_left_of_a_browser_is_gone_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A switched-off device kills its launcher, with what people have saved on it still in the profile."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    browser, _log = fake(tmp_path, seconds=0)
    left, another = (tmp_path / f"{launch.PROFILE}{name}" for name in ("left", "another"))
    for profile in (left, another):
        (profile / "downloads").mkdir(parents=True)
        (profile / "downloads" / "folha.pdf").write_text("what somebody can do", "utf-8")
        (profile / "lock").touch()
    with (another / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        browser.show("about:blank", lambda: False)
        assert list(tmp_path.glob(f"{launch.PROFILE}*")) == [another], "a running one is left alone"
    browser.show("about:blank", lambda: False)
    assert list(tmp_path.glob(f"{launch.PROFILE}*")) == []


def test_while_the_server_is_away_a_page_in_all_languages_waits(
    state: Path, tmp_path: Path, server: str
) -> None:
    quick, log = fake(tmp_path, seconds=0)
    launch.run(state, quick, every=0.1, rounds=1)
    Portal.away = True
    launch.run(state, quick, every=0.1, rounds=1)
    assert log.read_text().split()[-1] == (state / "away.html").as_uri()
    page = (state / "away.html").read_text("utf-8")
    assert 'lang="ar" dir="rtl"' in page
    assert "&lt;Volta&gt;" in page
    assert "das 9:00 às 17:00" in page
    assert "من 9:00 إلى 17:00" in page
    assert "+351 239 000 000" in page


def test_it_leaves_a_server_that_went_away_and_comes_back_by_itself(
    state: Path, tmp_path: Path, server: str
) -> None:
    lasting, log = fake(tmp_path, seconds=60)
    working = threading.Thread(
        target=launch.run, args=(state, lasting), kwargs={"every": 0.2, "rounds": 2}, daemon=True
    )
    working.start()
    until(lambda: log.exists() and "start/1" in log.read_text())
    Portal.away = True
    until(lambda: "away.html" in log.read_text())
    Portal.away = False
    working.join(20)
    assert not working.is_alive()


def test_before_the_first_good_start_the_page_still_says_something(tmp_path: Path) -> None:
    page = launch.waiting_page(launch.UNTIL_KNOWN)
    assert "Este ecrã está em pausa." in page
    assert "This screen is taking a short break." in page


def until(holds: Any, seconds: float = 20) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)
