"""How long a screen waits, by the second."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.db import new_id
from app.kiosk import idle
from app.kiosk.screen import SeenCall, SeenList, SeenVisit

START = datetime(2026, 11, 22, 10, tzinfo=UTC)
VISIT = SeenVisit(new_id(), "pt", "normal", False, False, False, active_at=START)
DRAFT, SAVED = SeenList(new_id(), "draft"), SeenList(new_id(), "saved")
CALL = SeenCall(new_id(), START, answered_at=None, withdrawn_at=None)


@pytest.mark.parametrize(
    ("inventory", "notice", "longest"),
    [(None, None, 120), (DRAFT, None, 120), (SAVED, None, 180), (None, CALL, 300)],
)
def test_the_server_waits_as_long_as_any_screen_and_no_longer(
    inventory: SeenList | None, notice: SeenCall | None, longest: int
) -> None:
    end = START + timedelta(seconds=longest + idle.GRACE + idle.UNTOLD)
    assert not idle.is_over(VISIT, inventory, notice, end)
    assert idle.is_over(VISIT, inventory, notice, end + timedelta(seconds=1))


def test_an_answered_call_counts_as_a_sign_of_life() -> None:
    answered = SeenCall(new_id(), START, answered_at=START + timedelta(seconds=250), withdrawn_at=None)
    assert idle.quiet_for(VISIT, answered, START + timedelta(seconds=260)) == 10
    assert idle.wait(idle.CHOICES, answered) == 60
    assert idle.wait(idle.CHOICES, CALL) == 300
