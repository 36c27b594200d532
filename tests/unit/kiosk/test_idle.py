"""How long a screen waits, by the second."""

from datetime import UTC, datetime, timedelta

import pytest

from app.kiosk import idle
from app.kiosk.models import Visit
from app.network.models import Notice
from app.skills.models import Inventory

START = datetime(2026, 11, 22, 10, tzinfo=UTC)
VISIT = Visit(active_at=START)
SAVED = Inventory(state="saved")
CALL = Notice(raised_at=START)


@pytest.mark.parametrize(
    ("inventory", "notice", "longest"),
    [(None, None, 120), (Inventory(state="draft"), None, 120), (SAVED, None, 180), (None, CALL, 300)],
)
def test_the_server_waits_as_long_as_any_screen_and_no_longer(
    inventory: Inventory | None, notice: Notice | None, longest: int
) -> None:
    end = START + timedelta(seconds=longest + idle.GRACE + idle.UNTOLD)
    assert not idle.is_over(VISIT, inventory, notice, end)
    assert idle.is_over(VISIT, inventory, notice, end + timedelta(seconds=1))


def test_an_answered_call_counts_as_a_sign_of_life() -> None:
    answered = Notice(raised_at=START, answered_at=START + timedelta(seconds=250))
    assert idle.quiet_for(VISIT, answered, START + timedelta(seconds=260)) == 10
    assert idle.wait(idle.CHOICES, answered) == 60
    assert idle.wait(idle.CHOICES, CALL) == 300
