#!/usr/bin/env python3
"""Keeps the kiosk's screen alive: holds the terminal's key, opens Chromium, waits while the server is away.

Standard library only, so that a plain Debian with Chromium is enough. See kiosk/README.md.
"""

import argparse
import fcntl
import html
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

STATE = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "autonomus-kiosk"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
TIMEOUT = 5.0
PROFILE = "autonomus-kiosk-"
LOOK_EVERY = 5.0
MISSES = 2
FLAGS = (
    "--kiosk",
    "--kiosk-printing",  # the print button prints at once: nobody has to understand a dialogue
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--password-store=basic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-breakpad",
    "--disable-quic",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--autoplay-policy=no-user-gesture-required",  # reading aloud goes on after a change of screen
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication",
)
UNTIL_KNOWN: dict[str, Any] = {
    "desk": "",
    "phone": "",
    "languages": [
        {
            "tag": "pt-PT",
            "direction": "ltr",
            "name": "Português",
            "sentences": ["Este ecrã está em pausa.", "Volta sozinho."],
        },
        {
            "tag": "en",
            "direction": "ltr",
            "name": "English",
            "sentences": ["This screen is taking a short break.", "It comes back by itself."],
        },
    ],
}
STYLE = (
    "body{margin:0;min-height:100vh;box-sizing:border-box;display:grid;place-content:safe center;gap:2.5rem;"
    "grid-template-columns:repeat(auto-fit,minmax(min(32rem,100%),1fr));padding:2rem;"
    "font:1.5rem/1.5 sans-serif;background:#faf6ee;color:#1f2a2f;text-align:center;text-wrap:balance}"
    "h1{font-size:1.2em;margin:0;color:#052b32}p{margin:.25rem 0}"
    ".hours{font-weight:700}"
    ".desk{grid-column:1/-1;font-weight:700;font-size:1.1em}"
    "@media(min-height:80rem){body{font-size:2.1rem}}"
)


class Away(Exception):
    """The server does not answer."""


class Refused(Exception):
    """The server answers and does not want the code or the key."""


