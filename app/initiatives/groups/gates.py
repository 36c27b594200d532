"""What stands before each stage of an initiative, by kind: a checklist that is data (gates.toml).

Law changes: an item says from when until when it holds and when somebody last looked, and its figures stand
there. The product warns, people decide.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from app.core import i18n
from app.core.texts import Text, in_language
from app.core.vocabulary import Value, Vocabulary, Words, read_vocabulary
from app.initiatives.groups.models import GateCheck
from app.initiatives.groups.shares import balance_of

_FILE = Path(__file__).with_suffix(".toml")


class Answer(StrEnum):
    DONE = "done"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateItem(Value):
    """Something that is done before a stage (`before`), in initiatives of these `kinds`; of none: of all.

    `check`: what the product sees by itself (`CHECKS`), with the figure `least`; "" where somebody has to
    say it. `law`: the legal reference, `source`: where it was read, `valid_from` and `valid_until`: the days
    on which it holds, `last_checked_on`: when somebody last looked; without a law it is good practice.
    """

    before: str
    kinds: Sequence[str] = ()
    hint: Words = field(default_factory=dict)
    check: str = ""
    least: int = 0
    law: str = ""
    source: str = ""
    valid_from: date = date.min
    valid_until: date = date.max
    last_checked_on: date | None = None

    def is_of(self, kind: str, on: date) -> bool:
        """Whether it is asked of such an initiative on a day."""
        return (not self.kinds or kind in self.kinds) and self.valid_from <= on <= self.valid_until

    @property
    def explained(self) -> Text:
        """More about it, in the language of the page; empty where the name says all."""
        return in_language(self.hint, i18n.current().code) if self.hint else Text("", i18n.MAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the checks read of an initiative: the `shares` of those who take part, and whether there is ..."""

    shares: Sequence[int | None] = ()
    has_answerable: bool = False
    has_summary: bool = False
    needs: int = 0

    @property
    def members(self) -> int:
        return len(self.shares)


CHECKS: Mapping[str, Callable[[GateItem, Facts], bool]] = {
    "members": lambda item, facts: facts.members >= item.least,
    "shares": lambda _item, facts: balance_of(facts.shares).is_whole,
    "answerable": lambda _item, facts: facts.has_answerable,
    "summary": lambda _item, facts: facts.has_summary,
    "needs": lambda item, facts: facts.needs >= item.least,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands: `check` is what somebody answered, `is_met` what the product sees."""

    item: GateItem
    check: GateCheck | None
    is_met: bool

    @property
    def is_not_needed(self) -> bool:
        return self.check is not None and self.check.answer == Answer.NOT_NEEDED

    @property
    def is_open(self) -> bool:
        return not (self.is_met or self.is_not_needed)


def items() -> Vocabulary[GateItem]:
    """All items of all gates, those too that no longer hold."""
    return read_vocabulary(_FILE, GateItem, table="item")


def items_of(kind: str, stages: Sequence[str], on: date) -> list[GateItem]:
    """What is asked before each of some stages, in their order."""
    asked = [each for each in items().values() if each.before in stages and each.is_of(kind, on)]
    return sorted(asked, key=lambda each: stages.index(each.before))


def standing_of(item: GateItem, facts: Facts, check: GateCheck | None) -> Standing:
    """A computed item is what the product sees, whatever was said; nobody ticks it."""
    if item.check:
        return Standing(item, check, CHECKS[item.check](item, facts))
    return Standing(item, check, check is not None and check.answer == Answer.DONE)
