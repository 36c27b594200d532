"""Series for the benchmark, written at once and without what the services do around each."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from app.core import clock
from app.core.db import Base, db, new_id
from app.core.links import hash_of
from app.core.text import fold
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import HALL
from app.people.models import Participant
from app.skills.queries.catalogue import catalogue
from app.workshops.attendance.models import Attendance, Headcount
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.slips import token_of
from app.workshops.planning.models.series import (
    Workshop,
    WorkshopCompetence,
    WorkshopFacilitator,
    WorkshopFunder,
    WorkshopGroup,
)
from app.workshops.planning.models.session import Session

LEADER = "Inês Carvalhal"
PEOPLE = 25
REPORTED, MEETINGS = 8, 25
"""Series and their sessions of the year that is reported: two hundred sessions."""
TABLES, TO_FILL_IN = 60, 50
"""Series of the year before, and their sessions in which nobody was noted yet."""
OFFERED, OPEN = 12, 100
"""Series the public may choose from, and series to enrol in."""
STATES = ("present", "present", "present", "present", "late", "excused", "absent")
REASONS = ("transport", "health", "work")
FUNDING = ("Pessoas 2030", "Prioridade 4. Inclusão social", "CLDS 5G Vale de Amieira, operação 0123")
Made = dict[str, Any]


class Planner:
    """Collects rows by table; the same series every time."""

    def __init__(self) -> None:
        self.chance = random.Random(7)  # noqa: S311
        self.rows: dict[type[Base], list[Made]] = defaultdict(list)
        people = select(Participant.id).where(Participant.municipality_id == AMIEIRA)
        self.people = list(db.session.scalars(people.order_by(Participant.id).limit(1_000)))

    def plan(self, title: str, days: Sequence[date] = (), **columns: Any) -> Made:
        """A series led by somebody of the demo staff, with a session on each day; nobody is enrolled."""
        series = new_id()
        plain: Made = {"capacity": 5_000, "state": "open", "is_public": False, "material": "Nada."}
        named = {"title": title, "sort_key": fold(title), "kind": "atelier", "organisation_id": id_of(HALL)}
        self._add(
            Workshop, id=series, description="Para quem quer aprender.", **{**plain, **named, **columns}
        )
        self._add(WorkshopFacilitator, workshop_id=series, staff_id=id_of(LEADER), position=0)
        self._add(WorkshopGroup, workshop_id=series, group="migrant")
        sessions = [self._session(series, on) for on in days]
        return {"series": series, "sessions": sessions, "enrolments": []}

    def enrol(self, made: Made, *, state: str = "confirmed") -> Made:
        """Places for as many people as a room holds."""
        for number, person in enumerate(self.chance.sample(self.people, PEOPLE), 1):
            made["enrolments"].append(new_id())
            slip = hash_of(token_of(made["enrolments"][-1]))
            whose = {
                "slip_hash": slip,
                "workshop_id": made["series"],
                "participant_id": person,
                "queue_number": number,
            }
            asked = {"needs_transport": number % 4 == 0, "needs_childcare": number % 7 == 0}
            self._add(Enrolment, id=made["enrolments"][-1], origin="desk", state=state, **whose, **asked)
        return made

    def note(self, made: Made, sessions: Iterable[UUID]) -> None:
        """Who was there, and a few who were only counted."""
        for session in sessions:
            self._add(Headcount, session_id=session, group="migrant", count=self.chance.randint(5, 9))
            for enrolment in made["enrolments"]:
                state = self.chance.choice(STATES)
                there = {"session_id": session, "enrolment_id": enrolment, "state": state}
                why = self.chance.choice(REASONS) if state in {"excused", "absent"} else ""
                self._add(Attendance, minutes=0 if why else 120, reason=why, noted_at=clock.now(), **there)

    def detail(self, made: Made) -> None:
        """What else the page of a series shows."""
        for view in catalogue().cards("work")[:2]:
            self._add(WorkshopCompetence, workshop_id=made["series"], competence_id=view.id)
        for position, heading in enumerate(FUNDING):
            self._add(
                WorkshopFunder, id=new_id(), workshop_id=made["series"], position=position, heading=heading
            )

    def write(self) -> None:
        for model, rows in self.rows.items():
            db.session.execute(insert(model), rows)

    def _session(self, series: UUID, on: date) -> UUID:
        session = new_id()
        when = {"on": on, "starts": time(15), "ends": time(17), "zone": "Europe/Lisbon"}
        state = "held" if date(2025, 1, 1) <= on < clock.now().date() else "planned"
        self._add(Session, id=session, workshop_id=series, place_name="Salão da junta", state=state, **when)
        return session

    def _add(self, model: type[Base], **columns: Any) -> None:
        self.rows[model].append({"municipality_id": AMIEIRA, **columns})


def plan_series() -> Made:
    """The series to measure: one to look at, some to enrol in, tables to fill in; inside a transaction."""
    planner = Planner()
    days = _weeks(clock.now().date(), (-2, -1, 1, 2, 3))
    shown = planner.enrol(planner.plan("Da ideia à oficina", days, state="running"))
    planner.note(shown, shown["sessions"][:2])
    planner.detail(shown)
    reported = []
    for number in range(REPORTED):
        days = _weeks(date(2025, 1, 9), range(MEETINGS))
        made = planner.enrol(planner.plan(f"Costura {number}", days, state="ended"), state="completed")
        planner.note(made, made["sessions"])
        reported.append(made["series"])
    for number in range(OFFERED):
        days = _weeks(clock.now().date() + timedelta(days=1 + number % 6), range(5))
        planner.enrol(planner.plan(f"Horta {number}", days, capacity=20 + number, is_public=True))
    days = _weeks(date(2024, 1, 8), range(TO_FILL_IN))
    running = [planner.plan(f"Música {number}", days, state="running") for number in range(TABLES)]
    tables = [planner.enrol(each) for each in running]
    to_enrol = [planner.plan(f"Leitura {number}")["series"] for number in range(OPEN)]
    arriving = planner.enrol(planner.plan("Chegada", [clock.now().date()], state="running"))
    planner.write()
    looked_at = {"shown": shown["series"], "reported": reported[0], "arriving": arriving["sessions"][0]}
    looked_at["slips"] = [token_of(each) for each in arriving["enrolments"]]
    return looked_at | {"to_enrol": to_enrol, "tables": tables, "people": planner.people}


def _weeks(start: date, weeks: Iterable[int]) -> list[date]:
    return [start + timedelta(weeks=week) for week in weeks]