def post(server: str, path: str, content: dict[str, str]) -> dict[str, Any]:
    """Send JSON and read JSON; raises Away or Refused."""
    request = urllib.request.Request(  # noqa: S310 -- checked_server allows http(s) only
        server + path, json.dumps(content).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return dict(json.load(answer))
    except urllib.error.HTTPError as error:
        raise (Refused if error.code in {403, 422} else Away) from error
    except (OSError, ValueError) as error:
        raise Away from error


def is_alive(server: str) -> bool:
    """Whether the server answers at all."""
    try:
        with urllib.request.urlopen(f"{server}/healthz", timeout=TIMEOUT):  # noqa: S310
            return True
    except (OSError, ValueError):
        return False


def checked_server(address: str) -> str:
    """The server's address without a path; https unless it is this machine. Raises ValueError."""
    url = urlsplit(address if "//" in address else f"https://{address}")
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise ValueError(f"{address} is no address of a server.")
    if url.scheme == "http" and url.hostname not in LOOPBACK:
        raise ValueError("The kiosk speaks to another machine over https only.")
    return f"{url.scheme}://{url.netloc}"


def keep(file: Path, content: str) -> None:
    """Write a file that only this user can read, all of it or nothing."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(
        os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as target:
        target.write(content)
    new.replace(file)


def waiting_page(away: dict[str, Any]) -> str:
    """What stands on the screen while the server is away: every language, the desk's hours and telephone."""
    said = html.escape
    blocks = "".join(
        f'<section lang="{said(each["tag"])}" dir="{said(each["direction"])}">'
        f"<h1>{said(each['sentences'][0])}</h1>"
        + "".join(f"<p>{said(sentence)}</p>" for sentence in each["sentences"][1:])
        + (f'<p class="hours">{said(each["hours"])}</p>' if each.get("hours") else "")
        + "</section>"
        for each in away["languages"]
    )
    known = [said(away[name]) for name in ("desk", "phone") if away[name]]
    desk = f'<p class="desk" lang="pt-PT" dir="ltr">{"<br>".join(known)}</p>' if known else ""
    head = f'<meta charset="utf-8"><title>Autonomus</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html><html lang="pt-PT"><head>{head}</head><body>{blocks}{desk}</body></html>'


@dataclass(frozen=True)
class Browser:
    """Chromium full screen with a profile that is thrown away when it ends."""

    program: str
    options: Sequence[str] = ()

    def show(self, address: str, until: Callable[[], bool]) -> None:
        """Open an address; returns when Chromium ends, or closes it when `until` says so.

        The profile is locked meanwhile: one that nobody holds is what a killed launcher left, downloads too.
        """
        for left in Path(tempfile.gettempdir()).glob(f"{PROFILE}*/lock"):
            with suppress(OSError), left.open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left.parent)
        temporary = tempfile.TemporaryDirectory(prefix=PROFILE, ignore_cleanup_errors=True)
        with temporary as profile, Path(profile, "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._prepare(Path(profile))
            command = [self.program, *FLAGS, *self.options, f"--user-data-dir={profile}", address]
            process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- its work
            try:
                while process.poll() is None and not until():
                    time.sleep(0.2)
            finally:
                _end(process)

    @staticmethod
    def _prepare(profile: Path) -> None:
        """Whatever is downloaded goes where it is thrown away, and is not shown on the screen."""
        downloads = {"default_directory": str(profile / "downloads"), "prompt_for_download": False}
        settings = {"download": downloads, "plugins": {"always_open_pdf_externally": True}}
        (profile / "Default").mkdir()
        (profile / "Default/Preferences").write_text(json.dumps(settings), "utf-8")


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(5)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


@dataclass
class Watch:
    """Asks from time to time whether the server answers; `missed` and `answers` are for Browser.show."""

    server: str
    every: float = LOOK_EVERY
    looked: float = 0.0
    misses: int = 0

    def _looks(self) -> bool:
        if time.monotonic() - self.looked < self.every:
            return False
        self.looked = time.monotonic()
        return True

    def missed(self) -> bool:
        """Whether the server failed to answer twice running."""
        if self._looks():
            self.misses = 0 if is_alive(self.server) else self.misses + 1
        return self.misses >= MISSES

    def answers(self) -> bool:
        """Whether the server answers (again)."""
        return self._looks() and is_alive(self.server)


def enrol(server: str, state: Path, ask: Callable[[str], str] = input) -> None:
    """Trade the one-time code for the terminal's key and keep that."""
    server = checked_server(server)
    answer = post(server, "/kiosk/terminals/enrolment", {"code": ask("One-time code: ")})
    keep(state / "terminal.json", json.dumps({"server": server, "key": answer["key"]}))
    print(f"Connected as “{answer['name']}”.")


def run(state: Path, browser: Browser, *, every: float = LOOK_EVERY, rounds: int | None = None) -> None:
    """Start, restart, wait, recover: for ever, or for so many rounds."""
    terminal = json.loads((state / "terminal.json").read_text("utf-8"))
    server, done = terminal["server"], 0
    while rounds is None or done < rounds:
        began = time.monotonic()
        try:
            answer = post(server, "/kiosk/terminals/starts", {"key": terminal["key"]})
        except Away:
            _wait(state, browser, Watch(server, every, looked=time.monotonic()))
        except Refused:  # revoked: only the office can change that, so ask again now and then
            _wait(state, browser, Watch(server, 12 * every, looked=time.monotonic()))
        else:
            keep(state / "away.json", json.dumps(answer["away"], ensure_ascii=False))
            browser.show(server + answer["start"], Watch(server, every, looked=time.monotonic()).missed)
        done += 1
        time.sleep(max(0.0, every - (time.monotonic() - began)))  # a browser that cannot start


def _wait(state: Path, browser: Browser, watch: Watch) -> None:
    try:
        away = json.loads((state / "away.json").read_text("utf-8"))
    except (OSError, ValueError):
        away = UNTIL_KNOWN
    page = state / "away.html"
    keep(page, waiting_page(away))
    browser.show(page.resolve().as_uri(), watch.answers)


def main(arguments: Sequence[str] | None = None) -> int:
    """The two commands: enrol, start."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--state", type=Path, default=STATE, help="folder of the key (default: %(default)s)")
    commands = parser.add_subparsers(dest="command", required=True)
    connect = commands.add_parser("enrol", help="connect this device with a one-time code")
    connect.add_argument("--server", required=True, help="such as https://portal.example.pt")
    begin = commands.add_parser("start", help="open the kiosk and keep it open")
    begin.add_argument("--chromium", default=next(filter(None, map(shutil.which, CHROMIUM)), "chromium"))
    begin.add_argument("--option", action="append", default=[], help="one more option for Chromium")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _stop)
    try:
        if chosen.command == "enrol":
            enrol(chosen.server, chosen.state)
        else:
            run(chosen.state, Browser(chosen.chromium, chosen.option))
    except (Away, Refused, ValueError, FileNotFoundError) as error:
        print(_explained(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _explained(error: Exception) -> str:
    if isinstance(error, Away):
        return "The server does not answer. Check its address and this device's connection."
    if isinstance(error, Refused):
        return "This code is not valid, or no longer. Ask the administrator for a new one."
    if isinstance(error, FileNotFoundError):
        return f"Not found: {error.filename}. Connect first with “enrol”, and install Chromium."
    return str(error)


def _stop(*_: object) -> NoReturn:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main())
