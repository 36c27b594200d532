"""What a person gets of the records by which they were registered, when they ask for their data."""

from pathlib import Path

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import By, Lexicon, Section
from app.outreach.deliveries.models import FieldRecord
from app.outreach.deliveries.operations.opening import said_in
from app.outreach.devices.models import Device
from app.people.models import Participant
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def records(person: Participant) -> Section:
    """What devices handed over about them, and what is kept of it."""
    mine = (
        select(FieldRecord, Session.on, Workshop.title, Device.name)
        .outerjoin(Session, Session.id == FieldRecord.session_id)
        .outerjoin(Workshop, Workshop.id == Session.workshop_id)
        .outerjoin(Device, Device.id == FieldRecord.device_id)
        .where(FieldRecord.participant_id == person.id)
    )
    found = db.session.execute(mine.order_by(FieldRecord.received_at, FieldRecord.id)).all()
    rows = [
        {
            "received_at": each.received_at,
            "workshop": title or "",
            "session": on,
            "origin": LEXICON.told("way", each.origin),
            "device": device or "",
            "made_by": By(each.made_by),
            "slip": each.slip,
            "state": LEXICON.told("state", each.state),
            "reason": LEXICON.told("reason", each.reason),
            "said": _said(each),
        }
        for each, on, title, device in found
    ]
    return Section("handed_over", LEXICON, rows)


def _said(record: FieldRecord) -> str:
    """Answer by answer, by the names of the form."""
    said = said_in(record)
    return "; ".join(f"{name}: {value}" for name, value in said.pairs if value) if said else ""
