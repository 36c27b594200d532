"""Places and series of the demo: some behind us, some running, some ahead, around the present day."""

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.vocabulary import read_file
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import HALL, actor_named
from app.skills.queries.catalogue import search
from app.workshops.attendance.operations.headcounts import count_heads
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import SessionState
from app.workshops.planning.operations.funders import add_funder
from app.workshops.planning.operations.places import PlaceFacts, create_place
from app.workshops.planning.operations.series import (
    Plan,
    cancel_workshop,
    create_workshop,
    end_workshop,
    open_workshop,
    start_workshop,
)
from app.workshops.planning.operations.sessions import Appointment, add_session, hold_session
from app.workshops.planning.queries.series import list_sessions

FILE = Path(__file__).with_name("series.toml")
Entry = dict[str, Any]


def write_workshops() -> None:
    """The places and the series with their sessions; those behind us were held."""
    content = read_file(FILE)
    for entry in content["place"]:
        facts = PlaceFacts(parish_id=id_of(entry.pop("parish")), **entry)
        planner = actor_named("Inês Carvalhal")
        create_place(planner, place_id=id_of(facts.name), municipality_id=AMIEIRA, facts=facts)
    rooms = {entry["name"] for entry in content["place"]}
    for entry in content["series"]:
        _write(entry, rooms)


def _write(entry: Entry, rooms: set[str]) -> None:
    state, funding = WorkshopState(entry.pop("state")), entry.pop("funding", ())
    heads = entry.pop("heads", {})
    appointments, actor = _appointments(entry, rooms), actor_named(entry["leaders"][0])
    workshop = create_workshop(
        actor, workshop_id=id_of(entry["title"]), municipality_id=AMIEIRA, plan=_plan(entry)
    )
    for heading in funding:
        add_funder(actor, workshop=workshop, heading=heading)
    for each in appointments:
        add_session(actor, workshop=workshop, appointment=each)
    _bring_to(actor, workshop, state, heads)


def _plan(entry: Entry) -> Plan:
    titles = entry.pop("titles", {})
    return Plan(
        organisation_id=id_of(entry.pop("host", HALL)),
        facilitator_ids=[id_of(name) for name in entry.pop("leaders")],
        competence_ids=_competences(entry.pop("learns", ())),
        texts={(lang, "title"): words for lang, words in titles.items()},
        **entry,
    )


def _competences(wanted: Sequence[str]) -> list[UUID]:
    hits = [search(words, languages=["pt"], limit=1) for words in wanted]
    return [hit.competence.id for found in hits for hit in found]


def _appointments(entry: Entry, rooms: set[str]) -> list[Appointment]:
    first, every = clock.today("Europe/Lisbon") + timedelta(days=entry.pop("first")), entry.pop("every", 7)
    while first.weekday() >= 5:
        first += timedelta(days=1)
    starts, place = time.fromisoformat(entry.pop("at")), entry.pop("place")
    ends = starts.replace(hour=starts.hour + entry.pop("hours", 2))
    where: Entry = {"place_id": id_of(place)}
    if place not in rooms:
        where = {"place_name": place, "parish_id": id_of(entry.pop("parish"))}
    days = [first + timedelta(days=every * number) for number in range(entry.pop("count"))]
    return [Appointment(on=day, starts=starts, ends=ends, **where) for day in days]


def _bring_to(actor: Actor, workshop: Workshop, state: WorkshopState, heads: Mapping[str, int]) -> None:
    """`heads`: how many came to its first session without being registered; nobody counted the others yet."""
    if state is WorkshopState.CANCELLED:
        cancel_workshop(actor, workshop=workshop, reason="too_few_people")
        return
    steps = (
        (WorkshopState.OPEN, open_workshop),
        (WorkshopState.RUNNING, start_workshop),
        (WorkshopState.ENDED, end_workshop),
    )
    for reached, step in steps if state is not WorkshopState.DRAFT else ():
        step(actor, workshop=workshop)
        if reached is state:
            break
    today = clock.today("Europe/Lisbon")
    for session in list_sessions(actor, workshop):
        if session.on < today and session.state == SessionState.PLANNED and not heads:
            hold_session(actor, session=session)
    if heads:
        session = list_sessions(actor, workshop)[0]
        count_heads(actor, session=session, version=session.version, heads=heads)
