"""A year of a programme: people, lists, confirmed competences, papers and attendances, at their days."""

from datetime import UTC, date, datetime, time
from typing import Any

from app.core import clock
from app.core.actor import Actor
from app.core.db import new_id
from app.directory.shelves.operations import shelves
from app.people.models import Participant
from app.skills.operations.entries import answer_card, confirm_entry
from app.skills.operations.inventories import save_inventory, start_inventory
from app.skills.queries.catalogue import catalogue
from app.workshops.attendance.operations.attendance import NOTHING, Change, Mark, note_attendance
from app.workshops.papers.operations.papers import Visit, declare_visit
from tests.factories.attendance import make_running, sessions_of
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.offers import an_offer

YEAR = 2025


def at(month: int, day: int = 10, hour: int = 12) -> datetime:
    return datetime(YEAR, month, day, hour, 40, tzinfo=UTC)


def a_year(actor: Actor, parish_id: Any, other_parish_id: Any) -> list[Participant]:
    """Thirty people, most of one parish and of Portuguese; the last was registered after midnight.

    Some come to a series in March and April, some have a list, a confirmed competence or a declaration.
    """
    people = []
    for number in range(30):
        facts: dict[str, Any] = {"birth_year": 1948 + number * 2, "parish_id": parish_id}
        if number % 5 == 0:
            facts |= {"parish_id": other_parish_id, "language": "uk", "groups": ["migrant"]}
        if number == 7:
            facts |= {"parish_id": None, "birth_year": None, "language": "ar", "groups": ["migrant", "women"]}
        moment = at(1 + number % 6) if number < 29 else at(6, 30, 23)  # already July in Lisbon
        with clock.frozen_at(moment):
            people.append(make_person(actor, f"Pessoa {number}", **facts))
    _lists(actor, people)
    _series(actor, people)
    with clock.frozen_at(at(5)):
        an_offer(actor)
        filled = an_offer(actor, title="Pedreiro")
    with clock.frozen_at(at(9)):
        shelves.decide(actor, entry=filled, after="filled", reason="programme")
    return people


def _lists(actor: Actor, people: list[Participant]) -> None:
    cards = catalogue().cards("home-family")[:3]
    for number, person in enumerate(people[:14]):
        with clock.frozen_at(at(2 + number % 3)):
            mine = _list(actor, "desk", person)
            for card in cards:
                entry = answer_card(
                    actor, inventory=mine, competence_id=card.id, context="home-family", frequency="often"
                )
                if entry and number % 2:
                    confirm_entry(actor, entry=entry, level="alone")
    with clock.frozen_at(at(8)):
        save_inventory(actor, inventory=_list(actor, "kiosk"))
        _list(actor, "kiosk")  # begun and left
    visit = Visit(on=date(YEAR, 7, 1), starts=time(9), ends=time(10))
    for person in people[20:27]:
        with clock.frozen_at(at(7)):
            declare_visit(actor, certificate_id=new_id(), participant=person, visit=visit)


def _list(actor: Actor, origin: str, person: Participant | None = None) -> Any:
    return start_inventory(
        actor,
        municipality_id=actor.here(),
        language="pt",
        origin=origin,
        participant_id=person.id if person else None,
    )


def _series(actor: Actor, people: list[Participant]) -> None:
    days = [date(YEAR, 3, 31), date(YEAR, 4, 7)]
    workshop, _ = make_running(actor, days=days)
    with clock.frozen_at(at(3, 20)):
        places = [make_enrolment(actor, workshop, person) for person in people[:18]]
    with clock.frozen_at(at(4, 20)):
        for session in sessions_of(actor, workshop):
            came = [each for number, each in enumerate(places) if number % 6 or session.on.month == 4]
            changes = [Change(session.id, each.id, was=NOTHING, now=Mark("present", 120)) for each in came]
            note_attendance(actor, workshop=workshop, changes=changes)
