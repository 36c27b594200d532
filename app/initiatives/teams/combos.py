"""What one person's competences add up to: which of them somebody wants together, and what one thing more
would open. Counted as whoever asks for several is asking for a combination, not for each of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.initiatives.teams.problem import Need

FEWEST = 2
"""Competences that make a combination."""


@dataclass(frozen=True, slots=True)
class Want:
    """An opportunity, an offer: what it takes of one person."""

    id: UUID
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """Competences of the person: what wants all of them and nothing else (`whole`), and what wants one thing
    more (`nearly`, by want the competence).
    """

    competences: tuple[UUID, ...]
    whole: tuple[UUID, ...]
    nearly: Mapping[UUID, UUID]

    @property
    def rank(self) -> tuple[int, int, int, tuple[UUID, ...]]:
        """Smaller for one that opens more; of equals, for the larger one."""
        return -len(self.whole), -len(self.nearly), -len(self.competences), self.competences


@dataclass(frozen=True, slots=True)
class Opening:
    """A competence that the person lacks, or has not at the level, and what it would open."""

    competence_id: UUID
    wants: tuple[UUID, ...]


def combinations_of(levels: Mapping[UUID, int], wants: Iterable[Want]) -> Sequence[Combination]:
    """By what somebody can do (levels of pool/people.py), what of it is wanted together, the best first."""
    whole: dict[tuple[UUID, ...], list[UUID]] = defaultdict(list)
    nearly: dict[tuple[UUID, ...], dict[UUID, UUID]] = defaultdict(dict)
    for want in wants:
        has, lacks = _parted(levels, want)
        if len(has) < FEWEST:
            continue
        if not lacks:
            whole[has].append(want.id)
        elif len(lacks) == 1:
            nearly[has][want.id] = lacks[0]
    found = [
        Combination(has, tuple(sorted(whole.get(has, ()))), nearly.get(has, {})) for has in {*whole, *nearly}
    ]
    return sorted(found, key=lambda each: each.rank)


def openings_of(levels: Mapping[UUID, int], wants: Iterable[Want]) -> Sequence[Opening]:
    """The single things that would make a combination whole, those first that open most."""
    opened: dict[UUID, list[UUID]] = defaultdict(list)
    for want in wants:
        has, lacks = _parted(levels, want)
        if has and len(lacks) == 1:
            opened[lacks[0]].append(want.id)
    found = [Opening(competence_id, tuple(sorted(ids))) for competence_id, ids in opened.items()]
    return sorted(found, key=lambda each: (-len(each.wants), each.competence_id))


def _parted(levels: Mapping[UUID, int], want: Want) -> tuple[tuple[UUID, ...], list[UUID]]:
    """Which of what it takes the person has, and which not."""
    has = {need.competence_id for need in want.needs if levels.get(need.competence_id, -1) >= need.minimum}
    return tuple(sorted(has)), [need.competence_id for need in want.needs if need.competence_id not in has]
