"""The twins of the participants' list, a person's page and a registration."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from babel import Locale
from flask import Response, redirect, render_template, request
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from uuid_utils.compat import uuid7

from app.accounts.models import Staff
from app.core import clock
from app.core.idempotency import RequestKey
from app.core.text import fold
from app.dev.bench.bare.frame import ZONE, app, bare, note, office, somebody
from app.network.models import Parish
from app.people.contact_notes.models import ContactNote
from app.people.facts.models import Fact
from app.people.models import (
    Consent,
    Participant,
    ParticipantNamePair,
    ParticipantWord,
    RecordOpening,
    SupportTeamMember,
)
from app.people.name_index import pairs_of, rows_of
from app.people.wording import GROUPS
from app.skills.models.catalogue import CompetenceText
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.scales import LEVEL_WORDS
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.papers.models import Certificate
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.projects.models import ProjectSheet


@app.get("/list")
def people() -> str:
    parishes = bare.session.scalars(select(Parish)).all()
    here = Participant.municipality_id == parishes[0].municipality_id  # whose index has the order
    ordered = select(Participant).where(here).order_by(Participant.sort_key, Participant.id).limit(26)
    limited = select(Participant.id).where(here).limit(1_001).subquery()
    return render_template(
        "bare/list.html",
        people=bare.session.scalars(ordered).all()[:25],
        count=bare.session.scalar(select(func.count()).select_from(limited)),
        parishes={row.id: row.name for row in parishes},
        choices=(
            ("level", "No mínimo", [(key, key) for key in LEVEL_WORDS]),
            ("parish", "Freguesia", [(row.id, row.name) for row in parishes]),
            ("language", "Língua", _languages()),
            ("group", "Grupo", [(key, key) for key in GROUPS]),
        ),
        **office(),
    )


@app.get("/person/<uuid:participant_id>")
def person(participant_id: UUID) -> str:
    def of(model: Any) -> Any:
        return bare.session.scalars(select(model).where(model.participant_id == participant_id)).all()

    found = bare.session.get_one(Participant, participant_id)
    places = select(Enrolment).where(Enrolment.participant_id == participant_id)
    return render_template(
        "bare/person.html",
        person=found,
        consents=of(Consent),
        facts=of(Fact),
        team=of(SupportTeamMember),
        entries=of(InventoryEntry),
        lists=of(Inventory),
        enrolments=bare.session.scalars(places.options(joinedload(Enrolment.workshop))).all(),
        parish=bare.session.get(Parish, found.parish_id) if found.parish_id else None,
        notes=of(ContactNote),
        openings=of(RecordOpening),
        papers=of(Certificate),
        sheets=of(ProjectSheet),
        attended=bare.session.execute(_attended(participant_id)).all(),
        staff={row.id: row.name for row in bare.session.execute(select(Staff.id, Staff.name))},
        names=competence_names(),
        **office(),
    )


def _attended(participant_id: UUID) -> Any:
    query = select(Attendance.state, Session.on, Workshop.title).join(
        Session, Session.id == Attendance.session_id
    )
    query = query.join(Enrolment, Enrolment.id == Attendance.enrolment_id).join(Enrolment.workshop)
    return query.where(Enrolment.participant_id == participant_id)


@app.post("/registrations")
def register() -> Response:
    name, where, who = request.form["name"], UUID(request.form["municipality_id"]), somebody()
    at, day, number = clock.now(), clock.today(ZONE), uuid7()
    row = Participant(id=number, municipality_id=where, name=name, sort_key=fold(name), last_activity_on=day)
    bare.session.add(row)
    bare.session.flush()
    bare.session.add_all(ParticipantWord(**word) for word in rows_of(row))
    bare.session.add_all(ParticipantNamePair(**pair) for pair in pairs_of(row))
    said = {"kind": "language", "value": "pt", "source": "said", "noted_by": who}
    bare.session.add(Fact(municipality_id=where, participant_id=number, **said))
    bare.session.add(SupportTeamMember(municipality_id=where, participant_id=number, staff_id=who, since=at))
    bare.session.add(RequestKey(id=uuid7(), actor_id=who, fingerprint="", location=f"/person/{number}"))
    bare.session.add(note("participant.created", "participant", number, where))
    bare.session.commit()
    return app.make_response(redirect(f"/person/{row.id}", 303))


@cache
def _languages() -> list[tuple[str, str]]:
    named = Locale.parse("pt_PT").languages
    return [(code, name) for code, name in named.items() if len(code) == 2]


@cache
def competence_names() -> Mapping[UUID, str]:
    """By id; our pages have them in memory too: the catalogue is read once."""
    texts = select(CompetenceText).where(CompetenceText.field == "name", CompetenceText.language == "pt")
    return {text.competence_id: text.value for text in bare.session.scalars(texts)}
