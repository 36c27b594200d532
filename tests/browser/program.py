"""The Chromium that this machine has, and how tests start it."""

import os
import shutil

from kiosk import launch

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # A new frame for every page costs a fifth. The last such list counts: the first two are Playwright's own.
    "--enable-features=CDPScreenshotNewSurface,SkipListAccountsWithoutGaiaCookies,RenderDocument:level/crashed-frame",
    "--js-flags=--no-opt,--no-maglev",  # quick code comes too late for a page, and making it costs a tenth
)
NAMES = ("chromium-headless-shell", *launch.CHROMIUM)  # the shell does two fifths less


def program() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def arguments() -> list[str]:
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
