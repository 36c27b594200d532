"""An agreement as an OpenDocument text (ODT), by odfdo. Every word is text, none a field.

Only app/network/drafts/writer.py imports it, in a process of its own.
"""

from io import BytesIO
from typing import Any

from odfdo import Cell, Header, List, ListItem, Paragraph, Row, Table
from odfdo import Document as Odt

from app.network.drafts.agreement import Document, Section, Signature

LANGUAGE = "pt-PT"
TITLE, HEADING, BODY, NUMBERED = "Heading_20_1", "Heading_20_2", "Text_20_body", "Numbering_20_1"
"""Styles of the text that odfdo begins with; without one a program shows headings as plain lines."""


def written(agreement: Document) -> bytes:
    """The file."""
    made = Odt("text")
    made.meta.title, made.meta.language = agreement.title, LANGUAGE
    made.meta.creator = agreement.municipality
    made.language = LANGUAGE
    body = made.body
    body.clear()
    if agreement.note:
        body.append(Paragraph(agreement.note, style=BODY))
    body.append(Header(1, agreement.title, style=TITLE))
    body.append(Paragraph(agreement.head, style=BODY))
    body.append(Paragraph(agreement.between, style=BODY))
    parties = List(style=NUMBERED)
    for party in agreement.parties:
        parties.append(ListItem(party))
    body.append(parties)
    for section in agreement.sections:
        _add_section(body, section)
    body.append(Paragraph(agreement.closing, style=BODY))
    body.append(Header(2, agreement.signing, style=HEADING))
    table = Table("Assinaturas")
    for signature in agreement.signatures:
        _sign(table, signature)
    body.append(table)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _add_section(body: Any, section: Section) -> None:
    body.append(Header(2, section.title, style=HEADING))
    for paragraph in section.paragraphs:
        body.append(Paragraph(paragraph, style=BODY))


def _sign(table: Any, signature: Signature) -> None:
    party, place, row = Cell(), Cell(), Row()
    party.append(Paragraph(signature.party))
    for words in ("", "_" * 34, signature.name, signature.function):
        place.append(Paragraph(words))
    row.append(party)
    row.append(place)
    table.append(row)
