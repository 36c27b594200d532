"""Pairs of records, labelled: one person written twice as people write, or two who are easily taken for one.

Names are drawn as often as they occur (Zipf), and spoilt as offices and kiosks spoil them. Everything is
invented; the same seed gives the same pairs.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from app.core.vocabulary import read_file
from app.people import names
from app.people.contacts import phone_keys
from app.people.judging import Described, Verdict, judge

FILE = Path(__file__).with_suffix(".toml")
_NAMES = read_file(FILE)
WOMEN, MEN, FAMILIES = (_NAMES[sort] for sort in ("women", "men", "families"))
OLD = _NAMES["old"]
ABROAD: list[list[str]] = [each["spellings"] for each in _NAMES["abroad"]]
PARTICLES = ("", "", "da ", "de ", "dos ")
LETTERS = "abcdefghijlmnopqrstuvxz"


@dataclass(frozen=True, slots=True)
class Record:
    """What an office keeps of somebody: a name, as much of the birthday as is known, telephones as typed."""

    name: str
    born: str = ""
    phone: str = ""

    @property
    def described(self) -> Described:
        numbers = frozenset(phone_keys(self.phone) if self.phone else ())
        return Described(names.keys(self.name), self.born, numbers)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, what sort of pair they are, and whether they are one person's."""

    one: Record
    other: Record
    sort: str
    is_same: bool

    @property
    def verdict(self) -> Verdict | None:
        return judge(self.one.described, self.other.described)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of records of one person so many proposed; of what was proposed as chosen, so much right."""

    recall: float
    precision: float
    missed: dict[str, int]
    wrong: dict[str, int]


def measure(pairs: list[Pair]) -> Figures:
    """How well the judgement does, and on which sorts of pairs it fails."""
    missed: dict[str, int] = {}
    wrong: dict[str, int] = {}
    found = right = chosen = 0
    for pair in pairs:
        verdict = pair.verdict
        is_chosen = verdict is not None and verdict.is_strong
        chosen += is_chosen
        right += is_chosen and pair.is_same
        found += verdict is not None and pair.is_same
        if pair.is_same and verdict is None:
            missed[pair.sort] = missed.get(pair.sort, 0) + 1
        if is_chosen and not pair.is_same:
            wrong[pair.sort] = wrong.get(pair.sort, 0) + 1
    same = sum(pair.is_same for pair in pairs)
    return Figures(found / same, right / chosen, missed, wrong)


def labelled(count: int, seed: int = 7) -> list[Pair]:
    """So many pairs, half of them one person's."""
    chance = random.Random(seed)  # noqa: S311  the same pairs every time
    return [pair for _ in range(count // 2) for pair in (_one_person(chance), _two_people(chance))]


def somebody(chance: random.Random) -> Record:
    """A record as it should be: whole name, day of birth, mostly a telephone."""
    if chance.random() < 0.12:
        name = chance.choice(chance.choice(ABROAD)[:2])
    else:
        given = chance.choice((WOMEN, MEN))
        first = {_drawn(chance, given): None for _ in range(chance.choice((1, 2)))}
        family = {_drawn(chance, FAMILIES): None for _ in range(chance.choice((1, 2, 2, 2, 3)))}
        name = " ".join([*first, *(chance.choice(PARTICLES) + each for each in family)])
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
    return Record(name, born.isoformat(), _phone(chance) if chance.random() < 0.8 else "")


def spoilt(chance: random.Random, record: Record) -> tuple[str, Record]:
    """The same person as another office wrote them, and what it did to the name."""
    sort, change = chance.choice(CHANGES)
    changed = replace(record, name=change(chance, record.name))
    return sort, replace(changed, born=_less(chance, record.born), phone=_written(chance, record.phone))


def _one_person(chance: random.Random) -> Pair:
    record = somebody(chance)
    sort, other = spoilt(chance, record)
    return Pair(record, other, sort, is_same=True)


def _two_people(chance: random.Random) -> Pair:
    record = somebody(chance)
    sort, other = chance.choice(OTHERS)(chance, record)
    known = replace(other, born=_less(chance, other.born), phone=_written(chance, other.phone))
    return Pair(record, known, sort, is_same=False)


def _drawn(chance: random.Random, ranked: list[str]) -> str:
    """A name as often as names of its rank are."""
    return chance.choices(ranked, cum_weights=_weights(len(ranked)))[0]


@cache
def _weights(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 2) for rank in range(count)))


def _phone(chance: random.Random) -> str:
    return f"9{chance.choice('1236')}{chance.randrange(10_000_000):07}"


