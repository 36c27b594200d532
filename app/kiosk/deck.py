"""Which cards the chosen contexts of life still ask, in which order, and which answers are asked about on."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from uuid import UUID

from app.skills.models.inventory import InventoryEntry
from app.skills.queries.inventories import Answer
from app.skills.scales import Frequency, Level
from app.skills.snapshot import Catalogue, CompetenceView

AT_FIRST = 20
MATTERING = 6
ENOUGH = 3
BETWEEN = "+"
"""What stands between the keys of contexts in an address."""
_SURE = frozenset({Frequency.OFTEN.value, Frequency.DAILY.value})
_PERHAPS = (Frequency.SOMETIMES.value, Frequency.ONCE.value)


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of the chosen contexts; one that was answered under another context is not asked again.

    `things` are those of the whole list, `things_here` those of these contexts.
    """

    contexts: Sequence[str]
    cards: Sequence[CompetenceView]
    answers: dict[UUID, str]
    things: int
    things_here: int

    @property
    def keys(self) -> str:
        """The chosen contexts as an address names them."""
        return BETWEEN.join(self.contexts)

    @property
    def first_open(self) -> int | None:
        """The place (from 1) of the first card without an answer, None when all have one."""
        return self._open_in(range(1, len(self.cards) + 1))

    def card(self, place: int) -> CompetenceView | None:
        """The card at a place, counted from 1."""
        return self.cards[place - 1] if 1 <= place <= len(self.cards) else None

    def context_of(self, card: CompetenceView) -> str:
        """The chosen context whose card it is: its own one before others."""
        return context_of(card, self.contexts)

    def open_after(self, place: int) -> int | None:
        """The next card without an answer before a pause is made; None where the pause comes."""
        return self._open_in(range(place + 1, self.total(place) + 1))

    def stops_after(self, place: int) -> bool:
        """Whether a pause is made here: after twenty cards, and at the end."""
        return place >= len(self.cards) or place % AT_FIRST == 0

    def total(self, place: int) -> int:
        """How many cards lie before the next pause, counted from the first."""
        return min(len(self.cards), -(-place // AT_FIRST) * AT_FIRST)

    def _open_in(self, places: Iterable[int]) -> int | None:
        return next((at for at in places if self.cards[at - 1].id not in self.answers), None)


def deck_of(catalogue: Catalogue, keys: Collection[str], answers: Iterable[Answer]) -> Deck:
    """The deck of these contexts, which the catalogue knows, with what was answered so far.

    They take turns in the order in which they are offered: the commonest card of each, then the next.
    """
    answers = list(answers)
    contexts = [context.key for context in catalogue.contexts if context.key in keys]
    counted = Counter(answer.context for answer in answers if is_counted(answer))
    answered = [answer for answer in answers if answer.competence_id and answer.frequency]
    elsewhere = {answer.competence_id for answer in answered if answer.context not in contexts}
    cards = _in_turns(catalogue, contexts)
    if elsewhere:
        cards = [card for card in cards if card.id not in elsewhere]
    said = {answer.competence_id: str(answer.frequency) for answer in answered if answer.competence_id}
    return Deck(contexts, cards, said, counted.total(), sum(counted[context] for context in contexts))


def context_of(card: CompetenceView, contexts: Sequence[str]) -> str:
    """The first of the card's contexts that is one of these; else the first of these."""
    return next((context for context in card.contexts if context in contexts), contexts[0])


def _in_turns(catalogue: Catalogue, contexts: Sequence[str]) -> Sequence[CompetenceView]:
    """A card of several contexts comes once, so that every context has a card each time it is its turn."""
    if len(contexts) == 1:
        return catalogue.cards(contexts[0])
    piles = (
        [card for card in catalogue.cards(context) if context_of(card, contexts) == context]
        for context in contexts
    )
    return [card for turn in zip_longest(*piles) for card in turn if card]


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


def round_of(entry: InventoryEntry, asked: Sequence[InventoryEntry]) -> Sequence[InventoryEntry]:
    """The entries whose level and wish are asked together with this one's: the first few, or the rest."""
    first, others = asked[:ENOUGH], asked[ENOUGH:]
    return first if entry in first else others


def is_described(entry: InventoryEntry) -> bool:
    """Whether level and wish are both said."""
    return bool(entry.level and entry.wish)


def teaches(entries: Iterable[InventoryEntry]) -> bool:
    """Whether something on the list can be taught to others."""
    return any(entry.level == Level.TEACHES.value for entry in entries)
