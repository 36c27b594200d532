"""How protocols are said on screen."""

from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.vocabulary import Value, Vocabulary, read_vocabulary
from app.network.protocols.models import Instrument, Renewal
from app.network.protocols.states import END_REASONS
from app.network.protocols.term import Standing

INSTRUMENTS: dict[Instrument, Any] = {
    Instrument.PARTNERSHIP: _("Partnership protocol"),
    Instrument.COOPERATION: _("Contract of cooperation between institutions"),
}
STANDINGS: dict[Standing, Any] = {
    Standing.DRAFT: _("Draft"),
    Standing.SIGNED: _("Signed"),
    Standing.IN_FORCE: _("In force"),
    Standing.EXPIRING: _("Expiring"),
    Standing.RENEWED: _("Renewed"),
    Standing.ENDED: _("Has ended"),
}
TONES: dict[Standing, str] = {
    Standing.SIGNED: "petrol",
    Standing.IN_FORCE: "good",
    Standing.EXPIRING: "ochre",
    Standing.RENEWED: "good",
}
RENEWALS: dict[Renewal, Any] = {
    Renewal.BY_ACT: _("When all sides agree to renew it"),
    Renewal.BY_ITSELF: _("By itself, unless somebody ends it"),
    Renewal.NONE: _("Not at all: it ends on its last day"),
}
PAPERS: dict[str, Any] = {
    "signed": _("Signed paper"),
    "addition": _("Addition"),
    "renewal": _("Renewal"),
    "other": _("Other paper"),
}


def roles() -> Vocabulary[Value]:
    """As what a party takes part (roles.toml)."""
    return read_vocabulary(Path(__file__).parent / "roles.toml", Value)


def role_in_words(key: str) -> str:
    found = roles().get(key)
    return str(found) if found else key


FILTERS = {
    "instrument": lambda key: INSTRUMENTS[Instrument(key)],
    "standing": lambda each: STANDINGS[each],
    "standing_tone": lambda each: TONES.get(each, ""),
    "renewal": lambda key: RENEWALS[Renewal(key)],
    "protocol_role": role_in_words,
    "protocol_paper": lambda key: PAPERS[key],
    "end_reason": lambda key: END_REASONS.get(key, ""),
}
