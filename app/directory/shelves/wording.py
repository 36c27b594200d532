"""How what can be done with an offer, a publication or a thing of the library is said in the office."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.directory.shelves.models.offers import OfferState
from app.directory.shelves.states import OFFER, SHELF

STATES: Mapping[str, Any] = {**SHELF.names, **OFFER.names}
TONES: Mapping[str, str] = {**SHELF.tones, **OFFER.tones}
ACTS: Mapping[str, Any] = {
    "open": _("Publish"),
    "published": _("Publish"),
    "filled": _("It is filled"),
    "withdrawn": _("Withdraw"),
}


def act_name(state: str, after: str) -> str:
    """What the button says that leads from one state to another."""
    if after == OfferState.OPEN and state != OfferState.PROPOSED:
        return gettext("Open it again")
    return str(ACTS[after])
