"""Shares of members, in hundredths of a per cent: 10,000 are the whole, and no part is ever rounded away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WHOLE = 10_000
_WRITTEN = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?")


@dataclass(frozen=True, slots=True)
class Balance:
    """What the shares of a group come to: `total`, and how many members have none said."""

    total: int
    unsaid: int

    @property
    def is_asked(self) -> bool:
        """Whether anybody's share was said: where nobody's is, shares mean nothing."""
        return self.total > 0

    @property
    def left(self) -> int:
        """What is missing to the whole; below nothing where it is too much."""
        return WHOLE - self.total

    @property
    def is_whole(self) -> bool:
        return self.left == 0 and self.unsaid == 0


def balance_of(shares: Sequence[int | None]) -> Balance:
    """The sum of what was said, as it was said."""
    said = [each for each in shares if each is not None]
    return Balance(sum(said), len(shares) - len(said))


def equal(members: int) -> list[int]:
    """The whole among so many, as equally as hundredths allow: the first get one more where it does not come
    out even.
    """
    each, over = divmod(WHOLE, members)
    return [each + (at < over) for at in range(members)]


def share_of(typed: str) -> int | None:
    """What somebody typed ("33,34 %"); None for what is no share. Further digits are refused, not rounded."""
    found = _WRITTEN.fullmatch(typed.strip())
    if found is None:
        return None
    share = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
    return share if share <= WHOLE else None


def typed_of(share: int) -> str:
    """The same as somebody types it: "25", "33,34"."""
    whole, rest = divmod(share, 100)
    return f"{whole},{rest:02}" if rest else str(whole)
