"""Documents of word processors (DOCX, ODT): looked into part by part, and their placeholders filled in.

Nothing of a part is believed but its words: whatever runs, carries other files or leads elsewhere is refused
(hazards.py). A filled copy is the same package with other words in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  an error class with a small name

from lxml import etree

from app.core.parsers import hazards
from app.core.parsers.packages import Package
from app.core.parsers.placeholders import Vocabulary, fill, found_in
from app.core.refusals import Objection, Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
WORDS = {
    "DOCX": Vocabulary((f"{_W}p",), f"{_W}br", f"{_W}t"),
    "ODT": Vocabulary((f"{_TEXT}p", f"{_TEXT}h"), f"{_TEXT}line-break"),
}
OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
IN_WORD, IN_OPENDOCUMENT = "[content_types].xml", "mimetype"
"""The part that says what a package is."""


@dataclass(slots=True)
class Part:
    """One part of a package; `root` where it is XML."""

    info: ZipInfo
    data: bytes
    root: Any = None


def parse(data: bytes, *, kind: str, values: Mapping[str, str] | None = None) -> tuple[dict[str, Any], bytes]:
    """The placeholders of a document; with `values`, by folded name, the copy that is filled in with them."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _parts(Package(archive))
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Refused(Objection.BROKEN) from error
    _demand_kind(parts, kind)
    for name, part in parts.items():
        if objection := _objection(name, part, kind):
            raise Refused(objection)
    roots = [part.root for part in parts.values() if part.root is not None]
    found = [name for root in roots for name in found_in(root, WORDS[kind])]
    told = {"placeholders": list(dict.fromkeys(found))}
    if values is None:
        return told, b""
    for root in roots:
        fill(root, WORDS[kind], values)
    return told, _packed(parts.values())


def _parts(package: Package) -> dict[str, Part]:
    """All of them by their folded name, in their order."""
    found = {name: Part(info, package.unpacked(name)) for name, info in package.parts.items()}
    if len(found) != len(package.archive.infolist()):  # two of one name: which is read, only the reader knows
        raise Refused(Objection.BROKEN)
    for name, part in found.items():
        if name.endswith((".xml", ".rels")) and part.data.strip():
            part.root = _root(part.data)
    return found


def _root(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(Objection.BROKEN) from error
    if root.getroottree().docinfo.doctype:
        raise Refused(Objection.BROKEN)
    return root


def _demand_kind(parts: Mapping[str, Part], kind: str) -> None:
    """Raise Refused for another kind of package; one with macros says so itself."""
    said = parts.get(IN_WORD if kind == "DOCX" else IN_OPENDOCUMENT)
    if said is None:
        raise Refused(Objection.MISMATCH)
    if kind == "ODT":
        is_kind = said.data.strip() == OPENDOCUMENT
    elif said.root is None:
        raise Refused(Objection.BROKEN)
    elif objection := hazards.of_word(IN_WORD, said.root):
        raise Refused(objection)
    else:
        is_kind = any(each.get("ContentType") == WORD for each in said.root)
    if not is_kind:
        raise Refused(Objection.MISMATCH)


def _objection(name: str, part: Part, kind: str) -> Objection | None:
    if objection := hazards.of_name(name):
        return objection
    if part.root is None:
        return None
    if kind == "DOCX":
        return hazards.of_word(name, part.root)
    return hazards.of_opendocument(part.info.filename, part.root, part.data)


def _packed(parts: Any) -> bytes:
    """The package anew, in the same order; what says that it is an ODT stands first and as it is."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for part in parts:
            info = ZipInfo(part.info.filename, part.info.date_time)
            is_first = part.info.filename == IN_OPENDOCUMENT
            info.compress_type = ZIP_STORED if is_first else ZIP_DEFLATED
            data = part.data
            if part.root is not None:
                tree = part.root.getroottree()
                data = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            archive.writestr(info, data)
    return packed.getvalue()
