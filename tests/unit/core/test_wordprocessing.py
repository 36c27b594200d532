"""Templates of word processors: placeholders wherever they stand, and nothing in them that does something."""

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import odfdo
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from app.core.inspection import Inspected, filled, inspected
from app.core.refusals import TEXTS, FileKind, FileRefused, Objection
from tests.factories.texts import a_docx, a_letter, an_odt, packed, replaced, unpacked

HEADER = "word/header1.xml"
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read_in(data: bytes, name: str = "modelo.docx") -> Inspected:
    return inspected(data, name, TEXTS)


def refusal_of(data: bytes, name: str = "modelo.docx") -> Objection:
    with pytest.raises(FileRefused) as refused:
        read_in(data, name)
    return refused.value.why


def fill(data: bytes, values: Mapping[str, str], kind: FileKind = FileKind.DOCX) -> bytes:
    return filled(data, kind, values)


def words_of(data: bytes) -> str:
    """All the text of a DOCX, headers, footers and tables too; breaks are lines."""
    made = docx.Document(BytesIO(data))
    section = made.sections[0]
    parts = [made.element.body, section.header._element, section.footer._element]  # noqa: SLF001
    lines = [paragraph for part in parts for paragraph in part.iter(qn("w:p"))]
    return "\n".join(Paragraph(each, made).text for each in lines)


def test_a_placeholder_is_found_over_runs_in_tables_headers_and_footers() -> None:
    found = read_in(a_docx())
    assert found.kind is FileKind.DOCX
    assert set(found.placeholders) == {"partes", "Título", "numero", "data"}
    assert set(read_in(an_odt(), "modelo.odt").placeholders) == {"partes", "Título", "numero", "data"}


VALUES = {
    "partes": "Câmara Municipal\nAssociação",
    "titulo": "<b>Sala & chá</b>",
    "numero": "7",
    "data": "hoje",
}


def test_a_filled_docx_says_the_values_as_text_with_its_lines() -> None:
    words = words_of(fill(a_docx(), VALUES))
    assert "Entre Câmara Municipal\nAssociação fica acordado" in words
    assert "<b>Sala & chá</b>" in words
    assert "N.º 7" in words
    assert "Assinado em hoje" in words
    assert "{" not in words


def test_a_filled_odt_says_the_values_as_text_with_its_lines() -> None:
    data = fill(an_odt(), VALUES, FileKind.ODT)
    with ZipFile(BytesIO(data)) as archive:
        first = archive.infolist()[0]
        content, styles = (archive.read(name).decode() for name in ("content.xml", "styles.xml"))
    assert (first.filename, first.compress_type) == ("mimetype", 0)
    assert "Câmara Municipal<text:line-break/>Associação" in content
    assert "&lt;b&gt;Sala &amp; chá&lt;/b&gt;" in content
    assert "N.º 7" in styles
    assert "{{" not in re.sub(r"<[^>]*>", "", content + styles)
    assert "Câmara Municipal" in odfdo.Document(BytesIO(data)).get_formatted_text()


def test_what_replaces_a_placeholder_has_the_look_of_where_it_began() -> None:
    runs = docx.Document(BytesIO(fill(a_docx(), VALUES))).paragraphs[0].runs
    said = next(run for run in runs if "Câmara" in run.text)
    assert said.bold
    assert not runs[-1].bold


def test_a_value_that_looks_like_a_placeholder_is_not_replaced_again() -> None:
    words = words_of(fill(a_docx(), {**VALUES, "partes": "{{numero}}"}))
    assert "{{numero}}" in words


def test_a_field_code_in_a_value_stays_text() -> None:
    data = fill(a_docx(), {**VALUES, "partes": '{ DDEAUTO cmd "/c calc" }'})
    assert b"instrText" not in unpacked(data)["word/document.xml"]


def test_loose_braces_are_named_and_not_left_for_print() -> None:
    assert "{{partes}" in read_in(a_letter("Entre {{partes} e outros")).placeholders[0]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = replaced(an_odt(), {"content.xml": b"<a>" + b" " * 200_000_000 + b"</a>"})
    assert len(bomb) < 1_000_000
    assert refusal_of(bomb, "modelo.odt") is Objection.TOO_LARGE
    many = {f"Pictures/{number}": b"" for number in range(2_100)}
    assert refusal_of(packed({**unpacked(a_docx()), **many})) is Objection.TOO_LARGE


