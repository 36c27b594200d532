"""A cost that grows with the rows shows with the fewer rows of the short list too."""

import pytest
from sqlalchemy import text

from app.core.db import db
from tests import turns
from tests.counting import counted, more


@pytest.mark.usefixtures("app")
def test_one_query_more_for_each_hundred_rows_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPLED", raising=False)
    monkeypatch.setattr(turns, "LEFT_OUT", {})

    def cost(rows: int) -> int:
        with counted() as statements:
            for _ in range(0, rows, 100):
                db.session.execute(text("SELECT 1"))
        return len(statements)

    assert cost(10) < cost(10 + more(990))
    assert turns.LEFT_OUT


def test_with_everything_nothing_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLED", "no")
    assert more(990) == 990
