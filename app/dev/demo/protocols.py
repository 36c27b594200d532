"""Protocols of the demo, with what each side owes, their signed papers, and a slot and a series on them."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.core import clock
from app.core.db import db
from app.core.files import keep
from app.core.inspection import Inspected
from app.core.pdf import render
from app.core.refusals import FileKind
from app.core.vocabulary import read_file
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.directory.slots import operations as slots
from app.directory.slots.models import DropInSlot
from app.network.protocols.models import Protocol
from app.network.protocols.operations import decisions, parts, protocols
from app.network.protocols.operations.protocols import Heading, Side, Terms
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.copies import plan_of
from app.workshops.planning.operations.series import edit_workshop

FOLDER = Path(__file__).parent
Entry = dict[str, Any]


def write_protocols() -> None:
    """Everything of protocols.toml, once the slots and the series are there."""
    for entry in read_file(FOLDER / "protocols.toml")["protocol"]:
        _write(entry)


def _write(entry: Entry) -> None:
    actor, title = actor_named("Duarte Sobral"), entry["title"]
    owner = entry.get("owner")
    made = protocols.create_protocol(
        actor,
        protocol_id=id_of(f"protocol {title}"),
        municipality_id=AMIEIRA,
        heading=Heading(
            title=title,
            number=entry.get("number", ""),
            purpose=entry["purpose"],
            owner_id=id_of(owner) if owner else None,
        ),
        terms=Terms(
            instrument=entry["instrument"], renewal=entry["renewal"], ends_on=_from_today(entry["ends"])
        ),
    )
    for each in entry["party"]:
        side = Side(
            role=each["role"],
            agreed_on=_from_today(entry["agreed"]),
            signatory=each["signatory"],
            signatory_function=each["function"],
        )
        _add_party(made, each["name"], side)
    decisions.sign(actor, protocol=made, version=made.version, on=_from_today(entry["signed"]))
    _add_paper(made)
    for each in entry.get("obligation", ()):
        _owe(made, each)
    _rest(made, entry)
    if reason := entry.get("reason"):
        decisions.end(actor, protocol=made, reason=reason)


def _add_party(protocol: Protocol, name: str, side: Side) -> None:
    actor, row_id = actor_named("Duarte Sobral"), id_of(f"{name} in {protocol.title}")
    protocols.add_party(actor, row_id=row_id, protocol=protocol, party_id=id_of(name), side=side)
    db.session.refresh(protocol, ["parties"])


def _add_paper(protocol: Protocol) -> None:
    words = {"title": protocol.title, "lang": "pt", "paragraphs": [protocol.purpose, "(Exemplo)"]}
    actor, data = actor_named("Duarte Sobral"), render(FOLDER / "leaflet.typ", words)
    file = keep(Inspected(FileKind.PDF, data), municipality_id=AMIEIRA, actor=actor)
    paper_id = id_of(f"paper of {protocol.title}")
    parts.add_paper(actor, paper_id=paper_id, protocol=protocol, file_id=file.id, kind="signed")


def _owe(protocol: Protocol, entry: Entry) -> None:
    actor, owner = actor_named("Duarte Sobral"), entry.get("owner")
    duty = parts.Duty(
        side_id=id_of(f"{entry['party']} in {protocol.title}"),
        what=entry["what"],
        owner_id=id_of(owner) if owner else None,
        due_on=_from_today(entry["due"]) if "due" in entry else None,
    )
    added = parts.add_obligation(actor, obligation_id=id_of(duty.what), protocol=protocol, duty=duty)
    if "done" in entry:
        on, evidence = _from_today(entry["done"]), entry.get("evidence", "")
        parts.note_done(actor, obligation=added, version=added.version, on=on, evidence=evidence)


def _rest(protocol: Protocol, entry: Entry) -> None:
    actor = actor_named("Duarte Sobral")
    if topic := entry.get("slot"):
        slot = db.session.get_one(DropInSlot, id_of(f"slot {topic}"))
        whose = {"organisation_id": slot.organisation_id, "protocol_id": protocol.id}
        slots.edit_slot(actor, slot=slot, version=slot.version, **whose)
    if title := entry.get("series"):
        series = db.session.get_one(Workshop, id_of(title))
        plan = replace(plan_of(actor, series, title=title), protocol_id=protocol.id)
        edit_workshop(actor, workshop=series, version=series.version, plan=plan)


def _from_today(days: int) -> date:
    return clock.today("Europe/Lisbon") + timedelta(days=days)
