"""Walking through a list by key shows every row once, in order, in both directions."""

import base64
import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.core.application import Autonomus
from app.core.db import db
from app.core.paging import Page, page
from app.core.unit_of_work import writing
from app.network.parties.models import Organisation

NAMES = sorted(f"lista {number % 7}" for number in range(23))


@pytest.fixture
def organisations(app: Autonomus) -> None:
    with writing():
        for name in NAMES:
            db.session.add(Organisation(name=name, sort_key=name, kind="other"))


@pytest.mark.parametrize("by", [Organisation.sort_key, Organisation.created_at, Organisation.id])
@pytest.mark.parametrize("descending", [False, True])
def test_there_and_back(organisations: None, descending: bool, by: InstrumentedAttribute[Any]) -> None:
    query = select(Organisation).where(Organisation.sort_key.like("lista%"))

    def at(cursor: str | None) -> Page[Organisation]:
        return page(query, by=by, then=Organisation.id, after=cursor, descending=descending, size=5)

    seen, forward = [], at(None)
    while True:
        seen.append([row.id for row in forward.items])
        if not forward.older:
            break
        forward = at(forward.older)
    flat = [row for rows in seen for row in rows]
    assert len(flat) == len(set(flat)) == len(NAMES)
    back = [seen[-1]]
    while forward.newer:
        forward = at(forward.newer)
        back.insert(0, [row.id for row in forward.items])
    assert back == seen


KEYS = {
    "another kind": ["False", "not an instant", str(UUID(int=1))],
    "no zone": ["False", "2026-11-29T10:00:00", str(UUID(int=1))],
    "before time": ["False", "0001-01-01T00:00:00+23:59", str(UUID(int=1))],
    "no id": ["False", "lista", "7"],
    "no flag": ["yes", "lista", str(UUID(int=1))],
    "too short": ["False", "lista"],
    "no list": {"a": 1},
    "no words": [False, 7, None],
    "a huge number": [10**400, "lista", "1"],
    "no number": ["False", "9" * 30, str(UUID(int=1))],
    "no text": ["False", "a\0b", str(UUID(int=1))],
    "half a character": ["False", "\ud800", str(UUID(int=1))],
    "deep": json.loads("[" * 500 + "]" * 500),
}
MADE_UP = {name: base64.urlsafe_b64encode(json.dumps(key).encode()).decode() for name, key in KEYS.items()}
MADE_UP |= {each: each for each in ("", "nonsense", "WzAsMSwyXQ", "💥", "AAAA" * 500, "W" * 50_000)}
MADE_UP["deeper"] = base64.urlsafe_b64encode(b"[" * 100_000).decode()


@pytest.mark.parametrize("by", [Organisation.created_at, Organisation.id, Organisation.version])
@pytest.mark.parametrize("cursor", MADE_UP.values(), ids=MADE_UP)
def test_what_nobody_wrote_as_a_key_is_the_first_page(
    organisations: None, cursor: str, by: InstrumentedAttribute[Any]
) -> None:
    def at(after: str | None) -> Page[Organisation]:
        return page(select(Organisation), by=by, then=Organisation.id, after=after, size=5)

    assert at(cursor) == at(None)
