"""Series of the demo municipality: some behind us, some running, some ahead, around the present day.

Who signed up and who came is added by others: `series_named` finds a series again.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.series import FUNDING, INES, PLACES, SERIES, Series
from app.dev.demo.staff import actor_named
from app.skills.queries import search
from app.workshops import queries, services
from app.workshops.models import Admission, SessionState, Workshop, WorkshopKind, WorkshopState
from app.workshops.services import Appointment, Plan


def write_workshops() -> None:
    """The places and the series with their sessions; those behind us were held."""
    planner = actor_named(INES)
    for facts in PLACES:
        services.create_place(planner, place_id=id_of(facts.name), municipality_id=AMIEIRA, facts=facts)
    for series in SERIES:
        _write(series)


def series_named(title: str) -> Workshop:
    """A series of the demo by its title, for whoever adds people to it."""
    return db.session.get_one(Workshop, id_of(title))


def _write(series: Series) -> None:
    actor = actor_named(series.leader)
    workshop = services.create_workshop(
        actor, workshop_id=id_of(series.title), municipality_id=AMIEIRA, plan=_plan(series)
    )
    for heading in FUNDING if series.kind is WorkshopKind.PROJECT else ():
        services.add_funder(actor, workshop=workshop, heading=heading)
    for day in _days(series):
        services.add_session(actor, workshop=workshop, appointment=_appointment(series, day))
    _bring_to(actor, workshop, series.state)


def _plan(series: Series) -> Plan:
    texts = {(lang, "title"): words for lang, words in (("uk", series.uk), ("ar", series.ar)) if words}
    return Plan(
        kind=series.kind,
        title=series.title,
        description=series.text,
        material=series.material,
        organisation_id=id_of(series.host),
        facilitator_ids=[id_of(name) for name in (series.leader, *series.others)],
        capacity=series.capacity,
        admission=Admission.ON_REQUEST if series.on_request else Admission.OPEN,
        groups=series.groups,
        competence_ids=_competences(series.learns),
        texts=texts,
        is_public=series.is_public,
    )


def _competences(wanted: Sequence[str]) -> list[UUID]:
    hits = [search(words, languages=["pt"], limit=1) for words in wanted]
    return [hit.competence.id for found in hits for hit in found]


def _days(series: Series) -> list[date]:
    first = clock.today("Europe/Lisbon") + timedelta(days=series.first)
    while first.weekday() >= 5:
        first += timedelta(days=1)
    return [first + timedelta(days=series.every * number) for number in range(series.count)]


def _appointment(series: Series, day: date) -> Appointment:
    starts = time.fromisoformat(series.at)
    known = {place.name for place in PLACES}
    return Appointment(
        on=day,
        starts=starts,
        ends=starts.replace(hour=starts.hour + series.hours),
        place_id=id_of(series.place) if series.place in known else None,
        place_name="" if series.place in known else series.place,
    )


def _bring_to(actor: Actor, workshop: Workshop, state: WorkshopState) -> None:
    if state is WorkshopState.CANCELLED:
        services.cancel_workshop(actor, workshop=workshop, reason="too_few_people")
        return
    steps = (
        (WorkshopState.OPEN, services.open_workshop),
        (WorkshopState.RUNNING, services.start_workshop),
        (WorkshopState.ENDED, services.end_workshop),
    )
    for reached, step in steps if state is not WorkshopState.DRAFT else ():
        step(actor, workshop=workshop)
        if reached is state:
            break
    today = clock.today("Europe/Lisbon")
    for session in queries.list_sessions(actor, workshop):
        if session.on < today and session.state == SessionState.PLANNED:
            services.hold_session(actor, session=session)
    if workshop.kind == WorkshopKind.OUTREACH:
        session = queries.list_sessions(actor, workshop)[0]
        services.count_heads(actor, session=session, heads={"host_community": 23, "employers": 6, "": 9})
