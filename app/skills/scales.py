"""The three scales of an entry and their words: how often, how well, whether the person wants to.

Frequency stands in the place of dates: nobody is asked when, or whether they were paid.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _


class Frequency(StrEnum):
    NEVER = "never"
    ONCE = "once"
    SOMETIMES = "sometimes"
    OFTEN = "often"
    DAILY = "daily"


class Level(StrEnum):
    """Ascending: whoever can teach it can also do it alone."""

    WITH_HELP = "with_help"
    ALONE = "alone"
    TEACHES = "teaches"

    def or_higher(self) -> tuple["Level", ...]:
        """This level and all above it."""
        levels = tuple(Level)
        return levels[levels.index(self) :]


class Wish(StrEnum):
    YES = "yes"
    NO = "no"


FREQUENCY_WORDS: Mapping[str, Any] = {
    Frequency.NEVER: _("never"),
    Frequency.ONCE: _("once"),
    Frequency.SOMETIMES: _("sometimes"),
    Frequency.OFTEN: _("often"),
    Frequency.DAILY: _("every day, or for years"),
}
LEVEL_WORDS: Mapping[str, Any] = {
    Level.WITH_HELP: _("with help"),
    Level.ALONE: _("on my own"),
    Level.TEACHES: _("I can teach it"),
}
WISH_WORDS: Mapping[str, Any] = {
    Wish.YES: _("I want to do it"),
    Wish.NO: _("rather not"),
}
LEARNING_WORDS: Mapping[str, Any] = {
    Wish.YES: _("I want to learn this"),
    Wish.NO: _("I do not want to learn this"),
}
"""Of what somebody may never have done."""
