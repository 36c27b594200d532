"""Registrations as a tablet seals them and shows them on its screen."""

import json
from typing import Any

from app.core.db import db, new_id
from app.outreach.packs.keys import carried_of, new_keys
from app.outreach.packs.models import Pack
from app.outreach.packs.sealing import seal_box
from tests.cast import Person
from tests.factories.attendance import make_running, sessions_of
from tests.factories.one_of_each import clerk, making


def sealed_records(person: Person, count: int, *, words: str = "Maria") -> list[dict[str, Any]]:
    """Envelopes of one pack, of the municipality in which this person works."""
    with making():
        actor = clerk(person.actor.here(), person.id)
        workshop, _ = make_running(actor, "Ana")
        session = sessions_of(actor, workshop)[0]
        public, private = new_keys()
        pack = Pack(
            id=new_id(),
            municipality_id=session.municipality_id,
            session_id=session.id,
            prepared_by=person.id,
            public_key=public,
        )
        pack.private_key = private
        db.session.add(pack)
        db.session.flush()
        content = json.dumps({"v": 1, "form": [["name", words]], "pack": str(pack.id)}).encode()
        carried = carried_of(pack)
        return [
            seal_box(content, public_key=public, pack_id=pack.id, record_id=new_id(), carried=carried)
            for _ in range(count)
        ]
