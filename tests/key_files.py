"""Files of keys, as an operator edits them."""

import base64
import os
from pathlib import Path


def key(kind: str, name: str) -> str:
    """The line of a new key."""
    return f"{kind} {name} {base64.b64encode(os.urandom(32)).decode()}"


class KeyFile:
    """A file of keys, as an operator edits it."""

    def __init__(self, path: Path) -> None:
        self.path, self.lines, self.edits = path, list[str](), 0

    def write(self, *lines: str) -> None:
        """Put these lines there; each edit has an instant of its own."""
        self.lines, self.edits = list(lines), self.edits + 1
        self.path.write_text("\n".join(lines) + "\n")
        os.utime(self.path, ns=(self.edits, self.edits))
