"""What the QR code of a numbered slip holds: the number and the id of the slip, in digits alone.

For a scanner presses keys: where it is set to another keyboard than the computer, or Caps Lock is on, signs
and letters come out as others (skills/codes.py). The same is read by js/outreach/slip.js.
"""

import re
from dataclasses import dataclass
from uuid import UUID

NUMBER_DIGITS = 6
ID_DIGITS = 39
"""2¹²⁸ has so many."""
_CODE = re.compile(rf"([0-9]{{1,{NUMBER_DIGITS}}})([0-9]{{{ID_DIGITS}}})")


@dataclass(frozen=True, slots=True)
class ScannedSlip:
    """What a slip's code says."""

    number: int
    id: UUID


def code_of(number: int, slip_id: UUID) -> str:
    """What the code of a slip holds."""
    return f"{number}{slip_id.int:0{ID_DIGITS}}"


def read(scanned: str) -> ScannedSlip | None:
    """What a camera or a scanner read; None for anything else, such as a number that was typed.

    >>> read(code_of(12, UUID("0198c0de-0000-7000-8000-000000000001")))
    ScannedSlip(number=12, id=UUID('0198c0de-0000-7000-8000-000000000001'))
    """
    found = _CODE.fullmatch(scanned.strip())
    if found is None or int(found[2]) >= 1 << 128:
        return None
    return ScannedSlip(int(found[1]), UUID(int=int(found[2])))
