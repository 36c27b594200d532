"""Agreements for word processors are written by a program of its own, which leaves nothing in the server."""

import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pytest

from app.core.config import ROOT
from app.core.refusals import FileKind
from app.network.drafts import writer
from app.network.drafts.agreement import Document, Section, Signature

AGREEMENT = Document(
    municipality="Amieira",
    title="Cedência de sala",
    kind="Protocolo",
    number="3/2026",
    note="",
    between="Entre:",
    parties=["Município de Amieira", "Associação Mãos Dadas"],
    sections=[Section("Cláusula 1.ª", "Objeto", ["Oficinas na sede."])],
    closing="Amieira, 1 de dezembro de 2026",
    signing="Pelas partes",
    signatures=[Signature("Município de Amieira", "Ana Reis", "Presidente")],
)
TWICE = """
import sys
from tests.unit.network.test_agreement_writer import AGREEMENT, FileKind, writer
for kind in (FileKind.DOCX, FileKind.ODT):
    assert writer.written(kind, AGREEMENT)
print(*sys.modules)
"""


@pytest.mark.parametrize(
    ("kind", "part"), [(FileKind.DOCX, "word/document.xml"), (FileKind.ODT, "content.xml")]
)
def test_what_the_program_is_told_arrives_whole(kind: FileKind, part: str) -> None:
    with ZipFile(BytesIO(writer.written(kind, AGREEMENT))) as file:
        said = file.read(part).decode()
    for words in ("Cedência de sala", "Mãos Dadas", "Cláusula 1.ª – Objeto", "Oficinas na sede.", "Ana Reis"):
        assert words in said


def test_the_server_does_not_load_what_writes_them() -> None:
    told = subprocess.run([sys.executable, "-c", TWICE], cwd=ROOT, check=True, capture_output=True, text=True)
    assert not {"docx", "odfdo", "lxml"} & {*told.stdout.split()}


def test_a_program_that_fails_gives_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "PROGRAM", "app.there_is_none")
    with pytest.raises(writer.WriterError):
        writer.written(FileKind.ODT, AGREEMENT)
