"""Kinds of initiatives and what follows from each: a list, so that a kind is an entry (kinds.toml)."""

from dataclasses import dataclass
from pathlib import Path

from app.core.vocabulary import Value, Vocabulary, read_vocabulary

_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfInitiative(Value):
    """`is_alone`: of one person. `has_shares`: what its members own of it counts.

    `hosts_activities` of others, each with an account of its own; `has_providers` who need not be members;
    `needs_invoicer`: without legal personality, so that somebody else invoices; `has_terms`: a host, a tutor,
    hours, insurance and an end.
    """

    is_alone: bool = False
    is_cooperative: bool = False
    has_shares: bool = False
    hosts_activities: bool = False
    has_providers: bool = False
    needs_invoicer: bool = False
    has_terms: bool = False


def kinds() -> Vocabulary[KindOfInitiative]:
    """The kinds of initiatives."""
    return read_vocabulary(_FILE, KindOfInitiative)
