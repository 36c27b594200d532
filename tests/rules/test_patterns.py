"""No pattern begins anew at every letter of a text: by one field of a form it would stop a server."""

import re
import sys
import time
from importlib import import_module

import pytest

from app.core.config import ROOT

LONG = 20_000
"""Letters. Over them a pattern that begins anew takes some hundred times as long as one that does not."""
PLAIN, AT_MOST = re.compile("x"), 300
"""So many times what this one takes."""
ONES = (
    "x",
    " ",
    "9",
    "@",
    "\t",
    "\n",
    "<",
    "-",
    "(",
    ":",
    "&",
    "%",
    "A",
    "á",
    "[",
    "0",
    '"',
    "\\",
    "+",
    "/",
    "=",
    "_",
    "#",
)
SEVERAL = ("a@b ", "a ", "9 ", "<a", "../", "a.", "a-", "{{", "a,", "1-")
TEXTS = [
    *(each * (LONG // len(each)) for each in (*ONES, *SEVERAL)),
    *(
        f"{before}{each * LONG}!"
        for before in ("x", "912345678", "{{", "a@", "<")
        for each in (" ", "x", "9")
    ),
]
FROM_THE_START = {
    "app.core.cells._FORMULA",
    "app.core.parsers.lists._SEPARATOR",
    "app.core.values._MAIL",
    "app.core.values._SHORTENED",
    "app.core.values._WORDS_BEHIND",
    "app.network.parties.naming._BRACKETED",
}
"""Asked with `match` or `fullmatch` alone, which begin once."""


def patterns() -> dict[str, re.Pattern[str]]:
    """What the product looks for in texts, by where it stands."""
    for path in (ROOT / "app").rglob("*.py"):
        if "dev" not in path.relative_to(ROOT).parts:
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    return {
        f"{module}.{name}": value
        for module, here in sorted(sys.modules.items())
        if module.startswith("app.") and not module.startswith("app.dev.")
        for name, value in vars(here).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }


def seconds(name: str, pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    if name in FROM_THE_START:
        pattern.match(text)
    else:
        pattern.sub("", text)
    return time.process_time() - began


@pytest.fixture(scope="module")
def at_most() -> float:
    """Seconds, on this machine."""
    return AT_MOST * max(seconds("plain", PLAIN, "x" * LONG) for _ in range(9))


def test_no_pattern_begins_anew_at_every_letter(at_most: float) -> None:
    found = patterns()
    assert len(found) > 50
    assert found.keys() >= FROM_THE_START
    slow = {
        name
        for name, pattern in found.items()
        if any(seconds(name, pattern, text) > at_most for text in TEXTS)
    }
    assert not slow


@pytest.mark.parametrize("planted", [r"[^\s@]+@[^\s@]+", r"\s*[/;,]\s*"])
def test_one_that_does_is_found(planted: str, at_most: float) -> None:
    assert any(seconds("planted", re.compile(planted), text) > at_most for text in TEXTS)
