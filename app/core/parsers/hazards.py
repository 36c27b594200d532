"""What in a document of a word processor runs, carries other files, or leads out of it.

DOCX: ECMA-376 part 1, 17.16.5 (fields), part 2, 9.3 (relationships). ODT: OASIS OpenDocument 1.3 part 3.
A link to a page on the web, an address of mail or a telephone is welcome, as it is in a PDF.
"""

import re
from collections.abc import Iterator
from typing import Any

from app.core.parsers.addresses import WELCOME
from app.core.refusals import Objection

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_PARTS_THAT_RUN = re.compile(r"vbaproject|vbadata|activex|embeddings/|oleobject|(^|/)(basic|scripts)/")
_KINDS_THAT_RUN = {
    "oleObject", "package", "control", "activeXControlBinary", "aFChunk", "vbaProject", "wordVbaData",
    "subDocument", "frame",
}  # fmt: skip
"""Relationships to what runs, or to another file inside."""
_FIELDS_THAT_RUN = {
    "DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "EMBED", "DATABASE",
    "MACROBUTTON", "RD", "CONTROL", "HTMLACTIVEX",
}  # fmt: skip
_RUN = {
    "event-listener", "execute-macro", "script", "dde-source", "dde-connection-decl", "object", "object-ole",
    "plugin", "applet", "floating-frame",
}  # fmt: skip
"""Elements of OpenDocument, in whatever namespace."""
_MACRO = b"vnd.sun.star.script"


def of_name(name: str) -> Objection | None:
    """What the name of a part gives away."""
    return Objection.ACTIVE if _PARTS_THAT_RUN.search(name.lower()) else None


def of_word(name: str, root: Any) -> Objection | None:
    """What a part of a DOCX holds."""
    if name.endswith(".rels"):
        return _of_relations(root)
    if name.lower() == "[content_types].xml":
        kinds = " ".join(each.get("ContentType", "") for each in root)
        return Objection.ACTIVE if "macroEnabled" in kinds or "vbaProject" in kinds else None
    return next((each for each in map(_of_field, _fields(root)) if each), None)


def of_opendocument(name: str, root: Any, data: bytes) -> Objection | None:
    """What a part of an ODT holds."""
    if _MACRO in data:
        return Objection.ACTIVE
    for each in root.iter("*"):
        kind = each.tag.rpartition("}")[2]
        if name.startswith("META-INF/"):
            if kind == "encryption-data":
                return Objection.LOCKED
        elif kind in _RUN:
            return Objection.ACTIVE
        elif kind != "template" and not _is_inside_or_welcome(each.get(_XLINK, "")):
            return Objection.LEADS_OUT
    return None


def _of_relations(root: Any) -> Objection | None:
    for each in root:
        kind = each.get("Type", "").rpartition("/")[2]
        if kind in _KINDS_THAT_RUN:
            return Objection.ACTIVE
        if each.get("TargetMode") == "External":
            is_link = kind == "hyperlink" and WELCOME.match(each.get("Target", ""))
            if not is_link:
                return Objection.LEADS_OUT
    return None


def _fields(root: Any) -> Iterator[str]:
    """The instruction of every field; "" of one that begins with another, which hides what it is."""
    yield from (each.get(f"{_W}instr", "") for each in root.iter(f"{_W}fldSimple"))
    # Of each field that is open its instruction so far; None once that is over.
    fields: list[str | None] = []
    for each in root.iter(f"{_W}fldChar", f"{_W}instrText"):
        said = fields[-1] if fields else None
        match each.get(f"{_W}fldCharType"):
            case None if said is not None:
                fields[-1] = said + (each.text or "")
            case "begin":
                fields.append("")
                yield from [""] if said is not None and not said.strip() else []
            case "separate" | "end" as kind if fields:
                fields[-1:] = [None] if kind == "separate" else []
                yield from [] if said is None else [said]


def _of_field(instruction: str) -> Objection | None:
    name, *rest = instruction.split(maxsplit=1) or [""]
    if not name or name.upper() in _FIELDS_THAT_RUN:
        return Objection.ACTIVE
    address = rest[0].lstrip('"') if rest else ""
    if name.upper() == "HYPERLINK" and address and not (WELCOME.match(address) or address.startswith("\\")):
        return Objection.LEADS_OUT
    return None


def _is_inside_or_welcome(address: str) -> bool:
    """Of the package itself, of the document, or on the web."""
    if WELCOME.match(address):
        return True
    return address.startswith("#") or not (":" in address or address.startswith(("/", "..", "\\")))
