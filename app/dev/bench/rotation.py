"""How long it takes to write everything anew with another key, and how long others wait meanwhile."""

import base64
import os
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from app.core import clock, rekeying, throttle
from app.core.db import db, new_id
from app.core.encryption import blind_index, encrypt, note_use
from app.core.key_file import BYTES, KeyKind
from app.core.keyring import keyring
from app.core.unit_of_work import writing
from app.people.identifiers.models import NationalIdentifier
from app.people.models import Participant

PAUSE = 0.02
"""Seconds between two writes of somebody else."""


def measure(app: Flask, count: int) -> tuple[float, float]:
    """Rotate so many numbers: seconds in all, and of the longest write of somebody else meanwhile."""
    before = app.settings  # type: ignore[attr-defined]  # of our application class
    with tempfile.TemporaryDirectory(prefix="autonomus-keys-") as folder:
        file = Path(folder) / "keys"
        ring = keyring()
        present = [_line(kind, ring.current(kind), ring.key(kind, ring.current(kind))) for kind in KeyKind]
        file.write_text("".join(present))
        app.settings = replace(before, keys_file=file)  # type: ignore[attr-defined]
        with writing():
            _note(count)
        another = [_line(kind, "another", os.urandom(BYTES)) for kind in KeyKind]
        file.write_text("".join([*present, *another]))
        is_over = threading.Event()
        waits = list[float]()
        other = threading.Thread(target=_write_beside, args=(app, is_over, waits))
        other.start()
        started = time.perf_counter()
        for _step in rekeying.rotate():
            pass
        took = time.perf_counter() - started
        is_over.set()
        other.join()
    app.settings = before  # type: ignore[attr-defined]
    return took, max(waits)


def _line(kind: KeyKind, name: str, key: bytes) -> str:
    return f"{kind} {name} {base64.b64encode(key).decode()}\n"


def _note(count: int) -> None:
    """A number of each of so many people, as bare rows."""
    people = db.session.execute(select(Participant.id, Participant.municipality_id).limit(count)).all()
    made = [_row(*person, at) for at, person in enumerate(people)]
    note_use(KeyKind.ENCRYPTION, *(each["number_encrypted"] for each in made))
    note_use(KeyKind.INDEX, *(each["number_index"] for each in made))
    db.session.execute(insert(NationalIdentifier), made)


def _row(person: object, municipality: object, at: int) -> dict[str, Any]:
    row_id, digits, number = new_id(), f"{at:07}", NationalIdentifier.number
    return {
        "id": row_id,
        "municipality_id": municipality,
        "participant_id": person,
        "kind": "iefp",
        "number_encrypted": encrypt(digits, number.about(row_id)),
        "number_index": blind_index(digits, number.where),
        "noted_at": clock.now(),
    }


def _write_beside(app: Flask, is_over: threading.Event, waits: list[float]) -> None:
    with app.app_context():
        while not is_over.is_set():
            started = time.perf_counter()
            with writing():
                throttle.count("bench", "rotation")
            waits.append(time.perf_counter() - started)
            time.sleep(PAUSE)
        db.session.remove()
