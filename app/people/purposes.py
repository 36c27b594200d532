"""What a person can be asked to agree to: purposes and their versioned wording, from consents.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "consents.toml"
MAIN = "pt"
HOW = ("spoken", "signed", "kiosk")
"""How somebody agreed: said so, signed the paper, tapped it at the kiosk."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One purpose as it is read out or printed in one language."""

    language: str
    title: str
    question: str
    what: str
    limits: str

    def about(self, recipient: str) -> "Wording":
        """The same words with the organisation's name in them."""
        title, question = (text.replace("{recipient}", recipient) for text in (self.title, self.question))
        return replace(self, title=title, question=question)


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing to agree to. `version` names the present wording; older ones stay readable."""

    key: str
    has_recipient: bool
    version: str
    versions: Mapping[str, Mapping[str, Wording]]

    def wording(self, language: str, version: str | None = None) -> Wording:
        """The words of a version (default: the present one), in Portuguese where the language has none."""
        texts = self.versions[version or self.version]
        return texts.get(language) or texts[MAIN]


@cache
def purposes() -> Mapping[str, Purpose]:
    """Every purpose by key, in the order they are asked."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    return {key: _purpose(key, entry) for key, entry in data.items()}


def purpose_of(key: str) -> Purpose | None:
    """One purpose, or None for a key nobody knows."""
    return purposes().get(key)


def _purpose(key: str, entry: Mapping[str, Any]) -> Purpose:
    versions = {
        version: {language: Wording(language, **text) for language, text in texts.items()}
        for version, texts in entry["wording"].items()
    }
    return Purpose(key, entry["has_recipient"], entry["version"], versions)
