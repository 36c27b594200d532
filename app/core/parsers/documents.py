"""PDFs: kept as they are, unless they are locked, run something, carry files or lead out of themselves.

A link to a page on the web, an address of mail or a telephone is welcome. Any other could open a program or a
file of whoever reads the document, or make their machine sign in to somebody's network (ISO 32000-2, 12.6).
"""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import IndirectObject, StreamObject

from app.core.parsers.addresses import WELCOME
from app.core.refusals import Objection, Refused

MOST_PAGES = 400
RUNS = frozenset(
    {
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE", "/Sound", "/Movie",
        "/RichMediaExecute",
    }
)  # fmt: skip
"""Actions (/S) that do more than show another page or address."""
CARRIES = frozenset({"/JS", "/EF", "/XFA"})
"""Keys under which scripts, files and scripted forms are kept."""
PLAYS = frozenset({"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
"""Notes on a page (/Subtype) that run in a player of their own."""
_OF_PYPDF = (PyPdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def parse(data: bytes) -> tuple[None, bytes]:
    """Nothing: the document is kept as it came."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # nobody reads it here
    try:
        objection = _objection_to(PdfReader(BytesIO(data)))
    except _OF_PYPDF:
        objection = Objection.BROKEN
    if objection:
        raise Refused(objection)
    return None, b""


def _objection_to(reader: PdfReader) -> Objection | None:
    if reader.is_encrypted:
        return Objection.LOCKED
    if not 0 < len(reader.pages) <= MOST_PAGES:
        return Objection.TOO_MANY_PAGES if reader.pages else Objection.BROKEN
    leads_out = False
    for each in _everything_in(reader):
        if _is_active(each):
            return Objection.ACTIVE
        leads_out = leads_out or _leads_out(each)
    return Objection.LEADS_OUT if leads_out else None


def _everything_in(reader: PdfReader) -> Iterator[dict[str, Any]]:
    """Every dictionary the document leads to: an action may hang on a field, a bookmark, another action."""
    waiting: list[Any] = [reader.trailer.raw_get("/Root")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if (thing.idnum, thing.generation) in seen:
                continue
            seen.add((thing.idnum, thing.generation))
            thing = thing.get_object()
        if isinstance(thing, dict):
            yield thing
            waiting += thing.values()
        elif isinstance(thing, list):
            waiting += thing


def _is_active(thing: dict[str, Any]) -> bool:
    """Whether it is a script, a program, a file inside, or leads to one (ISO 32000-1, 12.6 and 7.11)."""
    if CARRIES & thing.keys():
        return True
    return any(str(thing[key]) in what for key, what in (("/S", RUNS), ("/Subtype", PLAYS)) if key in thing)


def _leads_out(thing: dict[str, Any]) -> bool:
    """Whether it is an address that is not welcome, or names a file elsewhere (7.11, 12.6.4)."""
    if any(key in thing and not _is_welcome(thing[key]) for key in ("/URI", "/Base")):
        return True
    action = str(thing.get("/S", ""))
    if action == "/GoToR" or ("/F" in thing and (action == "/Thread" or isinstance(thing, StreamObject))):
        return True
    return thing.get("/Type") in {"/Filespec", "/F"} or "/UF" in thing or "/FS" in thing


def _is_welcome(address: Any) -> bool:
    """An address as text; the /URI of a document itself is a dictionary with a /Base, looked at by itself."""
    if isinstance(address, dict):
        return True
    text = address.decode("latin-1") if isinstance(address, bytes) else address
    return isinstance(text, str) and bool(WELCOME.match(text))
