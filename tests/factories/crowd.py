"""Many rows of everything that lists show, written at once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from app.accounts.models import Membership, Staff
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import Base, db, new_id
from app.core.jobs import Job
from app.core.unit_of_work import writing
from app.kiosk.models import Terminal
from app.network.models import Notice
from app.network.parties.models import Organisation, PartyReach
from app.people.models import Consent, Participant, ParticipantWord, SupportTeamMember
from app.skills.models.inventory import Inventory, InventoryEntry

FIRST = ("ana", "bento", "clara", "duarte", "eva", "filipe", "graça", "hugo", "inês", "joão")
Row = dict[str, Any]


def crowd(
    count: int, *, municipality_id: UUID, staff_id: UUID, organisation_id: UUID, competence_id: UUID
) -> None:
    """`count` people with a consent and a list each, lists that wait, staff, organisations and notices."""
    where: Row = {"municipality_id": municipality_id}
    tables: dict[type[Base], list[Row]] = {}
    for number in range(count):
        for model, row in _one(number, staff_id, organisation_id, competence_id):
            scope = where if "municipality_id" in model.__table__.c else {}
            tables.setdefault(model, []).append(scope | row)
    with writing():
        for model, rows in tables.items():
            db.session.execute(insert(model), rows)


def _one(
    number: int, staff_id: UUID, organisation_id: UUID, competence_id: UUID
) -> Iterator[tuple[type[Base], Row]]:
    now = clock.now() - timedelta(seconds=number)
    person, mine, waiting = new_id(), new_id(), new_id()
    name = f"{FIRST[number % 10]} multidão {number}"
    yield Participant, {"id": person, "name": name, "sort_key": name, "last_activity_on": now.date()}
    for position, word in enumerate(("multidao", FIRST[number % 10])):
        yield ParticipantWord, {"participant_id": person, "position": position, "word": word, "sound": word}
    yield SupportTeamMember, {"id": new_id(), "participant_id": person, "staff_id": staff_id, "since": now}
    agreed = {"purpose": "matching", "wording": "1", "language": "pt", "given_how": "spoken"}
    yield Consent, {"id": new_id(), "participant_id": person, "given_at": now, **agreed}
    made = {"origin": "desk", "language": "uk", "created_at": now}
    yield Inventory, {"id": mine, "participant_id": person, "state": "claimed", "claimed_at": now, **made}
    saved_at = now - timedelta(days=number // 20)
    kept = {"saved_at": saved_at, "valid_until": (now + timedelta(days=90)).date(), "pictures": "duck key"}
    yield Inventory, {"id": waiting, "participant_id": None, "state": "saved", **kept, **made}
    said = {"competence_id": competence_id, "frequency": "often", "context": "home-family"}
    for each, whose in ((mine, person), (waiting, None)):
        yield (
            InventoryEntry,
            {"id": new_id(), "inventory_id": each, "participant_id": whose, "created_at": now, **said},
        )
    yield from _office(number, staff_id, organisation_id)


def _office(number: int, staff_id: UUID, organisation_id: UUID) -> Iterator[tuple[type[Base], Row]]:
    now = clock.now() - timedelta(seconds=number)
    colleague, partner = new_id(), new_id()
    email = f"colega.{colleague.hex}@example.org"
    yield Staff, {"id": colleague, "name": f"Colega {number}", "email": email, "email_key": email}
    yield (
        Membership,
        {
            "id": new_id(),
            "staff_id": colleague,
            "organisation_id": organisation_id,
            "role": "facilitator",
            "created_at": now,
        },
    )
    name = f"multidão {number}"
    yield Organisation, {"id": partner, "name": name, "sort_key": name, "kind": "other", "created_at": now}
    yield PartyReach, {"id": new_id(), "party_id": partner}
    yield Notice, {"id": new_id(), "kind": "help", "place": name, "language": "pt", "raised_at": now}
    yield Terminal, {"id": new_id(), "name": name, "created_at": now}
    yield (
        AuditEntry,
        {
            "id": new_id(),
            "at": now,
            "actor_kind": "staff",
            "actor_id": staff_id,
            "action": "participant.changed",
            "subject_type": "participant",
            "detail": {},
        },
    )
    yield (
        Job,
        {"id": new_id(), "kind": "letter", "payload": {}, "state": "dead", "due_at": now, "created_at": now},
    )
