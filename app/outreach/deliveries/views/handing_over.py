"""Devices hand over what was sealed on them, ask what is known of it, and whether we are there.

Everything is JSON. A device is known by its cookie, and where a session of staff is over it goes on: so no
token stands against forgery but a header that no other site can send without our leave (Fetch Standard,
3.2.2: it is asked for first), and the cookie's SameSite.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, jsonify, request

from app.core import backup_marks, clock
from app.core.access import public
from app.core.errors import Forbidden, Throttled
from app.core.forms import csrf
from app.core.unit_of_work import afterwards
from app.outreach.blueprint import bp
from app.outreach.deliveries import envelope as envelopes
from app.outreach.deliveries import queries
from app.outreach.deliveries.operations import receiving as operations
from app.outreach.deliveries.operations.receiving import Deliverer
from app.outreach.devices.presence import Sender, sender

WORKER = "1"
"""Grows with each release of the scripts that a device has to fetch before it goes out again."""
MOST_ASKED = 500
OWN_SITE = frozenset({"same-origin", "none"})
Answer = tuple[Response, int]


@bp.put("/records/<uuid:record_id>")
@public
def hand_over(record_id: UUID) -> Answer:
    """201 for what is new, 200 for what was kept already, 409 for another of that id: kept all the same."""
    _demand_own_script()
    deliverer = _deliverer(sender())
    try:
        envelope = envelopes.read(request.get_data(cache=False), record_id)
        receipt = operations.receive(deliverer, envelope)
    except envelopes.NoEnvelope:
        return jsonify(error="envelope"), 422
    except operations.NotTheirs as error:  # to enrol the device again would change nothing
        return jsonify(error="elsewhere"), error.status
    except Throttled as error:
        return _later(error)
    if receipt.is_new:
        return jsonify(received_at=_text(receipt.received_at), safe=False), 201
    answer = {"received_at": _text(receipt.received_at), "safe": _is_safe(receipt.received_at)}
    if receipt.is_other:
        afterwards(partial(operations.keep_other, deliverer, envelope))
        return jsonify(error="same_id", **answer), 409
    return jsonify(answer), 200


@bp.post("/records/known")
@public
def known_records() -> Answer:
    """Which of these are kept here, and until when what was received is in a backup."""
    _demand_own_script()
    deliverer = _deliverer(sender())
    ids = _asked()
    if ids is None:
        return jsonify(error="ids"), 422
    found = queries.received(deliverer.municipalities, ids)
    return jsonify(known={str(each): _text(at) for each, at in found.items()}, **_standing()), 200


@bp.get("/state")
@public
def state() -> Answer:
    """Whether we are there, and who we take this browser for."""
    who = sender()
    name = who.device.name if who.device else None
    content = {"device": name, "staff": who.staff is not None, **_standing()}
    return jsonify(**content, time=_text(clock.now()), worker=WORKER), 200


csrf.exempt(hand_over)
csrf.exempt(known_records)


def _demand_own_script() -> None:
    site = request.headers.get("Sec-Fetch-Site", "none")
    is_ours = request.headers.get("X-Outreach") == "1" and request.mimetype == "application/json"
    if not is_ours or site not in OWN_SITE:
        raise Forbidden


def _deliverer(who: Sender) -> Deliverer:
    """The device's municipality, or where whoever is signed in works at present, is where a record belongs
    of which nothing else tells it.
    """
    there = who.municipalities
    current = who.staff.municipality_id if who.staff else None
    home = who.device.municipality_id if who.device else current
    device_id = who.device.id if who.device else None
    return Deliverer(device_id, who.staff, there, home if home in there else min(there))


def _asked() -> frozenset[UUID] | None:
    try:
        content: Any = request.get_json(silent=True)
        asked = content.get("ids") if isinstance(content, dict) else None
        if not isinstance(asked, list) or len(asked) > MOST_ASKED:
            return None
        return frozenset(UUID(each) for each in asked)
    except (AttributeError, RecursionError, TypeError, ValueError):
        return None


def _standing() -> dict[str, str | None]:
    found = backup_marks.standing()
    return {"safe_until": _text(found.safe_until) if found.safe_until else None, "epoch": found.epoch}


def _is_safe(received_at: datetime) -> bool:
    until = backup_marks.standing().safe_until
    return until is not None and received_at < until


def _text(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat()


def _later(error: Throttled) -> Answer:
    response = jsonify(error="later")
    response.headers["Retry-After"] = str(error.retry_after)
    return response, error.status
