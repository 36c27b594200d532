"""Everything that somebody said when they registered, whatever it was written on."""

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from app.core.links import derived

MOST_COMPETENCES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said to one question about consent: to which wording, and how. `recipient_id` where it is
    about sharing with somebody.
    """

    purpose: str
    is_given: bool
    wording: str
    how: str = "spoken"
    recipient_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One person; only the name is always there.

    `born` is as much of the birthday as is known (people/facts/days.py), `contact` a telephone or an address
    of mail as it was written, `competences` keys of the catalogue, `wishes` series besides the session's own.
    """

    name: str
    contact: str = ""
    born: str = ""
    parish_id: UUID | None = None
    language: str = "pt"
    work: str = ""
    groups: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()
    wishes: tuple[UUID, ...] = ()
    consents: tuple[Answer, ...] = ()
    representative: str = ""
    slip: str = ""
    wants_call: bool = False

    def mark(self, registration_id: UUID) -> str:
        """By what the same is known again without being kept: a keyed hash, of what was answered alone, so
        that a question asked one day changes no mark of today.
        """
        said = {name: value for name, value in asdict(self).items() if value}
        content = json.dumps(said, default=_plain, sort_keys=True, ensure_ascii=False)
        return derived("registration", registration_id, content.encode()).hex()


def _plain(value: UUID) -> str:
    return str(value)
