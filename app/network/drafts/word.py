"""An agreement as a Word document (DOCX), by python-docx. Every word is text, none a field.

Only app/network/drafts/writer.py imports it, in a process of its own.
"""

from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from app.network.drafts.agreement import Document, Signature

LANGUAGE = "pt-PT"


def written(agreement: Document) -> bytes:
    """The file."""
    made = _blank(agreement)
    if agreement.note:
        made.add_paragraph(agreement.note, style="Intense Quote")
    made.add_heading(agreement.title, level=1)
    made.add_paragraph(agreement.head, style="Subtitle")
    made.add_paragraph(agreement.between)
    for party in agreement.parties:
        made.add_paragraph(party, style="List Number")
    for section in agreement.sections:
        made.add_heading(section.title, level=2)
        for paragraph in section.paragraphs:
            made.add_paragraph(paragraph)
    made.add_paragraph(agreement.closing)
    made.add_heading(agreement.signing, level=2)
    table = made.add_table(rows=0, cols=2)
    for signature in agreement.signatures:
        _sign(table.add_row().cells, signature)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _blank(agreement: Document) -> Any:
    """A4, in Portuguese."""
    made = docx.Document()
    about = made.core_properties
    about.title, about.author = agreement.title, agreement.municipality
    about.language, about.comments = LANGUAGE, ""
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    plain: Any = made.styles["Normal"]
    plain.font.size, plain.paragraph_format.space_after = Pt(11), Pt(6)
    for tongue in made.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), LANGUAGE)
    return made


def _sign(cells: Any, signature: Signature) -> None:
    party, line = cells
    party.text = signature.party
    line.text = "\n" + "_" * 34
    for each in filter(None, (signature.name, signature.function)):
        line.add_paragraph(each)
