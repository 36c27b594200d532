"""The ZIP that a person takes away: to read in a browser, to print, and for other programs."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.core.dossier import By, Cell, Raw, Section, Told
from app.core.i18n import Language, language
from app.core.papers.letterhead import Letterhead, render
from app.core.papers.speaker import plain
from app.core.texts import Text
from app.office.dossier.collecting import Dossier
from app.office.dossier.drawn import Drawn

SCHEMA = Path(__file__).with_name("schema.json")
TEMPLATE = Path(__file__).with_name("dossier.typ")
STYLE = Path(__file__).with_name("page.css")
READABLE = 0o644
"""What Unix may do with a file that was unpacked; without it, nothing."""
FORMAT = 1
"""Counts up when a name in the JSON goes or changes its meaning; a new one changes nothing."""


def archive(dossier: Dossier, seen: Drawn, page: str, schema_address: str) -> bytes:
    """The ZIP; `page` is the drawn HTML. Raises core.pdf.PaperError.

    Names of files say nothing of anybody: they stand in histories and on shared memory sticks.
    """
    codes = [each.code for each in seen.columns]
    files = {
        "dados.html": page.encode(),
        "dados.pdf": paper(seen),
        "dados.json": _written(as_json(dossier, codes, schema_address)),
        "dados.schema.json": SCHEMA.read_bytes(),
    }
    packed = BytesIO()
    with ZipFile(packed, "w") as folder:
        for name, content in files.items():
            folder.writestr(_entry(name, dossier), content, ZIP_DEFLATED)
    return packed.getvalue()


def _entry(name: str, dossier: Dossier) -> ZipInfo:
    entry = ZipInfo(name, dossier.made_at.astimezone(dossier.zone).timetuple()[:6])
    entry.external_attr = READABLE << 16
    return entry


def paper(seen: Drawn) -> bytes:
    """The PDF of a dossier."""
    data = {
        "document": plain(seen.words["title"]),
        "columns": len(seen.columns),
        "words": seen.words,
        "parts": seen.parts,
        "empty": seen.empty,
    }
    return render(TEMPLATE, Letterhead(seen.municipality), data)


def as_json(dossier: Dossier, codes: Sequence[str], schema_address: str) -> dict[str, Any]:
    """The same for programs, as schema.json says."""
    languages = [language(code) for code in codes]
    return {
        "$schema": schema_address,
        "format": FORMAT,
        "made_at": dossier.made_at.isoformat(),
        "municipality": dossier.municipality,
        "time_zone": dossier.zone.key,
        "languages": [each.tag for each in languages],
        "sections": {each.key: _section(dossier, each, languages) for each in dossier.sections},
    }


def _section(dossier: Dossier, section: Section, languages: Sequence[Language]) -> dict[str, Any]:
    names = dict.fromkeys(
        name for row in section.rows for name, cell in row.items() if not isinstance(cell, Raw)
    )
    lexicon, key = section.lexicon, section.key
    return {
        "title": {each.tag: lexicon.title(key, each.code).value for each in languages},
        "fields": {
            name: {each.tag: lexicon.field(key, name, each.code).value for each in languages}
            for name in names
        },
        "rows": [
            {name: _value(dossier, cell, languages) for name, cell in row.items()} for row in section.rows
        ],
    }


def _value(dossier: Dossier, cell: Cell, languages: Sequence[Language]) -> Mapping[str, Any]:
    match cell:
        case Told(value, say):
            return {"value": _plain(value), "text": {each.tag: _text(say(each)) for each in languages}}
        case By(staff_id):
            return {"value": dossier.names.get(staff_id) if staff_id else None}
        case Raw(value):
            return {"value": _plain(value)}
        case _:
            return {"value": _plain(cell)}


def _plain(value: Any) -> Any:
    """What is not known is null, whatever the table keeps for it."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return None if value == "" else value


def _text(said: Text | str) -> str:
    return said.value if isinstance(said, Text) else said


def _written(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
