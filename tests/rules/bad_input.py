"""What people, broken programs and attackers type into a form."""

from random import Random

LONG = 20_000
"""More than any field takes and any index holds, and little enough for three of them to get as far as that.

What is too much for the whole application is sent apart (storm.TOO_MUCH).
"""

TYPED: dict[str, bytes] = {
    "empty": b"",
    "blanks": b" \t\r\n\xc2\xa0\xe3\x80\x80 ",
    "huge": Random(1).randbytes(LONG // 2).hex().encode(),  # noqa: S311 -- so that no database makes it small
    "huge words": b"ab " * (LONG // 3),
    "200 letters": "ñ".encode() * 200,
    "one letter": "Ж".encode(),
    "apostrophes": "D’Ávila O'Neill-d'Orey".encode(),
    "arabic": "محمد العلي ١٢٣".encode(),
    "arabic digits": "١٩٨٤".encode(),
    "superscript": "²³".encode(),  # digits to isdigit(), no number to int()
    "emoji": "👩🏽‍👩🏽‍👧🏽‍👦🏽🇵🇹".encode(),
    "combining": b"Z\xcc\xa7\xcc\xb5" + b"\xcd\x90" * 500,
    "bidi": "\u202eevil\u2066\u2069\u200f\u200b\ufeff".encode(),
    "markup": b"\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}{%if%}${7*7}<!--",
    "sql": b"'); DROP TABLE participant; -- \\' OR '1'='1 %_*?",
    "path": b"../../../../etc/passwd%00.html",
    "address": b"//evil.example\\@/javascript:alert(1)",
    "header": b"a\r\nSet-Cookie: b=c\r\n\r\n<p>",
    "formula": b'=HYPERLINK("http://evil.example","+@-")',
    "nul": b"a\x00b",
    "controls": bytes(range(1, 32)) + b"\x7f",
    "invalid": b"\xff\xfe\xc3(",
    "surrogate": b"a\xed\xa0\x80b",
    "digits": b"9" * 5_000,  # more than int() reads
    "big number": b"99999999999999999999",
    "negative": b"-1",
    "no number": b"NaN",
    "infinite": b"1e309",
    "no day": b"2026-02-31",
    "far day": b"9999-12-31",
    "first day": b"0001-01-01",
    "id": b"00000000-0000-0000-0000-000000000000",
    "cursor": b"WzAsICJceDAwIiwgIjEiXQ",
    "json": b'{"a": [1, null]}',
}
FOR_DATABASES = ("huge", "emoji", "nul", "surrogate", "big number", "far day", "cursor")
"""What reaches a database, and one takes and another refuses; all else ends before, whatever the engine."""
ONLY_TYPED = frozenset(
    [
        "200 letters",
        "one letter",
        "apostrophes",
        "arabic",
        "emoji",
        "combining",
        "sql",
        "path",
        "address",
        "header",
        "formula",
    ]
)
"""Odd words, but words: to a choice or a number they are all the same wrong answer."""
JUDGED = ("markup", "bidi")
"""After these the whole page is judged as every page is: what was typed stands in it again."""