def _written(chance: random.Random, phone: str) -> str:
    """The number as people write it; sometimes they have another one, or give none."""
    if not phone or chance.random() < 0.25:
        return "" if chance.random() < 0.7 else _phone(chance)
    spaced = f"{phone[:3]} {phone[3:6]} {phone[6:]}"
    return chance.choice(
        (phone, spaced, f"+351{phone}", f"00351 {spaced}", f"({phone[:3]}) {phone[3:]}", f"tlm {spaced}")
    )


def _less(chance: random.Random, born: str) -> str:
    """As much of the birthday as another office asked for; now and then with a slip."""
    known = born[: chance.choice((0, 4, 4, 4, 7, 10, 10))]
    if len(known) >= 4 and chance.random() < 0.04:
        return f"{int(known[:4]) + 1}{known[4:]}"
    return known


def _typo(chance: random.Random, name: str) -> str:
    words = name.split()
    at = max(range(len(words)), key=lambda each: (len(words[each]) >= 4, chance.random()))
    word = words[at]
    where = chance.randrange(1, max(2, len(word)))
    left, right = word[:where], word[where:]
    letter = chance.choice(LETTERS)
    words[at] = chance.choice(
        (
            left + right[1:],
            left + letter + right,
            left + letter + right[1:],
            left + right[1:2] + right[:1] + right[2:],
        )
    )
    return " ".join(words)


def _without_particles(_chance: random.Random, name: str) -> str:
    return " ".join(word for word in name.split() if not word.islower())


def _shouted(chance: random.Random, name: str) -> str:
    plain = name.translate(str.maketrans("áàâãéêíóôõúç", "aaaaeeiooouc"))
    return chance.choice((plain, plain.upper(), name.lower()))


def _turned(_chance: random.Random, name: str) -> str:
    words = name.split()
    return " ".join([words[-1] + ",", *words[:-1]]) if len(words) > 1 else name


def _married(chance: random.Random, name: str) -> str:
    """A name of the other is added."""
    return f"{name} {_drawn(chance, FAMILIES)}"


def _replaced(chance: random.Random, name: str) -> str:
    """The other's name stands for one's own."""
    words = name.split()
    return " ".join([*words[:-1], _drawn(chance, FAMILIES)]) if len(words) > 2 else _married(chance, name)


def _shortened(_chance: random.Random, name: str) -> str:
    words = [word for word in name.split() if not word.islower()]
    return f"{words[0]} {words[-1]}" if len(words) > 1 else name


def _as_of_old(chance: random.Random, name: str) -> str:
    changed = [OLD.get(word, word) for word in name.split()]
    return " ".join(changed) if changed != name.split() else _typo(chance, name)


def _in_another_script(chance: random.Random, name: str) -> str:
    for spellings in ABROAD:
        if name in spellings:
            return chance.choice([each for each in spellings if each != name])
    return _shouted(chance, name)


CHANGES: tuple[tuple[str, Callable[[random.Random, str], str]], ...] = (
    ("typing mistake", _typo),
    ("particles", _without_particles),
    ("accents", _shouted),
    ("order", _turned),
    ("name added", _married),
    ("name replaced", _replaced),
    ("first and last", _shortened),
    ("old spelling", _as_of_old),
    ("another script", _in_another_script),
    ("another script", _in_another_script),
)


def _stranger(chance: random.Random, record: Record) -> tuple[str, Record]:
    """Somebody with the same first name."""
    other = somebody(chance)
    rest = other.name.split()[1:] or [_drawn(chance, FAMILIES)]
    return "stranger", replace(other, name=" ".join([record.name.split()[0], *rest]))


def _sibling(chance: random.Random, record: Record) -> tuple[str, Record]:
    """The same names of the family, often the same telephone; one in six a twin."""
    words = record.name.split()
    family = words[1:] or words
    first = chance.choice([each for each in WOMEN + MEN if each != words[0]])
    born = record.born if chance.random() < 0.16 else somebody(chance).born
    return "sibling", Record(" ".join([first, *family]), born, record.phone)


def _couple(chance: random.Random, record: Record) -> tuple[str, Record]:
    """Another first name, the last one shared, one telephone."""
    first = chance.choice([each for each in WOMEN + MEN if each != record.name.split()[0]])
    name = f"{first} {_drawn(chance, FAMILIES)} {record.name.split()[-1]}"
    return "couple", Record(name, somebody(chance).born, record.phone)


def _namesake(chance: random.Random, record: Record) -> tuple[str, Record]:
    """Somebody else of the very same name."""
    return "namesake", replace(somebody(chance), name=record.name)


def _parent(chance: random.Random, record: Record) -> tuple[str, Record]:
    """Father and son of one name, in one household."""
    year = int(record.born[:4]) - chance.randint(18, 40)
    born = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return "parent", Record(record.name, born, record.phone)


OTHERS = (_stranger, _sibling, _couple, _namesake, _parent)
