"""How many parts a short message is sent and charged in (3GPP TS 23.038, 23.040).

A text of the GSM alphabet has 160 letters in one message, 153 in each of several; any other text 70 and 67.
Of Portuguese letters ã, õ, ç, á, í, ó, ú, â, ê and ô are not in that alphabet; à, é and Ç are.
"""

from collections.abc import Iterable

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("^{}\\[~]|€\f")
"""These take the room of two."""


def parts(text: str) -> int:
    """The parts of a text.

    >>> parts("a" * 160), parts("a" * 161), parts("ã" * 70), parts("ã" * 71)
    (1, 2, 1, 2)
    """
    if set(text) <= BASIC | ESCAPED:
        return _divided((2 if letter in ESCAPED else 1 for letter in text), alone=160, each=153)
    return _divided((2 if letter > "\uffff" else 1 for letter in text), alone=70, each=67)


def _divided(widths: Iterable[int], *, alone: int, each: int) -> int:
    """What is wider than one is never cut in two."""
    total, count, used = 0, 1, 0
    for width in widths:
        total += width
        if used + width > each:
            count, used = count + 1, 0
        used += width
    return 1 if total <= alone else count
