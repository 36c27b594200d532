"""The archive that a workbook or a text is: parts that lead to others, unpacked bit by bit, until a limit.

Layout: ECMA-376 part 2, 9 (packages and relationships).
"""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from app.core.refusals import Refused, Trouble

MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 2_000
CHUNK = 64 * 1024
Attributes = dict[str, str]


class Relation(NamedTuple):
    kind: str
    """What it leads to, such as "worksheet"."""
    part: str


class Reader:
    """Follows the elements of a part."""

    def enter(self, name: str, attributes: Attributes, /) -> None: ...

    def leave(self, name: str) -> None: ...

    def say(self, text: str) -> None: ...


class Package:
    """The archive, unpacked part by part until the limit."""

    def __init__(self, archive: ZipFile) -> None:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS:
            raise Refused(Trouble.TOO_LARGE)
        self.archive, self.left = archive, MOST_UNPACKED
        self.parts = {_folded(each.filename): each for each in parts}

    def __contains__(self, part: str) -> bool:
        return _folded(part) in self.parts

    def relations(self, of: str) -> dict[str, Relation]:
        """What a part leads to inside the package, by the keys it uses; of "": the package itself."""
        part, found = join(dirname(of), "_rels", f"{of.rpartition('/')[2]}.rels"), _Relations(dirname(of))
        if part in self:
            self.read(part, found)
        return found.found

    def read(self, part: str, reader: Reader) -> None:
        for _ in self.reading(part, reader):
            pass

    def reading(self, part: str, reader: Reader) -> Iterator[None]:
        """Parse a part, pausing where the reader may have found something."""
        parser = _parser(reader)
        for chunk in self._chunks(part):
            parser.Parse(chunk, False)  # noqa: FBT003  expat takes it by position
            yield
        parser.Parse(b"", True)  # noqa: FBT003
        yield

    def unpacked(self, part: str) -> bytes:
        """A part, whole."""
        return b"".join(self._chunks(part))

    def _chunks(self, part: str) -> Iterator[bytes]:
        """A part bit by bit, until the limit of them all: what it says of its size is not believed."""
        info = self.parts[_folded(part)]
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Refused(Trouble.BROKEN)
        with self.archive.open(info) as unpacked:
            while chunk := unpacked.read(CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    raise Refused(Trouble.TOO_LARGE)
                yield chunk


def _folded(part: str) -> str:
    """Names of parts are the same in any case; some programs write them as Windows writes paths."""
    return part.replace("\\", "/").lstrip("/").lower()


def _parser(reader: Reader) -> Any:
    """Elements reach the reader without the prefix of the first; those of other prefixes are none of ours."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.CharacterDataHandler = reader.say

    def first(name: str, attributes: Attributes) -> None:
        prefix, colon, local = name.rpartition(":")
        ours = prefix + colon
        if ours:
            parser.StartElementHandler = lambda name, found: reader.enter(name.removeprefix(ours), found)
            parser.EndElementHandler = lambda name: reader.leave(name.removeprefix(ours))
        else:
            parser.StartElementHandler, parser.EndElementHandler = reader.enter, reader.leave
        reader.enter(local, attributes)

    parser.StartElementHandler = first
    return parser


def _refuse_declarations(*_declaration: object) -> None:
    raise Refused(Trouble.BROKEN)


class _Relations(Reader):
    def __init__(self, folder: str) -> None:
        self.folder, self.found = folder, dict[str, Relation]()

    def enter(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            part = normpath(join("/", self.folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = Relation(kind, part)
