"""Files that once ended or held up the portal, as small as they were sent."""

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.workbooks import BOOK, SHEET, changed, renamed, shared, with_sheet

OTHER = "xl/outra/folha.bin"


def far_cell(reference: bytes) -> bytes:
    """A workbook of 5 kB whose last cell says that it stands at the far end."""
    row = b'<row r="1048576"><c r="' + reference + b'"><v>1</v></c></row>'
    return with_sheet(rb'<row r="3".*?</row>', row)


def elsewhere(reference: bytes) -> bytes:
    """The same with its sheet in a part of another name."""
    return renamed(SHEET, OTHER, far_cell(reference))


def empty_cells(count: int) -> bytes:
    """Empty cells, which cost four bytes each unpacked, and nothing packed."""
    rows = b'<row r="9">' + b"<c/>" * 16_000 + b"</row>"
    many = (b"<row>" + b"<c/>" * 16_000 + b"</row>") * (count // 16_000 - 1)

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"</sheetData>", rows + many + b"</sheetData>") if name == SHEET else content

    return changed(change)


def one_long_string(times: int) -> bytes:
    """A string of a megabyte, which every cell repeats."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(4, times + 4))

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return content.replace(b"Nome", b"Nome ler " * 120_000)
        return content.replace(b"</sheetData>", cells + b"</sheetData>") if name == SHEET else content

    return changed(change, shared())


def many_parts(count: int) -> bytes:
    target = BytesIO(BOOK)
    with ZipFile(target, "a", ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(str(number), b"")
    return target.getvalue()


def many_headings(count: int) -> bytes:
    """A CSV whose first line names so many columns."""
    return ";".join(f"c{number}" for number in range(count)).encode() + b"\n1\n"


def blank_png(width: int, height: int) -> bytes:
    """A PNG of one see-through colour: a hundred thousand times as large in memory as in the file."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + 4 * width)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )


def many_objects(thousands: int) -> bytes:
    """A PDF of one page that leads to very many small things, a thousand by a thousand."""

    def leads(first: int, count: int) -> bytes:
        return b"[" + b" ".join(b"%d 0 R" % number for number in range(first, first + count)) + b"]"

    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R/More" + leads(4, thousands) + b">>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 280]>>",
            *[leads(4 + thousands + 1_000 * each, 1_000) for each in range(thousands)],
            *[b"<</A[1 2 3]/B(x)>>"] * (1_000 * thousands),
        ]
    )


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(made)


def pdf_with(*things: bytes) -> bytes:
    """A PDF of one page with things in its notes, such as actions."""
    notes = b"".join(b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]%s>>" % thing for thing in things)
    return pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 280]/Annots[" + notes + b"]>>",
        ]
    )


def many_values(count: int) -> bytes:
    """JSON of empty lists: twenty times as large in memory as in the file."""
    return b"[" + b",".join([b"[]"] * count) + b"]"
