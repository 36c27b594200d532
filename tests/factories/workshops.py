"""Series, sessions and places for tests, made through the services; inside a transaction (`making`)."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image

from app.core import clock
from app.core.actor import Actor
from app.core.db import new_id
from app.core.inspection import Inspected
from app.core.refusals import FileKind
from app.network.parties.queries import list_organisations
from app.skills.models.inventory import Inventory
from app.skills.operations.entries import describe_entry
from app.skills.queries.catalogue import catalogue
from app.workshops.planning.models.place import Place
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.feeds import make_feed
from app.workshops.planning.operations.funders import add_funder
from app.workshops.planning.operations.places import PlaceFacts, create_place, retire_place
from app.workshops.planning.operations.series import (
    Plan,
    create_workshop,
    end_workshop,
    open_workshop,
    start_workshop,
)
from app.workshops.planning.operations.sessions import Appointment, add_session, cancel_session
from app.workshops.proposals.operations import propose_session

ZONE = "Europe/Lisbon"


def make_workshop(
    actor: Actor,
    *,
    title: str = "Oficina de projetos",
    capacity: int | None = 12,
    sessions: int | Sequence[date] = 3,
    state: str = WorkshopState.OPEN,
    place: Place | None = None,
    **plan: Any,
) -> Workshop:
    """A series of the actor's municipality, led by the actor: weekly from tomorrow, 10:00 to 12:00.

    `sessions`: how many, or on which days. `state`: draft, open, running or ended. The rest is of `Plan`.
    """
    where = actor.here()
    host = plan.pop("organisation_id", None) or list_organisations(where)[0].id
    leaders: Sequence[UUID] = plan.pop("facilitator_ids", [actor.id] if actor.id else [])
    workshop = create_workshop(
        actor,
        workshop_id=new_id(),
        municipality_id=where,
        plan=Plan(
            kind=plan.pop("kind", "project"),
            title=title,
            organisation_id=host,
            facilitator_ids=leaders,
            capacity=capacity,
            **plan,
        ),
    )
    for on in days(sessions) if isinstance(sessions, int) else sessions:
        make_session(actor, workshop, on=on, place=place)
    _bring_to(actor, workshop, state)
    return workshop


def days(count: int) -> list[date]:
    """So many days, weekly from tomorrow."""
    return [clock.today(ZONE) + timedelta(days=1, weeks=week) for week in range(count)]


def make_session(
    actor: Actor,
    workshop: Workshop,
    *,
    on: date,
    starts: time = time(10),
    ends: time = time(12),
    place: Place | None = None,
    place_name: str = "Salão da junta",
    parish_id: UUID | None = None,
) -> Session:
    """One more session of a series."""
    appointment = Appointment(
        on=on,
        starts=starts,
        ends=ends,
        place_id=place.id if place else None,
        place_name=place_name,
        parish_id=parish_id,
    )
    return add_session(actor, workshop=workshop, appointment=appointment)


def make_place(actor: Actor, *, name: str = "Sala da biblioteca", seats: int | None = 20) -> Place:
    """A place of the actor's municipality."""
    return create_place(
        actor, place_id=new_id(), municipality_id=actor.here(), facts=PlaceFacts(name=name, seats=seats)
    )


def _bring_to(actor: Actor, workshop: Workshop, state: str) -> None:
    path = {
        WorkshopState.OPEN: open_workshop,
        WorkshopState.RUNNING: start_workshop,
        WorkshopState.ENDED: end_workshop,
    }
    if state == WorkshopState.DRAFT:
        return
    for step, act in path.items():
        act(actor, workshop=workshop)
        if step == state:
            return


def one_series(actor: Actor, organisation_id: UUID, inventory: Inventory) -> dict[str, UUID]:
    """A running series with a session behind it, two ahead and one called off, and all that hangs on it.

    The ids by the names of addresses. `inventory` is a saved list: its person offers to teach something.
    """
    place, retired = make_place(actor), make_place(actor, name="Sala antiga")
    retire_place(actor, place=retired)
    make_feed(actor, kind="place", subject_id=place.id)
    make_workshop(actor, title="Ainda por abrir", organisation_id=organisation_id, state=WorkshopState.DRAFT)
    open_series = make_workshop(actor, title="A começar", organisation_id=organisation_id)
    today = clock.today(ZONE)
    workshop = make_workshop(
        actor,
        organisation_id=organisation_id,
        state=WorkshopState.RUNNING,
        groups=["migrant"],
        competence_ids=[catalogue().cards("home-family")[1].id],
        sessions=[today + timedelta(weeks=week) for week in (-1, 1, 3)],
    )
    session = make_session(actor, workshop, on=today + timedelta(weeks=2), place=place)
    off = make_session(actor, workshop, on=today + timedelta(weeks=4))
    cancel_session(actor, session=off, reason="weather")
    add_funder(actor, workshop=workshop, heading="Programa")
    funder = add_funder(actor, workshop=workshop, heading="Prioridade", logo=Inspected(FileKind.PNG, logo()))
    entry = inventory.entries[0]
    describe_entry(actor, entry=entry, level="teaches")
    proposal = propose_session(
        actor,
        proposal_id=new_id(),
        inventory=inventory,
        competence_id=entry.competence_id,
        words="Às quintas.",
    )
    return {
        "workshop_id": workshop.id,
        "open_series_id": open_series.id,
        "workshop_session_id": session.id,
        "place_id": place.id,
        "funder_id": funder.id,
        "proposal_id": proposal.id,
    }


def logo() -> bytes:
    """A small picture."""
    data = BytesIO()
    Image.new("RGB", (40, 20), "navy").save(data, "PNG")
    return data.getvalue()
