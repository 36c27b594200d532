"""What a short message costs is counted as gateways count it."""

import pytest

from app.core.sms_parts import parts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("à é ù Ç" + "a" * 153, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 10, 2),
        ("a" * 152 + "€" + "a" * 151, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ç" + "a" * 69, 1),
        ("ç" + "a" * 70, 2),
        ("ã" * 134, 2),
        ("ã" * 135, 3),
        ("Ш" * 70, 1),
        ("🙂" * 35, 1),
        ("🙂" * 36, 2),
        ("🙂" * 66, 2),
        ("🙂" * 67, 3),
    ],
)
def test_letters_outside_the_alphabet_make_a_text_dearer(text: str, count: int) -> None:
    assert parts(text) == count
