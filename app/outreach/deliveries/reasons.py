"""Why a record needs somebody and why one was set aside: two lists, so that reasons can be counted."""

from dataclasses import dataclass, field
from pathlib import Path

from app.core import i18n
from app.core.texts import in_language
from app.core.vocabulary import Value, Vocabulary, Words, read_vocabulary

_FILE = Path(__file__).with_suffix(".toml")
NOT_OPENED, INVALID, SESSION_UNKNOWN = "not_opened", "invalid", "session_unknown"
REGISTRAR_LEFT, SAME_SLIP, SAME_ID, CONFLICT, FAILED = (
    "registrar_left",
    "same_slip",
    "same_id",
    "conflict",
    "failed",
)
TAKEN_BACK = "taken_back"
SAME_PERSON, GONE = "same_person", "gone"
BY_PRODUCT = frozenset({GONE})
"""Why the product sets a record aside, and nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Value):
    """`help` says what whoever reads it can do."""

    help: Words = field(default_factory=dict)

    @property
    def advice(self) -> str:
        return in_language(self.help, i18n.current().code).value


def attention() -> Vocabulary[Reason]:
    """Why somebody has to look."""
    return read_vocabulary(_FILE, Reason, table="attention")


def dismissed() -> Vocabulary[Reason]:
    """Why a record becomes no registration."""
    return read_vocabulary(_FILE, Reason, table="dismissed")
