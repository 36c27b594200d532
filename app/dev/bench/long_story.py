"""Somebody who has come for some years, invented: with rows in every section that grows, some 400 of them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import Base, db, new_id
from app.core.machine import Transition
from app.people.facts.models import Fact
from app.people.models import Consent, ContactPoint
from app.people.operations.records import create_participant
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.queries.catalogue import catalogue
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.papers.models import Certificate
from app.workshops.planning.models.session import Session
from app.workshops.projects.models import ProjectAlternative, ProjectSheet
from app.workshops.reminders.models import Reminder

LISTS, ENTRIES, SERIES, MEETINGS, PAPERS, SHEETS, CONSENTS, FACTS, ACTS = 3, 25, 10, 6, 6, 3, 6, 20, 150
WAYS = ("job", "own_activity", "training")
AFTER_ALL = 1_000_000
"""A number in the order of a series that nobody else has."""
Theirs = dict[str, Any]


def long_story(actor: Actor, municipality_id: UUID) -> UUID:
    """Write it, inside a transaction; the id of the person."""
    person = create_participant(
        actor,
        participant_id=new_id(),
        municipality_id=municipality_id,
        name="Олена Коваль-Шевченко",
        birth_year=1979,
        language="uk",
        note="Gosta de vir de manhã, quando o autocarro chega.",
    )
    theirs = {"municipality_id": municipality_id, "participant_id": person.id}
    for written in (_said, _lists, _places, _papers):
        for row in written(theirs, actor):
            db.session.add(row)
            db.session.flush()
    _done(actor, person.id, municipality_id)
    return person.id


def _said(theirs: Theirs, actor: Actor) -> Iterator[Base]:
    for number in range(FACTS):
        told = {"source": "said", "noted_by": actor.id, "begins_on": _day(number)}
        yield Fact(**theirs, kind="distance", value=str(number), since=_day(number).isoformat(), **told)
    for number in range(CONSENTS):
        at = _at(number)
        asked = {"purpose": "matching", "wording": "2026-11-01", "language": "uk", "given_how": "spoken"}
        yield Consent(**theirs, **asked, given_at=at, taken_by=actor.id, withdrawn_at=at + timedelta(days=1))
    for number in range(6):
        yield ContactPoint(**theirs, kind="phone", value=f"91234567{number}", key=f"+35191234567{number}")


def _lists(theirs: Theirs, actor: Actor) -> Iterator[Base]:
    cards = [card for context in catalogue().contexts for card in catalogue().cards(context.key)]
    different = list({card.id: card for card in cards}.values())[:ENTRIES]
    for _number in range(LISTS):
        inventory_id = new_id()
        yield Inventory(
            id=inventory_id, **theirs, state="claimed", origin="desk", language="uk", claimed_by=actor.id
        )
        for card in different:
            said = {"context": card.main_context, "frequency": "often", "level": "alone", "wish": "yes"}
            seen = {"state": "confirmed", "confirmed_at": clock.now(), "confirmed_by": actor.id}
            yield InventoryEntry(inventory_id=inventory_id, competence_id=card.id, **theirs, **said, **seen)


def _places(theirs: Theirs, actor: Actor) -> Iterator[Base]:
    where = Session.municipality_id == theirs["municipality_id"]
    series = db.session.scalars(select(Session.workshop_id).where(where).distinct().limit(SERIES)).all()
    for workshop_id in series:
        enrolment_id = new_id()
        asked = {"origin": "desk", "language": "uk", "queue_number": AFTER_ALL, "state": "completed"}
        yield Enrolment(id=enrolment_id, workshop_id=workshop_id, **theirs, **asked)
        held = (
            select(Session.id).where(Session.workshop_id == workshop_id).order_by(Session.on).limit(MEETINGS)
        )
        for session_id in db.session.scalars(held).all():
            there = {"session_id": session_id, "enrolment_id": enrolment_id}
            there["municipality_id"] = theirs["municipality_id"]
            yield Attendance(**there, state="present", minutes=120, noted_at=clock.now(), noted_by=actor.id)
            yield Reminder(**there, channel="call", done_at=clock.now(), done_by=actor.id)


def _papers(theirs: Theirs, actor: Actor) -> Iterator[Base]:
    for number in range(PAPERS):
        held = {"first_on": _day(number), "last_on": _day(number), "minutes": 120, "minutes_held": 120}
        named = {"kind": "presence", "name": "Olena Koval", "title": "Da ideia à oficina"}
        yield Certificate(**theirs, **named, **held, code_hash=f"bench-{number}", issued_by=actor.id)
    for _number in range(SHEETS):
        sheet_id = new_id()
        yield ProjectSheet(id=sheet_id, **theirs, created_by=actor.id)
        for position, kind in enumerate(WAYS):
            way = {"title": "Costura em casa", "brings": "Sei coser.", "takes": "Uma máquina."}
            where = {"municipality_id": theirs["municipality_id"], "sheet_id": sheet_id}
            yield ProjectAlternative(**where, position=position, kind=kind, **way)


def _done(actor: Actor, person_id: UUID, municipality_id: UUID) -> None:
    """An act a day: of the same day and person they would be one line."""
    subject = {"municipality_id": municipality_id, "subject_id": person_id}
    for number in range(ACTS):
        entry = audit.AuditEntry(
            id=new_id(),
            at=_at(number),
            actor_kind=actor.kind.value,
            actor_id=actor.id,
            action="participant.contacts_opened",
            subject_type="participant",
            detail={},
            **subject,
        )
        entry.mark = audit.mark(entry)
        db.session.add(entry)
    for number in range(LISTS):
        states = {"before": "open", "after": "sealed", "reason": "asked_by_person"}
        at = {"at": _at(number), "actor_id": actor.id, "subject_type": "participant"}
        db.session.add(Transition(**subject, **states, **at))


def _at(number: int) -> datetime:
    return clock.now() - timedelta(days=number + 1)


def _day(number: int) -> date:
    return _at(number).date()
