"""Documents of word processors: what somebody might send as a template, and its parts."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import docx
import odfdo

HEADER = "<style:header><text:p>N.º {{numero}}</text:p></style:header>"
FOOTER = "<style:footer><text:p>Assinado em {{ data }}</text:p></style:footer>"


def a_docx() -> bytes:
    """With placeholders split over runs, in a table, in the header and in the footer."""
    made = docx.Document()
    paragraph = made.add_paragraph("Entre ")
    for words in ("{", "{par"):
        paragraph.add_run(words).bold = True
    for words in ("tes", " }}", " fica acordado."):
        paragraph.add_run(words)
    made.add_table(rows=1, cols=1).cell(0, 0).text = "{{Título}}"
    section = made.sections[0]
    section.header.paragraphs[0].add_run("N.º {{nu")
    section.header.paragraphs[0].add_run("mero}}")
    section.footer.paragraphs[0].text = "Assinado em {{ data }}"
    return _saved(made)


def a_letter(words: str) -> bytes:
    """One paragraph."""
    made = docx.Document()
    made.add_paragraph(words)
    return _saved(made)


def an_odt() -> bytes:
    """The same as `a_docx`."""
    made = odfdo.Document("text")
    made.body.clear()
    paragraph = odfdo.Paragraph("Entre {{par")
    paragraph.append(odfdo.Span("tes }}"))
    paragraph.append(" fica acordado.")
    made.body.append(paragraph)
    table = odfdo.Table("T", width=1, height=1)
    table.set_value((0, 0), "{{Título}}")
    made.body.append(table)
    file = BytesIO()
    made.save(file)
    styles = unpacked(file.getvalue())["styles.xml"].decode()
    head, _, rest = styles.partition('draw:style-name="Mdp1"/>')
    assert rest, "odfdo begins with another page"
    said = f'{head}draw:style-name="Mdp1">{HEADER}{FOOTER}</style:master-page>{rest}'
    return replaced(file.getvalue(), {"styles.xml": said.encode()})


def _saved(made: object) -> bytes:
    file = BytesIO()
    made.save(file)  # type: ignore[attr-defined]  # of python-docx, whose class has no name
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in their order."""
    with ZipFile(BytesIO(data)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return file.getvalue()


def replaced(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with other parts in the place of some, or beside them."""
    return packed({**unpacked(data), **parts})
