"""Which cards a context of life still asks, in which order, and which answers matter enough to ask on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.skills.models.inventory import InventoryEntry
from app.skills.queries.inventories import Answer
from app.skills.scales import Frequency, Level
from app.skills.snapshot import Catalogue, CompetenceView

AT_FIRST = 20
MATTERING = 6
ENOUGH = 3
_SURE = frozenset({Frequency.OFTEN.value, Frequency.DAILY.value})
_PERHAPS = (Frequency.SOMETIMES.value, Frequency.ONCE.value)


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of one context; a card answered under another context is not asked again.

    `things` are those of the whole list, `things_here` those of this context.
    """

    context: str
    cards: Sequence[CompetenceView]
    answers: dict[UUID, str]
    things: int
    things_here: int

    @property
    def first_open(self) -> int | None:
        """The place (from 1) of the first card without an answer, None when all have one."""
        return next((at for at, card in enumerate(self.cards, 1) if card.id not in self.answers), None)

    def card(self, place: int) -> CompetenceView | None:
        """The card at a place, counted from 1."""
        return self.cards[place - 1] if 1 <= place <= len(self.cards) else None

    def stops_after(self, place: int) -> bool:
        """Whether a pause is made here: after twenty cards, and at the end."""
        return place >= len(self.cards) or place % AT_FIRST == 0

    def total(self, place: int) -> int:
        """How many cards lie before the next pause, counted from the first."""
        return min(len(self.cards), -(-place // AT_FIRST) * AT_FIRST)


def deck_of(catalogue: Catalogue, context: str, answers: Iterable[Answer]) -> Deck:
    """The deck of a context with what was answered so far."""
    answers = list(answers)
    counted = Counter(answer.context for answer in answers if is_counted(answer))
    answered = [answer for answer in answers if answer.competence_id and answer.frequency]
    elsewhere = {answer.competence_id for answer in answered if answer.context != context}
    cards = catalogue.cards(context)
    if elsewhere:
        cards = [card for card in cards if card.id not in elsewhere]
    said = {answer.competence_id: str(answer.frequency) for answer in answered if answer.competence_id}
    return Deck(context, cards, said, counted.total(), counted[context])


def is_counted(entry: InventoryEntry | Answer) -> bool:
    """Whether an entry belongs to the list: "never" is only an answer."""
    return entry.frequency != Frequency.NEVER.value


def mattering(entries: Iterable[InventoryEntry]) -> list[InventoryEntry]:
    """The entries whose level and wish are asked: done often; where these are few, also done sometimes."""
    asked = [entry for entry in entries if entry.competence_id and is_counted(entry)]
    chosen = [entry for entry in asked if entry.frequency in _SURE]
    for frequency in _PERHAPS:
        if len(chosen) < ENOUGH:
            chosen += [entry for entry in asked if entry.frequency == frequency]
    daily_first = sorted(chosen, key=lambda entry: entry.frequency != Frequency.DAILY.value)
    return daily_first[:MATTERING]


def is_described(entry: InventoryEntry) -> bool:
    """Whether level and wish are both said."""
    return bool(entry.level and entry.wish)


def teaches(entries: Iterable[InventoryEntry]) -> bool:
    """Whether something on the list can be taught to others."""
    return any(entry.level == Level.TEACHES.value for entry in entries)
