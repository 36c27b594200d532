"""Who has a competence, said in everyday words: for narrowing the list of participants."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, false, select

from app.core.actor import Actor
from app.people.models import Participant
from app.skills.queries.catalogue import catalogue, search
from app.skills.queries.who_can import Wanted, able
from app.skills.snapshot import CompetenceView


@dataclass(frozen=True, slots=True)
class Meant:
    """The competence that words were taken for, and what else they could mean."""

    competence: CompetenceView | None = None
    others: Sequence[CompetenceView] = ()


def meant_by(words: str, *, languages: Sequence[str]) -> Meant:
    """A competence by its key, or the likeliest for the words with its rivals."""
    if exact := catalogue().by_key(words):
        return Meant(exact)
    hits = search(words, languages=languages, limit=5)
    return Meant(hits[0].competence, [hit.competence for hit in hits[1:]]) if hits else Meant()


def holders(actor: Actor, meant: Meant, minimum_level: str | None) -> Select[UUID]:
    """The ids of the current municipality's participants who have it; of nobody when nothing was meant."""
    if meant.competence is None:
        return select(Participant.id).where(false())
    wanted = Wanted(meant.competence.id, minimum_level)
    return select(Participant.id).where(Participant.id.in_(able(actor.here(), wanted)))
