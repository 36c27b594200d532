"""What one version of a canvas says that another does not, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer; `is_own`: the other version does not have it there."""

    text: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The two answers to one question."""

    key: str
    earlier: Sequence[Line]
    later: Sequence[Line]

    @property
    def is_same(self) -> bool:
        return not any(each.is_own for each in (*self.earlier, *self.later))


def compare(earlier: Mapping[str, str], later: Mapping[str, str]) -> list[Compared]:
    """Two versions, given as answers by question, in the order of the first."""
    return [Compared(key, *_lines(earlier[key], later[key])) for key in earlier]


def _lines(earlier: str, later: str) -> tuple[list[Line], list[Line]]:
    before, after = earlier.splitlines(), later.splitlines()
    same = SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks()
    kept_before = {at for block in same for at in range(block.a, block.a + block.size)}
    kept_after = {at for block in same for at in range(block.b, block.b + block.size)}
    return list(_told(before, kept_before)), list(_told(after, kept_after))


def _told(lines: Sequence[str], kept: set[int]) -> Iterator[Line]:
    for at, text in enumerate(lines):
        yield Line(text, at not in kept)
