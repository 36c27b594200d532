"""How what can be done with an offer, a publication or a thing of the library is said in the office."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.directory.shelves.models.offers import Offer, OfferState
from app.directory.shelves.models.stock import Movement, StockMovement
from app.directory.shelves.quality import missing
from app.directory.shelves.states import OFFER, SHELF, Entry

STATES: Mapping[str, Any] = {**SHELF.names, **OFFER.names}
TONES: Mapping[str, str] = {**SHELF.tones, **OFFER.tones}
ACTS: Mapping[str, Any] = {
    "open": _("Publish"),
    "published": _("Publish"),
    "filled": _("Mark as filled"),
    "withdrawn": _("Withdraw"),
}

MOVEMENTS: Mapping[Movement, Any] = {
    Movement.TAKEN: _("Taken at the kiosk"),
    Movement.DELIVERED: _("Delivered"),
    Movement.COUNTED: _("Counted"),
}

GAPS: Mapping[str, Any] = {
    "pay": _("what is paid, or what the course costs"),
    "description": _("a description"),
    "contact": _("a telephone, an e-mail or a link"),
    "next": _("how to apply"),
}


def not_shown_for(entry: Entry) -> list[str]:
    """What an offer that is on offer does not say yet, in words: until then the public does not see it."""
    gaps = missing(entry) if isinstance(entry, Offer) and entry.state == OfferState.OPEN else []
    return [str(GAPS[each]) for each in gaps]


def act_name(state: str, after: str) -> str:
    """What the button says that leads from one state to another."""
    if after == OfferState.OPEN and state != OfferState.PROPOSED:
        return gettext("Open it again")
    return str(ACTS[after])


def movement_said(movement: StockMovement) -> str:
    """What a movement was; of a count, what was found."""
    if movement.counted is not None:
        return gettext("Counted: %(count)s", count=movement.counted)
    return str(MOVEMENTS[Movement(movement.kind)])
