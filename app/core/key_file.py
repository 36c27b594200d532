"""The file with the keys of what the database holds encrypted, KEYS_FILE, apart from database and backups.

    # kind     name      32 random bytes (openssl rand -base64 32)
    encryption 2026-11   kJ3vbW9…=
    index      2026-11   9dKqP0a…=

Of each kind the last line is the key in use; those above it only open and find what was written with them.
So a key is prepared on several servers by a line above the last, and taken into use by moving it to the end.
`lost` instead of the bytes says that a key is gone for good: what was written with it reads as nothing.
"""

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

NAME = re.compile(r"[a-z0-9-]{1,20}")
BYTES = 32
LOST = b""


class KeyKind(StrEnum):
    ENCRYPTION = "encryption"
    INDEX = "index"


class MissingKey(Exception):
    """A key that values in the database need is not in the file."""

    def __init__(self, kind: KeyKind, name: str) -> None:
        self.kind, self.name = kind, name
        super().__init__(
            f"the {kind} key “{name}” is not in KEYS_FILE, and values in the database need it: put its line "
            f"back from where your keys are kept, above the last one. If it is gone for good, write "
            f"“{kind} {name} lost” (docs/operation.md, Keys)."
        )


class BadKeys(Exception):
    """The file cannot be used; each problem is a sentence, without anything of a key."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by kind and name, in the order of the file."""

    keys: Mapping[KeyKind, Mapping[str, bytes]] = field(repr=False)

    def current(self, kind: KeyKind) -> str:
        """The name of the key that is written with."""
        return self.names(kind)[-1]

    def names(self, kind: KeyKind) -> Sequence[str]:
        return list(self.keys[kind])

    def key(self, kind: KeyKind, name: str) -> bytes:
        """The bytes of a key, LOST where it is gone for good; raises MissingKey."""
        try:
            return self.keys[kind][name]
        except KeyError:
            raise MissingKey(kind, name) from None


def read(text: str) -> KeyRing:
    """The keys in the text of a file; raises BadKeys with every problem at once."""
    found: dict[KeyKind, dict[str, bytes]] = {kind: {} for kind in KeyKind}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or line.lstrip().startswith("#"):
            continue
        try:
            kind, name, key = _read_line(words)
            if name in found[kind]:
                raise ValueError(f"the {kind} key “{name}” stands there twice")  # noqa: TRY301
            found[kind][name] = key
        except ValueError as error:
            problems.append(f"line {number}: {error}.")
    for kind, keys in found.items():
        if not problems and (not keys or next(reversed(keys.values())) == LOST):
            problems.append(f"there is no {kind} key in use: add “{kind} NAME BYTES” as the last line.")
    if problems:
        raise BadKeys(problems)
    return KeyRing(found)


def _read_line(words: Sequence[str]) -> tuple[KeyKind, str, bytes]:
    if len(words) != 3 or words[0] not in tuple(KeyKind):
        raise ValueError("it must be “encryption NAME BYTES” or “index NAME BYTES”")
    kind, name, text = words
    if not NAME.fullmatch(name):
        raise ValueError("a name has up to 20 of a–z, 0–9 and -")
    if text == "lost":
        return KeyKind(kind), name, LOST
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != BYTES or len(set(key)) < BYTES // 4:
        raise ValueError(f"“{name}” is not {BYTES} random bytes as `openssl rand -base64 {BYTES}` gives them")
    return KeyKind(kind), name, key


def check_file(file: Path | None, *, data_folder: Path, problem: Callable[[str], None]) -> None:
    """Tell what is wrong with the file of a production's keys."""
    why = "set it to a file with the keys of encrypted values (docs/operation.md, Keys)."
    if file is None:
        problem(f"KEYS_FILE is not set; {why}")
        return
    if file.resolve().is_relative_to(data_folder.resolve()):
        problem("KEYS_FILE lies in DATA_FOLDER; keep it apart from what it opens.")
    try:
        text, mode = file.read_text(), file.stat().st_mode
    except (OSError, UnicodeDecodeError):
        problem(f"KEYS_FILE is “{file}”, which cannot be read; {why}")
        return
    if mode & 0o007:
        problem(f"KEYS_FILE is open to everybody on this machine: chmod o= {file}.")
    try:
        read(text)
    except BadKeys as error:
        for each in error.problems:
            problem(f"KEYS_FILE, {each}")
