"""The twins of the activity reports: the same rows read, counted by hand and printed."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from flask import render_template
from sqlalchemy import ColumnElement, select

from app.dev.bench.bare.frame import app, bare, office
from app.people.facts.models import Fact
from app.people.models import Participant
from app.workshops.attendance.models import Attendance, Headcount
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session

PERIODS = ["ano", "semestre-1", "semestre-2", "trimestre-1", "trimestre-2", "trimestre-3", "trimestre-4"]
PERIODS += [f"mês-{number}" for number in range(1, 13)]
THERE = ("present", "late")


@app.get("/report/<uuid:workshop_id>")
def series_report(workshop_id: UUID) -> str:
    series = bare.session.get_one(Workshop, workshop_id)
    told = _report(Session.workshop_id == workshop_id)
    return render_template("bare/report.html", title=series.title, periods=(), **told, **office())


@app.get("/report")
def period_report() -> str:
    told = _report(Session.on.between(date(2025, 1, 1), date(2025, 12, 31)))
    return render_template("bare/report.html", title="Relatório", periods=PERIODS, **told, **office())


def _report(where: ColumnElement[bool]) -> dict[str, Any]:
    columns = (Session.id, Session.workshop_id, Session.on, Session.starts, Session.ends, Session.state)
    sessions = _rows(select(*columns, Workshop.title).join(Workshop).where(where).order_by(Session.on))
    ids, series = [row.id for row in sessions], {row.workshop_id: row.title for row in sessions}
    mine = Enrolment.workshop_id.in_(series)
    wishes = (Enrolment.needs_transport, Enrolment.needs_childcare)
    people = _rows(
        select(Enrolment.participant_id, Participant.birth_year, *wishes).join(Participant).where(mine)
    )
    groups = _rows(
        select(Fact.participant_id, Fact.key.label("group")).where(
            Fact.kind == "group", Fact.participant_id.in_(select(Enrolment.participant_id).where(mine))
        )
    )
    marks = _rows(
        select(Enrolment.participant_id, Enrolment.workshop_id, Attendance.state, Attendance.minutes)
        .add_columns(Attendance.reason)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .where(Attendance.session_id.in_(ids))
    )
    heads = _rows(select(Headcount.group, Headcount.count).where(Headcount.session_id.in_(ids)))
    there = {mark.participant_id for mark in marks if mark.state in THERE}
    sections = (
        ("Atividade", _activity(sessions, marks, there)),
        ("Idade", Counter(_age(row.birth_year) for row in people if row.participant_id in there)),
        ("Grupos", Counter(row.group for row in groups if row.participant_id in there)),
        ("Pedido", _wishes(people)),
        ("Faltas", Counter(mark.reason for mark in marks if mark.state not in THERE)),
        ("Contadas", _summed((row.group, row.count) for row in heads)),
    )
    return {"sections": sections, "lines": _lines(sessions, marks, series) if len(series) > 1 else ()}


def _activity(sessions: Any, marks: Any, there: set[UUID]) -> dict[str, int]:
    return {
        "Sessões": sum(row.state == "held" for row in sessions),
        "Canceladas": sum(row.state == "cancelled" for row in sessions),
        "Horas": sum(_minutes(row) for row in sessions if row.state == "held") // 60,
        "Pessoas": len(there),
        "Horas de todos": sum(mark.minutes for mark in marks if mark.state in THERE) // 60,
    }


def _wishes(people: Any) -> dict[str, int]:
    return {
        "Transporte": len({row.participant_id for row in people if row.needs_transport}),
        "Crianças": len({row.participant_id for row in people if row.needs_childcare}),
    }


def _lines(sessions: Any, marks: Any, series: dict[UUID, str]) -> list[tuple[str, int, int, int, int]]:
    held = Counter(row.workshop_id for row in sessions)
    minutes = _summed((row.workshop_id, _minutes(row)) for row in sessions)
    attended = _summed((mark.workshop_id, mark.minutes) for mark in marks)
    people: dict[UUID, set[UUID]] = defaultdict(set)
    for mark in marks:
        people[mark.workshop_id].add(mark.participant_id)
    return [
        (title, held[each], minutes[each] // 60, len(people[each]), attended[each] // 60)
        for each, title in series.items()
    ]


def _summed(pairs: Any) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for key, number in pairs:
        found[key] += number
    return found


def _minutes(row: Any) -> int:
    return int((row.ends.hour - row.starts.hour) * 60 + row.ends.minute - row.starts.minute)


def _age(birth_year: int | None) -> str:
    age = 2025 - (birth_year or 0)
    return "sem idade" if not birth_year else "65+" if age >= 65 else "46–64" if age >= 46 else "–45"


def _rows(query: Any) -> Any:
    return bare.session.execute(query).all()
