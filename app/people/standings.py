"""What can be said of people who gave a name: clearly new, surely known, or for a person to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.core.actor import Actor
from app.people.candidates import Candidate, find_for_records, phones_around
from app.people.models import Participant


class Clear(StrEnum):
    """`NEW`: nobody is like them, nor another name that waits. `SURE`: one is, by more than the name, who is
    confirmed and not protected.
    """

    NEW = "new"
    SURE = "sure"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Standing:
    """`known`: the confirmed people it could be, likeliest first. `is_twice`: another name that waits is like
    theirs. `has_contact`: they can be reached.
    """

    person: Participant
    clear: Clear
    known: Sequence[Candidate]
    is_twice: bool
    has_contact: bool

    @property
    def sure(self) -> Participant | None:
        """Whom it surely is."""
        return self.known[0].participant if self.clear is Clear.SURE else None


def find_standings(actor: Actor, people: Sequence[Participant]) -> list[Standing]:
    """Of unverified people of one municipality, in their order."""
    if not people:
        return []
    phones, reached = phones_around([each.id for each in people])
    found = find_for_records(actor, people, phones)
    return [
        _standing(person, candidates, has_contact=person.id in reached)
        for person, candidates in zip(people, found, strict=True)
    ]


def _standing(person: Participant, candidates: Sequence[Candidate], *, has_contact: bool) -> Standing:
    known = [each for each in candidates if not each.participant.is_unverified]
    is_twice = len(known) < len(candidates)
    is_sure = bool(known) and known[0].is_strong and not known[0].participant.is_sealed
    clear = Clear.SURE if is_sure else Clear.UNSURE
    return Standing(person, clear if candidates else Clear.NEW, known, is_twice, has_contact)
