"""What two devices kept of a day without network, for the benchmark, and what it costs to enter it."""

import random
import time as clocks
from datetime import time
from typing import Any

from sqlalchemy import func, select

from app.core import clock, jobs
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.dev.bench.pairs import somebody
from app.dev.demo.enrolments import series
from app.dev.demo.outreach import pairs_of, sealed
from app.dev.demo.places import AMIEIRA, PARISHES, id_of
from app.dev.demo.staff import actor_named
from app.outreach.devices.operations import add_device, enrol
from app.outreach.packs.operations import prepare
from app.outreach.registrations.choices import Choices, find_choices
from app.outreach.registrations.models import Registration
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.sessions import Appointment
from app.workshops.planning.queries.series import list_sessions

DEVICES, RECORDS = 2, 500
REGISTRAR = "Beatriz Lameira"


def plan_devices() -> list[dict[str, Any]]:
    """Of each device its key, its pack and the envelopes that it kept: some hundred invented people."""
    chance, registrar = random.Random(13), actor_named(REGISTRAR)  # noqa: S311  the same people every time
    session = _session()
    offered = find_choices(AMIEIRA, session)
    return [_device(registrar, session, offered, chance, number + 1) for number in range(DEVICES)]


def _session() -> Session:
    here: dict[str, Any] = {"place_name": "Salão paroquial", "parish_id": id_of(PARISHES[0])}
    whole_day = Appointment(
        on=clock.today("Europe/Lisbon"), starts=time(0, 1), ends=time(23, 59), title="", **here
    )
    actor = actor_named("Inês Carvalhal")
    return list_sessions(actor, series(actor, "Registo de um dia", "outreach", [whole_day]))[0]


def _device(
    registrar: Actor, session: Session, offered: Choices, chance: random.Random, number: int
) -> dict[str, Any]:
    administrator = actor_named("Helena Quintela")
    name = f"Tablet {number}"
    code = add_device(administrator, device_id=new_id(), municipality_id=AMIEIRA, name=name)
    device, key = enrol(administrator, code=code, address="")
    pack = prepare(registrar, pack_id=new_id(), session=session, device=device)
    boxes = []
    for _ in range(RECORDS // DEVICES):
        record_id = new_id()
        boxes.append(sealed(pack, record_id, pairs_of(record_id, _said(chance, offered), offered)))
    return {"key": key, "pack": str(pack.id), "records": boxes}


def _said(chance: random.Random, offered: Choices) -> dict[str, Any]:
    """A usual registration: three cards, two interests, three consents, a telephone."""
    record = somebody(chance)
    return {
        "name": record.name,
        "born": str(record.born),
        "contact": f"96{chance.randint(1_000_000, 9_999_999)}",
        "parish": chance.choice(PARISHES),
        "work": chance.choice([*offered.situations]),
        "interests": chance.sample([*offered.interests], 2),
        "cards": chance.sample([card.key for card in offered.cards], 3),
        "said": [each.key for each in offered.consents][:3],
    }


def enter_all() -> tuple[float, int]:
    """Let the worker's jobs open and enter what was handed over: the seconds, and how many people it made."""
    before = _registered()
    started = clocks.perf_counter()
    jobs.run_due()
    return clocks.perf_counter() - started, _registered() - before


def _registered() -> int:
    with writing():
        return db.session.scalar(select(func.count()).select_from(Registration)) or 0
