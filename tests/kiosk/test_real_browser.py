"""The launcher, a real Chromium and the product itself: from the one-time code to the first screen."""

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.core import clock
from app.core.application import Autonomus
from app.core.db import db
from app.core.links import hash_of
from app.core.unit_of_work import writing
from app.kiosk.models import Terminal, TerminalSession
from kiosk import launch
from tests.cast import Cast
from tests.serving import serving

CODE = "042618993"
CHROMIUM = next(filter(None, map(shutil.which, launch.CHROMIUM)), None)
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


@pytest.fixture
def server(app: Autonomus, cast: Cast) -> Iterator[str]:
    """The product, in which the cast's terminal waits for its code."""
    with writing():
        until = clock.now() + timedelta(minutes=30)
        db.session.execute(update(Terminal).values(enrolment_hash=hash_of(CODE), enrolment_until=until))
    db.session.rollback()
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


def is_connected() -> bool:
    """Whether a browser has traded its ticket for the terminal's cookie."""
    traded = select(TerminalSession).where(
        TerminalSession.token_hash.is_not(None), TerminalSession.ended_at.is_(None)
    )
    found = db.session.scalars(traded).first()
    db.session.rollback()
    return found is not None


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_code_leads_to_a_connected_screen_and_leaves_no_profile(server: str, tmp_path: Path) -> None:
    assert CHROMIUM
    state = tmp_path / "state"
    launch.enrol(server, state, ask=lambda _words: CODE)
    assert not is_connected()
    key = json.loads((state / "terminal.json").read_text("utf-8"))["key"]
    answer = launch.post(server, "/kiosk/terminals/starts", {"key": key})
    launch.Browser(CHROMIUM, QUIET).show(server + answer["start"], is_connected)
    assert is_connected()
    with pytest.raises(launch.Refused):
        launch.post(server, "/kiosk/terminals/enrolment", {"code": CODE})
