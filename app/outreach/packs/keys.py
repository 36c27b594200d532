"""The keys of a pack, and what of it travels with the device and comes back with every record.

What is `carried` is encrypted with KEYS_FILE and bound to the pack, so that a database restored from before
the pack still opens what was sealed, and nobody else learns anything from it.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from app.core.encryption import Unreadable, decrypt, encrypt
from app.core.key_file import MissingKey
from app.outreach.packs.models import Pack
from app.outreach.packs.sealing import new_pair

new_keys = new_pair
BOUND_TO = "outreach_pack.carried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A pack as the device carries it: whose records they are, and the key that opens them."""

    pack: UUID
    session: UUID
    municipality: UUID
    device: UUID | None
    prepared_by: UUID
    at: datetime
    private_key: str


def carried_by(pack: Pack) -> Carried:
    """The same, of a pack that is still in the database."""
    return Carried(
        pack=pack.id,
        session=pack.session_id,
        municipality=pack.municipality_id,
        device=pack.device_id,
        prepared_by=pack.prepared_by,
        at=pack.created_at,
        private_key=pack.private_key,
    )


def carried_of(pack: Pack) -> str:
    """What the device is given to carry, by the key in use today: what stands in the database is opened with
    the row, and this where that is lost.
    """
    return encrypt(json.dumps(asdict(carried_by(pack)), default=_text), f"{BOUND_TO}:{pack.id}")


def read_carried(text: str, pack_id: UUID) -> Carried:
    """What was carried for this pack. Raises Unreadable: it is not what was given, or its key is lost."""
    try:
        found = json.loads(decrypt(text, f"{BOUND_TO}:{pack_id}"))
        device = found["device"]
        carried = Carried(
            pack=UUID(found["pack"]),
            session=UUID(found["session"]),
            municipality=UUID(found["municipality"]),
            device=UUID(device) if device else None,
            prepared_by=UUID(found["prepared_by"]),
            at=datetime.fromisoformat(found["at"]),
            private_key=found["private_key"],
        )
    except (MissingKey, ValueError, KeyError, TypeError) as error:
        raise Unreadable(str(pack_id)) from error
    if carried.pack != pack_id:
        raise Unreadable(str(pack_id))
    return carried


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
