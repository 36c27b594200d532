"""The keys of this process: those of its file (app/core/key_file.py), or of development.

A changed file counts from the next value on, without a restart.
"""

import hashlib
import logging
import os
from pathlib import Path

from flask import current_app

from app.core.config import settings
from app.core.key_file import BadKeys, KeyKind, KeyRing, read

KEPT = "app.core.keyring"
log = logging.getLogger(__name__)


def keyring() -> KeyRing:
    """The keys as the file holds them now."""
    holder: _Holder = current_app.extensions.setdefault(KEPT, _Holder())
    file = settings().keys_file
    return holder.read(file) if file else _own()


class _Holder:
    """The keys of this process, read anew when their file was changed."""

    def __init__(self) -> None:
        self.ring: KeyRing | None = None
        self.state: object = None

    def read(self, file: Path) -> KeyRing:
        """What the file holds; one that cannot be used meanwhile changes nothing."""
        try:
            found = os.stat(file)  # noqa: PTH116  asked for each value
            state = file, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
            if self.ring is None or state != self.state:
                self.state = state  # what cannot be used is told once, and read again when it was changed
                self.ring = read(file.read_text())
        except (OSError, UnicodeDecodeError, BadKeys) as error:
            if self.ring is None:
                raise
            log.warning("keys not read anew", extra={"kind": type(error).__name__})
        return self.ring


def _own() -> KeyRing:
    """Those of development and tests: derived from their secret, the same in every worker."""
    secret = settings().secret_key.encode()
    keys = {kind: {"development": hashlib.sha256(kind.encode() + secret).digest()} for kind in KeyKind}
    return KeyRing(keys)
