"""What an agreement says when it is printed, ready for whoever writes the file; it knows no database."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A clause with its number, ready to be printed."""

    number: str
    heading: str
    paragraphs: Sequence[str]

    @property
    def title(self) -> str:
        return f"{self.number} – {self.heading}" if self.number else self.heading


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for a party; empty where nobody is named, or the reader may not know."""

    party: str
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Document:
    municipality: str
    title: str
    kind: str
    number: str
    note: str
    between: str
    parties: Sequence[str]
    sections: Sequence[Section]
    closing: str
    signing: str
    signatures: Sequence[Signature]

    @property
    def head(self) -> str:
        """What it is, and its number."""
        return " · ".join(each for each in (self.kind, self.number) if each)
