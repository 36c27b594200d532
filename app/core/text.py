"""Words as people write them: folding for comparison, words for search, keys for sorting.

Only U+0300–036F (Latin, Greek, Cyrillic accents) and Arabic vowel marks are dropped: stripping every
combining mark would destroy Hindi and Bengali.
"""

import re
import unicodedata

_ARABIC_MARKS = "".join(
    chr(point) for point in (*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x0640)
)
_DROPPED = re.compile(f"[\u0300-\u036f{_ARABIC_MARKS}\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_VARIANTS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ß": "ss",
        "ø": "o",
        "ł": "l",
    }
    | {"đ": "d", "æ": "ae", "œ": "oe", "ґ": "г", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"}
)
_ELIDED = re.compile(r"\bd'(?=\w)")
_PARTICLES = frozenset({"de", "da", "do", "das", "dos", "e", "del", "von", "van", "bin", "ibn", "al", "el"})
# «й» and «ї» are letters of their own, not accented ones: decomposing would fold them into «и» and «і».
_KEPT_WHOLE = frozenset("йїЙЇ")


def fold(text: str) -> str:
    """Lower case, no accents, no vowel marks, one kind of apostrophe, single spaces: for comparing.

    >>> fold("  João D’Ávila ")
    "joao d'avila"
    """
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_VARIANTS)
    parts = (char if char in _KEPT_WHOLE else unicodedata.normalize("NFKD", char) for char in lowered)
    return " ".join(_DROPPED.sub("", "".join(parts)).translate(_VARIANTS).split())


def words(text: str) -> list[str]:
    """The folded words of a text, in order, apostrophes inside words removed ("d'avila" → "davila")."""
    spaced = "".join(char if _is_of_a_word(char) else " " for char in fold(text))
    return [word for part in spaced.split() if (word := part.replace("'", ""))]


def _is_of_a_word(char: str) -> bool:
    # Vowel signs of Hindi and Bengali are marks, no letters, and yet belong inside their words.
    return char.isalnum() or char == "'" or unicodedata.category(char)[0] == "M"


def name_words(name: str) -> list[str]:
    """The words of a personal name without the particles (de, da, dos, d'…) that come and go on papers."""
    every = words(_ELIDED.sub("", fold(name)))
    return [word for word in every if word not in _PARTICLES] or every


def composed(text: str) -> str:
    """The same text with each letter and its marks as one, where Unicode has one for them (NFC)."""
    return unicodedata.normalize("NFC", text)


def direction(text: str) -> str:
    """The side on which a text begins, by its first strong letter (Unicode UAX #9, rule P2): ltr or rtl.

    >>> direction("(محمد) Mohamed"), direction("1. Mohamed (محمد)")
    ('rtl', 'ltr')
    """
    sides = (unicodedata.bidirectional(char) for char in text)
    first = next((side for side in sides if side in {"L", "R", "AL"}), "L")
    return "ltr" if first == "L" else "rtl"


def plain_digits(typed: str) -> str:
    """The digits of what was typed or spoken, in any script: "٤٢٧ 180-936" → "427180936"."""
    return "".join(str(unicodedata.digit(char)) for char in typed if char.isdigit())


def tidy(text: str) -> str:
    """What a person typed, without control characters, direction overrides and outer or doubled blanks.

    Everything that comes in passes here, so all that is kept is composed: an "ã" is one letter, also from a
    machine that sends it as two.
    """
    if text.isprintable():  # nothing to leave out: long words spare a tenth of a form's time
        return " ".join(composed(text).split())
    visible = "".join(" " if char in "\t\r\n" else char for char in text)
    kept = (
        char
        for char in visible
        if unicodedata.category(char) not in {"Cc", "Cs"}
        and char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    return " ".join(composed("".join(kept)).split())


def tidy_lines(text: str) -> str:
    """Several lines, each tidied; at most one empty line between paragraphs."""
    lines = [tidy(line) for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()
