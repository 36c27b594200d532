"""What would become of a list that somebody brings, before anything of it is saved."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Foreseen:
    """How many rows would do what; `emptied` counts by heading what is here and would be empty.

    `places` are the new ones that the rows name.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    emptied: Counter[str] = field(default_factory=Counter)
    places: dict[str, None] = field(default_factory=dict)

    def count(self, new: Mapping[str, Any], headings: Mapping[str, str]) -> None:
        """Of something that is here: what a row says that it does not, by column."""
        if new:
            self.changed += 1
            self.emptied.update(headings[name] for name, value in new.items() if value in ("", None, ()))
        else:
            self.unchanged += 1
