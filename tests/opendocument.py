"""Spreadsheets as LibreOffice writes them (ODS), and as they should not be."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from app.core.cells import Value

KIND = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'


def cell(value: Value) -> str:
    said = f"<text:p>{escape(str(value))}</text:p>"
    match value:
        case "":
            return "<table:table-cell/>"
        case bool():
            kind = f'"boolean" office:boolean-value="{str(value).lower()}"'
        case int() | float():
            kind = f'"float" office:value="{value}"'
        case datetime() | date():
            kind = f'"date" office:date-value="{value.isoformat()}"'
        case time():
            kind = f'"time" office:time-value="PT{value.hour}H{value.minute}M{value.second}S"'
        case _:
            kind = '"string"'
            said = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell office:value-type={kind}>{said}</table:table-cell>"


def row(*cells: Value, times: int = 1) -> str:
    inside = "".join(map(cell, cells)) or EMPTY
    return f'<table:table-row table:number-rows-repeated="{times}">{inside}</table:table-row>'


def table(*rows: str, style: str = "seen") -> str:
    return f'<table:table table:name="a" table:style-name="{style}">{"".join(rows)}</table:table>'


def book(*tables: str, kind: str = KIND) -> bytes:
    """A spreadsheet of these tables; those of the style "hidden" are not shown."""
    hidden = '<style:style style:name="hidden"><style:table-properties table:display="false"/></style:style>'
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{hidden}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _manifest(kind))
    return made.getvalue()


def _manifest(kind: str) -> str:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    return f'<manifest:manifest xmlns:manifest="{space}">{entry}</manifest:manifest>'


def sheet(*rows: Sequence[Value]) -> bytes:
    """One table of these rows."""
    return book(table(*(row(*cells) for cells in rows)))
