"""A hall where people are registered online, on paper and on a tablet without network; another to come."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.accounts.models import Staff
from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.vocabulary import read_file
from app.dev.demo.enrolments import series
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.network.queries import get_zone
from app.outreach.deliveries import envelope
from app.outreach.deliveries.operations.receiving import Deliverer, receive
from app.outreach.devices.models import Device
from app.outreach.devices.operations import add_device, enrol
from app.outreach.packs.keys import carried_of
from app.outreach.packs.models import Pack
from app.outreach.packs.operations import prepare
from app.outreach.packs.sealing import seal_box
from app.outreach.papers.models import Slip
from app.outreach.papers.operations import make_slips
from app.outreach.registrations.choices import Choices, find_choices
from app.outreach.registrations.operations import register
from app.outreach.registrations.told import Answer, Told
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.sessions import Appointment
from app.workshops.planning.queries.series import list_sessions

FILE = Path(__file__).with_name("outreach.toml")
SLIPS = 20
TABLET = "Tablet da equipa de rua"
Entry = dict[str, Any]


def write_outreach() -> None:
    """A session of some days ago with what came of it, and one that a tablet is prepared for already."""
    content, today = read_file(FILE), clock.today(get_zone(AMIEIRA))
    days = [today + timedelta(days=content[each]["days"]) for each in ("held", "next")]
    with _at(days[0] - timedelta(days=7), 10):
        held, coming = _sessions(content, days)
        device = _device()
    beatriz = actor_named("Beatriz Lameira")
    with _at(days[0] - timedelta(days=1), 16):
        first, *others = make_slips(beatriz, slip_id=new_id(), session=held, count=SLIPS)
        slips = {each.number: each for each in (first, *others)}
        packs = [
            prepare(each, pack_id=new_id(), session=held, device=device) for each in (beatriz, _left(content))
        ]
    with _at(days[0], 16):
        _registered(beatriz, held, content, slips)
    with _at(days[0], 19):
        for pack, entries in zip(packs, (content["tablet"], content["left_behind"]), strict=True):
            _handed_over(pack, device, find_choices(AMIEIRA, held), entries)
    prepare(beatriz, pack_id=new_id(), session=coming, device=device)


def _at(day: date, hour: int) -> Any:
    return clock.frozen_at(datetime.combine(day, time(hour), UTC))


def _sessions(content: Entry, days: Sequence[date]) -> Sequence[Session]:
    actor = actor_named("Inês Carvalhal")
    where = [(content[each]["place"], id_of(content[each]["parish"])) for each in ("held", "next")]
    appointments = [
        Appointment(on=day, starts=time(15), ends=time(19), place_name=place, parish_id=parish)
        for day, (place, parish) in zip(days, where, strict=True)
    ]
    told = {"description": content["description"]}
    return list_sessions(actor, series(actor, content["title"], "outreach", appointments, **told))


def _device() -> Device:
    administrator = actor_named("Helena Quintela")
    code = add_device(administrator, device_id=id_of(TABLET), municipality_id=AMIEIRA, name=TABLET)
    device, _key = enrol(administrator, code=code, address="")
    return device


def _left(content: Entry) -> Actor:
    """Somebody who registered that day and has no access any more."""
    name, address = content["left"], "marta@demo.example"
    row = Staff(id=id_of(name), name=name, email=address, email_key=address, suspended_at=clock.now())
    db.session.add(row)
    db.session.flush()
    registrar = actor_named("Beatriz Lameira")
    return Actor(kind=registrar.kind, id=row.id, name=name, municipality_id=AMIEIRA, grants=registrar.grants)


def _registered(actor: Actor, session: Session, content: Entry, slips: Mapping[int, Slip]) -> None:
    """Online, beside the person, and from sheets: these under the ids of their slips."""
    offered = find_choices(AMIEIRA, session)
    for origin in ("online", "paper"):
        for entry in content[origin]:
            slip = slips.get(entry.get("slip", 0))
            register(
                actor,
                registration_id=slip.id if slip else new_id(),
                municipality_id=AMIEIRA,
                session=session,
                told=_told(entry, offered),
                captured_on=session.on,
                origin=origin,
            )


def _told(entry: Entry, offered: Choices) -> Told:
    answers = [
        Answer(
            purpose=each.key,
            is_given=each.key in entry.get("said", ()),
            wording=each.version,
            recipient_id=each.recipient_id,
        )
        for each in offered.consents
    ]
    return Told(
        name=entry["name"],
        contact=entry.get("contact", ""),
        born=entry["born"],
        parish_id=id_of(entry["parish"]),
        language=entry.get("language", "pt"),
        work=entry["work"],
        interests=tuple(entry["interests"]),
        competences=tuple(entry.get("cards", ())),
        consents=tuple(answers),
        slip=str(entry.get("slip", "")),
        wants_call=entry.get("wants_call", False),
    )


def _handed_over(pack: Pack, device: Device, offered: Choices, entries: Sequence[Entry]) -> None:
    """Sealed as on the tablet; the worker opens and enters them, or says what is in the way."""
    deliverer = Deliverer(device.id, None, frozenset({AMIEIRA}), AMIEIRA)
    for entry in entries:
        record_id = new_id()
        box = sealed(pack, record_id, pairs_of(record_id, entry, offered))
        receive(deliverer, envelope.read(json.dumps(box).encode(), record_id))


def pairs_of(record_id: UUID, entry: Entry, offered: Choices) -> list[tuple[str, str]]:
    """Names and values of the form, as a browser gives them."""
    one: Entry = {"id": record_id, "parish": id_of(entry["parish"]), "how": "spoken"}
    one["language"] = entry.get("language", "pt")
    told: Entry = {name: entry[name] for name in ("name", "born", "contact", "work", "slip") if name in entry}
    pairs = [(name, str(value)) for name, value in {**one, **told}.items()]
    pairs += [("interests", each) for each in entry["interests"]]
    pairs += [("competences", each) for each in entry.get("cards", ())]
    pairs += [("wants_call", "y")] if entry.get("wants_call") else []
    for each in offered.consents:
        pairs.append((f"consents-{each.key}", "yes" if each.key in entry.get("said", ()) else "no"))
        pairs.append((f"consents-{each.key}-wording", each.version))
        pairs += [(f"consents-{each.key}-recipient", str(each.recipient_id))] if each.recipient_id else []
    return pairs


def sealed(pack: Pack, record_id: UUID, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """An envelope, as a tablet hands it over."""
    said = {"v": 1, "form": pairs, "captured_at": clock.now().isoformat()}
    content = json.dumps({**said, "pack": str(pack.id), "session": str(pack.session_id)}).encode()
    own: Entry = {"pack_id": pack.id, "record_id": record_id, "carried": carried_of(pack)}
    return seal_box(content, public_key=pack.public_key, **own)
