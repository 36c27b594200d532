"""Walking through a list by key shows every row once, in order, in both directions."""

import pytest
from sqlalchemy import select

from app.core.application import Autonomus
from app.core.db import db
from app.core.paging import page
from app.core.unit_of_work import writing
from app.network.models import Organisation

NAMES = sorted(f"lista {number % 7}" for number in range(23))


@pytest.fixture
def organisations(app: Autonomus) -> None:
    with writing():
        for name in NAMES:
            db.session.add(Organisation(name=name, sort_key=name, kind="other"))


@pytest.mark.parametrize("descending", [False, True])
def test_there_and_back(organisations: None, descending: bool) -> None:
    query = select(Organisation).where(Organisation.sort_key.like("lista%"))

    def at(cursor: str | None) -> object:
        return page(
            query, by=Organisation.sort_key, then=Organisation.id, after=cursor, descending=descending, size=5
        )

    seen, forward = [], at(None)
    while True:
        seen.append([row.id for row in forward.items])  # type: ignore[attr-defined]
        if not forward.older:  # type: ignore[attr-defined]
            break
        forward = at(forward.older)  # type: ignore[attr-defined]
    flat = [row for rows in seen for row in rows]
    assert len(flat) == len(set(flat)) == len(NAMES)
    back = [seen[-1]]
    while forward.newer:  # type: ignore[attr-defined]
        forward = at(forward.newer)  # type: ignore[attr-defined]
        back.insert(0, [row.id for row in forward.items])  # type: ignore[attr-defined]
    assert back == seen


@pytest.mark.parametrize("cursor", ["", "nonsense", "WzAsMSwyXQ", "💥", "AAAA" * 500])
def test_a_cursor_somebody_made_up_is_the_first_page(organisations: None, cursor: str) -> None:
    query = select(Organisation).where(Organisation.sort_key.like("lista%"))
    first = page(query, by=Organisation.sort_key, then=Organisation.id, after=cursor, size=5)
    assert [row.sort_key for row in first.items] == NAMES[:5]
    assert first.count == len(NAMES)
