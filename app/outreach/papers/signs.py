"""The signs at the boxes of a sheet, by which it is typed in: a digit for the situation with regard to work,
letters for everything else that can be ticked, capital letters for the cards, numbers for parishes.

They follow the order of what is offered; the edition on each sheet tells one whose signs have moved.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from app.core.text import fold
from app.outreach.registrations.choices import Choices
from app.skills import snapshot
from app.skills.card_numbers import numbered

T = TypeVar("T")
LETTERS = "abcdefghijkmnpqrstuvwxyz"
"""Without those that look like a digit."""
MOST_WISHES = 4
"""Series that have room on a sheet; the next ones."""
YES, NO, NOT_ASKED, SIGNED = "s", "n", "-", "a"


@dataclass(frozen=True, slots=True)
class Signs:
    """What each sign means; `call` is that of whoever wants to be called, `wishes` are those of one sheet.

    `numbers` are the cards of the card sheet (skills), which not all stand here.
    """

    parishes: Mapping[str, UUID]
    situations: Mapping[str, str]
    interests: Mapping[str, str]
    call: str
    groups: Mapping[str, str]
    wishes: Mapping[str, UUID]
    cards: Mapping[str, str]
    numbers: Mapping[int, str]
    purposes: tuple[str, ...]

    @property
    def edition(self) -> str:
        """Four characters that change whenever a sign could mean something else: "3F0A".

        Without the wishes, which are others every week and are kept with each slip.
        """
        said = (self.parishes, self.situations, self.interests, self.groups, self.cards)
        lines = [f"{sign}={meant}" for signs in said for sign, meant in signs.items()]
        content = "\n".join([*lines, self.call, *self.purposes])
        return hashlib.sha256(content.encode()).hexdigest()[:4].upper()


def signs_of(offered: Choices, wishes: Sequence[UUID] = ()) -> Signs:
    """The signs of what is offered at a session, and of the series that stand on a sheet."""
    letters = iter(LETTERS)
    by_name = sorted(offered.parishes, key=lambda each: (fold(each.name), each.id))
    interests = _lettered(letters, offered.interests)
    call = next(letters)
    groups = _lettered(letters, offered.groups)
    return Signs(
        parishes={str(number): each.id for number, each in enumerate(by_name, 1)},
        situations={str(number): key for number, key in enumerate(offered.situations, 1)},
        interests=interests,
        call=call,
        groups=groups,
        wishes=_lettered(letters, wishes),
        cards=_lettered(iter(LETTERS.upper()), [each.key for each in offered.cards]),
        numbers={number: view.key for number, view in numbered(snapshot.current()).items()},
        purposes=tuple(each.key for each in offered.consents),
    )


def _lettered(letters: Iterator[str], meant: Collection[T]) -> dict[str, T]:
    return {next(letters): each for each in meant}
