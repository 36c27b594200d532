"""How likely two records are one person's, and why; the same whichever of them is asked about.

Evidence adds up as by Fellegi and Sunter (1969): each thing that agrees takes away a share of the doubt, each
that contradicts takes away a share of the likeness. The shares are set by hand and judged by labelled pairs
(app/dev/bench/pairs.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.people import names
from app.people.facts import days
from app.people.names import Alike, Key

LEAST_LIKENESS = 0.6
"""Of two names that propose a person by themselves."""
LEAST_WITH_BIRTHDAY = 0.45
"""The same where the very day of birth is the same: a name that somebody married into replaces another."""
LEAST_SCORE = 0.5
SURE = 0.9
"""From this likeness on, and with more than the name in common, a known person is proposed as chosen."""
PHONE_DOUBT = 0.5
"""What doubt is left by a telephone in common: families share one."""
OTHER_GIVEN_NAME = 0.5
"""What likeness is left where neither of two first names stands in the other name: sisters share the rest."""
GENERATION = 15
"""Years: so far apart are a father and a son of one name, more often than two digits of a year."""


class Born(Enum):
    """How two birthdays compare."""

    UNKNOWN = auto()
    SAME_DAY = auto()
    SAME_MONTH = auto()
    SAME_YEAR = auto()
    SLIP = auto()
    """A digit, a year beside, day and month exchanged: a typing mistake, or somebody else."""
    OTHER_DAY = auto()
    OTHER = auto()


DOUBT = {Born.SAME_DAY: 0.35, Born.SAME_MONTH: 0.55, Born.SAME_YEAR: 0.7}
"""What is left of the doubt by a birthday that agrees, as far as both are known."""
LIKENESS = {Born.SLIP: 0.9, Born.OTHER_DAY: 0.85, Born.OTHER: 0.65}
"""What is left of the likeness by one that does not."""


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of somebody: the keys of their name, as much of the birthday as is known, telephones."""

    keys: Sequence[Key]
    born: str = ""
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """From 0 to 1, and what speaks for it."""

    score: float
    reasons: tuple[Alike, ...]

    @property
    def is_strong(self) -> bool:
        """Whether the person may be proposed as chosen."""
        return self.score >= SURE and bool(BESIDE_NAME & set(self.reasons))


NAMES = frozenset({Alike.SAME, Alike.OTHER_ORDER, Alike.PART, Alike.SOUND, Alike.SPELLING})
BESIDE_NAME = frozenset(Alike) - NAMES


def judge(one: Described, other: Described) -> Verdict | None:
    """How likely it is the same person; None where that need not be asked."""
    alike = names.likeness(one.keys, other.keys)
    has_phone = not one.phones.isdisjoint(other.phones)
    born = compare_births(one.born, other.born)
    least = LEAST_WITH_BIRTHDAY if born is Born.SAME_DAY else LEAST_LIKENESS
    if alike.score < least and not has_phone:
        return None
    score = alike.score
    if not alike.is_whole and _is_other_given(one.keys, other.keys):
        score *= OTHER_GIVEN_NAME
    reasons = [Alike.PHONE] if has_phone else []
    if has_phone:
        score = 1 - (1 - score) * PHONE_DOUBT
    if alike.reason and alike.score >= least:
        reasons.append(alike.reason)
    if born in DOUBT:
        score = 1 - (1 - score) * DOUBT[born]
        reasons.append(Alike.BIRTHDAY if born is Born.SAME_DAY else Alike.BIRTH_YEAR)
    score *= LIKENESS.get(born, 1)
    if score < LEAST_SCORE and not has_phone:
        return None
    return Verdict(round(score, 3), tuple(reasons))


def compare_births(one: str, other: str) -> Born:
    """By as much of each as is known (facts/days.py).

    >>> compare_births("1980-03-12", "1980").name, compare_births("1980-03-12", "1980-12-03").name
    ('SAME_YEAR', 'SLIP')
    """
    known = min(len(one), len(other))
    if not known:
        return Born.UNKNOWN
    if one[:known] == other[:known]:
        return {days.YEAR: Born.SAME_YEAR, days.MONTH: Born.SAME_MONTH}.get(known, Born.SAME_DAY)
    is_same_year = one[: days.YEAR] == other[: days.YEAR]
    if _is_slip(one[:known], other[:known]):
        return Born.SLIP
    return Born.OTHER_DAY if is_same_year else Born.OTHER


def _is_slip(one: str, other: str) -> bool:
    apart = abs(int(one[: days.YEAR]) - int(other[: days.YEAR]))
    rest, others = one[days.YEAR :], other[days.YEAR :]
    if apart >= GENERATION:
        return False
    if rest == others and apart == 1:
        return True
    if not apart and rest[1:].split("-")[::-1] == others[1:].split("-"):
        return True
    wrong = [at for at, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    is_turned = len(wrong) == 2 and [one[at] for at in wrong] == [other[at] for at in reversed(wrong)]
    return len(wrong) == 1 or (is_turned and wrong[1] == wrong[0] + 1)


def _is_other_given(one: Sequence[Key], other: Sequence[Key]) -> bool:
    """Whether the first word of neither stands in the other: in whatever order, people leave out others."""
    return not (_has(other, one[0]) or _has(one, other[0])) if one and other else False


def _has(name: Sequence[Key], wanted: Key) -> bool:
    return any(names.words_alike(wanted, key) for key in name)