def test_entities_that_would_grow_are_refused() -> None:
    laugh = b'<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;">]><a>&y;</a>'
    assert refusal_of(replaced(an_odt(), {"content.xml": laugh}), "modelo.odt") is Objection.BROKEN


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin"]
)
def test_a_docx_with_macros_or_files_inside_is_refused(name: str) -> None:
    assert refusal_of(packed({**unpacked(a_docx()), name: b"<a/>"})) is Objection.ACTIVE


def test_a_docm_that_is_called_docx_is_refused_for_its_macros() -> None:
    types = unpacked(a_docx())["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )
    assert refusal_of(replaced(a_docx(), {"[Content_Types].xml": types})) is Objection.ACTIVE


@pytest.mark.parametrize(
    ("kind", "target", "why"),
    [
        ("attachedTemplate", "http://example.org/a.dotm", Objection.LEADS_OUT),
        ("image", "file:///server/a.png", Objection.LEADS_OUT),
        ("hyperlink", "file:///C:/a.exe", Objection.LEADS_OUT),
        ("oleObject", "http://example.org/a", Objection.ACTIVE),
    ],
)
def test_a_docx_that_leads_elsewhere_is_refused(kind: str, target: str, why: Objection) -> None:
    assert refusal_of(replaced(a_docx(), {"word/_rels/header1.xml.rels": _relation(kind, target)})) is why


def test_a_link_to_a_page_is_welcome() -> None:
    kept = replaced(a_docx(), {"word/_rels/header1.xml.rels": _relation("hyperlink", "https://example.org")})
    assert read_in(kept).placeholders


def _relation(kind: str, target: str) -> bytes:
    there = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{there}/package/2006/relationships"><Relationship Id="rId9" '
        f'Type="{there}/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    ).encode()


def _field(*instructions: str) -> bytes:
    said = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in instructions)
    marks = ['<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>']
    return f"<w:hdr {NAMESPACE}><w:p>{marks[0]}{said}{marks[1]}</w:p></w:hdr>".encode()


@pytest.mark.parametrize("words", [("DDE", "AUTO cmd"), (" includetext ", "a.docx"), (" MACROBUTTON x y",)])
def test_a_field_that_runs_something_is_refused_however_it_is_split(words: tuple[str, ...]) -> None:
    assert refusal_of(replaced(a_docx(), {HEADER: _field(*words)})) is Objection.ACTIVE


def test_a_number_of_pages_is_no_such_field() -> None:
    assert read_in(replaced(a_docx(), {HEADER: _field(" PAGE ")})).placeholders


def test_a_field_hidden_in_another_is_refused() -> None:
    nested = _field("QUOTE 68").replace(b"<w:p>", b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    assert refusal_of(replaced(a_docx(), {HEADER: nested})) is Objection.ACTIVE


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/a.py"])
def test_an_odt_with_macros_is_refused(name: str) -> None:
    assert refusal_of(packed({**unpacked(an_odt()), name: b"<a/>"}), "modelo.odt") is Objection.ACTIVE


@pytest.mark.parametrize(
    ("inside", "why"),
    [
        ('<draw:object xlink:href="./Object 1"/>', Objection.ACTIVE),
        ('<text:execute-macro text:name="a"/>', Objection.ACTIVE),
        ('<text:a xlink:href="vnd.sun.star.script:a">x</text:a>', Objection.ACTIVE),
        ('<text:a xlink:href="file:///etc/passwd">x</text:a>', Objection.LEADS_OUT),
        ('<draw:image xlink:href="../../a.png"/>', Objection.LEADS_OUT),
    ],
)
def test_an_odt_that_runs_something_or_leads_elsewhere_is_refused(inside: str, why: Objection) -> None:
    content = unpacked(an_odt())["content.xml"].decode()
    spoilt = re.sub(r"</office:text>", f"<text:p>{inside}</text:p></office:text>", content)
    assert spoilt != content
    assert refusal_of(replaced(an_odt(), {"content.xml": spoilt.encode()}), "modelo.odt") is why


def test_another_package_is_not_what_its_name_says() -> None:
    with BytesIO() as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            archive.writestr("a.txt", "x")
        other = file.getvalue()
    assert refusal_of(other) is Objection.MISMATCH
    assert refusal_of(a_docx(), "modelo.odt") is Objection.MISMATCH
    assert refusal_of(b"PK\x03\x04 broken") is Objection.BROKEN
