"""Meetings for the benchmark, written at once and without what the operations do around each."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from app.core import clock
from app.core.db import db, new_id
from app.core.text import fold
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import HALL
from app.network.meetings.models.meeting import Invitee, Meeting

BODY = "Conselho Local de Ação Social de Vale de Amieira"
INVITED = 10


def write_meetings(count: int) -> None:
    """So many meetings of the demo's council, weekly back from today, ten invited to each."""
    rows = [_meeting(at) for at in range(count)]
    db.session.execute(insert(Meeting), rows)
    db.session.execute(insert(Invitee), [each for row in rows for each in _invited(row["id"])])


def _meeting(at: int) -> dict[str, Any]:
    title = f"Reunião {at}"
    return {
        "id": new_id(),
        "municipality_id": AMIEIRA,
        "kind": "plenary",
        "body_id": id_of(BODY),
        "title": title,
        "sort_key": fold(title),
        "on": date(2026, 1, 5) - timedelta(weeks=at),
        "starts": time(10),
        "ends": time(12),
        "zone": "Europe/Lisbon",
        "place": "Salão nobre",
        "state": "approved",
        "created_at": clock.now(),
    }


def _invited(meeting_id: UUID) -> Iterator[dict[str, Any]]:
    for at in range(INVITED):
        yield {
            "id": new_id(),
            "municipality_id": AMIEIRA,
            "meeting_id": meeting_id,
            "party_id": id_of(HALL),
            "name": f"Pessoa {at}",
            "created_at": clock.now(),
        }
