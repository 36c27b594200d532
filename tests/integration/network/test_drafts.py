"""The text of a protocol: its clauses, the three documents, and templates filled in with it."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from uuid import UUID

import docx
import odfdo
import pypdf
import pytest

from app.core.db import db, new_id
from app.core.errors import Forbidden, StaleRecord
from app.core.files import path_of
from app.core.unit_of_work import writing
from app.network.drafts.clauses import Clause
from app.network.drafts.models import DocumentTemplate, ProtocolClause
from app.network.drafts.operations import clauses
from app.network.drafts.placeholders import UnknownPlaceholders
from app.network.drafts.queries import list_clauses, standing_clauses
from app.network.protocols.models import Protocol
from app.network.protocols.operations.protocols import NoDraft
from app.network.protocols.queries.protocols import get_protocol
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.drafts import a_template, a_text
from tests.factories.protocols import a_draft, a_protocol, an_association, an_obligation
from tests.factories.texts import a_docx, a_letter, packed, unpacked

ClientFor = Callable[[Person | None], PageClient]
OFFICE = shutil.which("soffice")
SAID = (
    "Cedência de sala", "Protocolo de parceria", "Entre:", "Associação Mãos Dadas",
    "Cláusula 1.ª – Objeto", "Oficinas na sede.", "Ceder a sala duas tardes por semana.", "Pelas partes",
)  # fmt: skip
"""What every one of the three documents says."""


@pytest.fixture
def association(cast: Cast) -> UUID:
    with writing():
        return an_association(cast.coordinator.actor)


@pytest.fixture
def draft(cast: Cast, association: UUID) -> Protocol:
    """With its first clauses, of which the third is taken out."""
    actor = cast.coordinator.actor
    with writing():
        made = a_draft(actor, [cast.town_hall, association])
        an_obligation(actor, made)
        a_text(actor, made)
    return fresh(cast, made.id)


def fresh(cast: Cast, protocol_id: UUID) -> Protocol:
    db.session.expire_all()
    return get_protocol(cast.coordinator.actor, protocol_id)


def headings(protocol: Protocol) -> list[str]:
    return [each.heading for each in standing_clauses(protocol)]


def row_of(protocol: Protocol, heading: str) -> ProtocolClause:
    return next(each for each in list_clauses(protocol) if each.heading == heading)


def test_the_text_begins_once_with_the_clauses_of_its_instrument(cast: Cast, draft: Protocol) -> None:
    before = headings(draft)
    assert before[:2] == ["Considerandos", "Objeto"]
    with writing():
        clauses.begin(cast.coordinator.actor, protocol=draft)
    assert headings(draft) == before


def test_a_clause_is_moved_taken_out_and_put_back(cast: Cast, draft: Protocol) -> None:
    actor, out = cast.coordinator.actor, next(each for each in list_clauses(draft) if each.removed_at)
    with writing():
        clauses.put_clause_back(actor, protocol=draft, row=out)
    assert headings(draft)[2] == "Obrigações de cada parte"
    with writing():
        clauses.move_clause(actor, protocol=draft, row=out, by=-1)
        clauses.move_clause(actor, protocol=draft, row=row_of(draft, "Considerandos"), by=-1)
    assert headings(draft)[:3] == ["Considerandos", "Obrigações de cada parte", "Objeto"]


def test_two_who_edit_one_clause_are_shown_both(cast: Cast, draft: Protocol, client_for: ClientFor) -> None:
    row = row_of(draft, "Objeto")
    version = row.version
    here = f"/protocols/{draft.id}/clauses/{row.id}/edit"
    client = client_for(cast.coordinator)
    early = client.get(here).form(here)
    client.post(here, client.get(here).form(here) | {"body": "Primeiro texto."})
    late = client.post(here, early | {"body": "Segundo texto."}, status=409)
    assert "Primeiro texto." in late.text
    assert "Segundo texto." in str(late.soup.select_one("textarea"))
    with writing(), pytest.raises(StaleRecord):
        clauses.edit_clause(
            cast.coordinator.actor,
            protocol=fresh(cast, draft.id),
            row=row,
            version=version,
            clause=Clause(heading="Objeto", body="Terceiro."),
        )


def test_two_clauses_of_one_protocol_are_edited_without_a_conflict(
    cast: Cast, draft: Protocol, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    forms = {}
    for heading in ("Objeto", "Encargos"):
        here = f"/protocols/{draft.id}/clauses/{row_of(draft, heading).id}/edit"
        forms[here] = client.get(here).form(here)
    for here, form in forms.items():
        client.post(here, form | {"body": "Outro texto."})


@pytest.mark.parametrize("body", ["Para {{finalidades}}.", "Para {{finalidade}", "{{clausulas}}"])
def test_a_clause_with_an_unknown_placeholder_is_not_kept(
    cast: Cast, draft: Protocol, body: str, client_for: ClientFor
) -> None:
    count = len(list_clauses(draft))
    with writing(), pytest.raises(UnknownPlaceholders):
        clauses.add_clause(
            cast.coordinator.actor,
            clause_id=new_id(),
            protocol=draft,
            clause=Clause(heading="Fins", body=body),
        )
    there = f"/protocols/{draft.id}/clauses"
    client = client_for(cast.coordinator)
    typed = client.get(f"{there}/new").form(there) | {"heading": "Fins", "body": body}
    page = client.post(there, typed, status=422)
    assert "finalidade" in str(page.soup.select_one("#placeholders"))
    assert body in str(page.soup.select_one("textarea"))
    assert len(list_clauses(draft)) == count


def test_the_text_of_a_signed_protocol_stands(cast: Cast, association: UUID) -> None:
    actor = cast.coordinator.actor
    with writing():
        signed = a_protocol(actor, [cast.town_hall, association])
    with writing(), pytest.raises(NoDraft):
        clauses.begin(actor, protocol=fresh(cast, signed.id))
    with writing(), pytest.raises(Forbidden):
        clauses.begin(cast.facilitator.actor, protocol=fresh(cast, signed.id))


def of_pdf(data: bytes) -> str:
    reader = pypdf.PdfReader(BytesIO(data))
    said = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(said.split())


def of_docx(data: bytes) -> str:
    made = docx.Document(BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in made.paragraphs), *cells])


def of_odt(data: bytes) -> str:
    made = odfdo.Document(BytesIO(data))
    return "\n".join(each.inner_text for each in [*made.body.headers, *made.body.paragraphs])


READERS = {"pdf": of_pdf, "docx": of_docx, "odt": of_odt}


def fetched(client: PageClient, protocol: Protocol, ending: str) -> bytes:
    return bytes(client.get(f"/protocols/{protocol.id}/text.{ending}").response.data)


def with_all_clauses(cast: Cast, draft: Protocol) -> None:
    with writing():
        for row in list_clauses(draft):
            clauses.put_clause_back(cast.coordinator.actor, protocol=draft, row=row)


@pytest.mark.parametrize("ending", READERS)
def test_each_document_is_reopened_and_says_the_agreement(
    cast: Cast, draft: Protocol, ending: str, client_for: ClientFor
) -> None:
    with_all_clauses(cast, draft)
    said = READERS[ending](fetched(client_for(cast.coordinator), draft, ending))
    assert not [each for each in SAID if each not in said]
    assert draft.sides[0].signatory in said
    assert "{{" not in said


@pytest.mark.parametrize("ending", READERS)
def test_who_may_not_see_who_signs_finds_no_name_in_a_document(
    cast: Cast, draft: Protocol, ending: str, client_for: ClientFor
) -> None:
    said = READERS[ending](fetched(client_for(cast.observer), draft, ending))
    assert "Associação Mãos Dadas" in said
    assert draft.sides[0].signatory not in said


def test_markup_in_a_clause_is_printed_as_it_was_typed(
    cast: Cast, draft: Protocol, client_for: ClientFor
) -> None:
    typed = Clause(heading="Marcas", body='#panic("x") *a* <w:br/> <b>b</b> & $x$')
    with writing():
        clauses.add_clause(cast.coordinator.actor, clause_id=new_id(), protocol=draft, clause=typed)
    client = client_for(cast.coordinator)
    for ending, read in READERS.items():
        said = read(fetched(client, draft, ending))
        assert all(each in said for each in ("#panic(", "*a*", "<w:br/>", "<b>b</b> & $x$")), ending


def pages_of(data: bytes, ending: str, folder: Path) -> Sequence[pypdf.PageObject]:
    """As LibreOffice opens a document, and prints it."""
    (folder / f"a.{ending}").write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / f"a.{ending}")], check=True, timeout=120, capture_output=True)
    return pypdf.PdfReader(folder / "a.pdf").pages


@pytest.mark.skipif(OFFICE is None, reason="there is no LibreOffice to open the agreements with")
@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_libreoffice_opens_the_document_and_prints_what_it_says(
    cast: Cast, draft: Protocol, ending: str, client_for: ClientFor, tmp_path: Path
) -> None:
    with_all_clauses(cast, draft)
    data = fetched(client_for(cast.coordinator), draft, ending)
    said = " ".join(" ".join(page.extract_text() for page in pages_of(data, ending, tmp_path)).split())
    assert not [each for each in SAID if each not in said]


@pytest.mark.parametrize("is_odt", [False, True])
def test_a_template_comes_back_filled_in_as_the_same_kind(
    cast: Cast, draft: Protocol, client_for: ClientFor, *, is_odt: bool
) -> None:
    with writing():
        template = a_template(cast.coordinator.actor, is_odt=is_odt)
    page = client_for(cast.coordinator).get(f"/protocols/{draft.id}/templates/{template.id}")
    said = (of_odt if is_odt else of_docx)(page.response.data)
    assert "Associação Mãos Dadas" in said
    assert "Cedência de sala" in said
    assert "{{" not in said


def test_a_template_with_an_unknown_placeholder_is_refused_and_the_one_before_stays(
    cast: Cast, client_for: ClientFor
) -> None:
    with writing():
        template = a_template(cast.coordinator.actor)
    kept = path_of(template.file).read_bytes()
    client, here = client_for(cast.coordinator), f"/protocol-templates/{template.id}/edit"
    form = client.get(here).form(here)
    wrong = {"name": "Novo nome", "upload": (BytesIO(a_letter("Entre {{partes}} e {{outros}}")), "novo.docx")}
    page = client.post(here, form | wrong, status=422)
    assert "{{outros}}" in page.text
    assert "{{partes}}" in str(page.soup.select_one("#placeholders"))
    assert 'value="Novo nome"' in page.html
    db.session.expire_all()
    found = db.session.get_one(DocumentTemplate, template.id)
    assert (path_of(found.file).read_bytes(), found.name) == (kept, "Modelo da câmara")
    client.post(here, form | {"name": "Novo nome", "upload": (BytesIO(a_letter("{{partes}}")), "novo.docx")})
    db.session.expire_all()
    assert path_of(db.session.get_one(DocumentTemplate, template.id).file).read_bytes() != kept


def test_a_template_with_macros_is_refused_in_words(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    form = client.get("/protocol-templates/new").form("/protocol-templates")
    spoilt = packed({**unpacked(a_docx()), "word/vbaProject.bin": b"x"})
    sent = {"name": "Modelo", "upload": (BytesIO(spoilt), "modelo.docx")}
    page = client.post("/protocol-templates", form | sent, status=422)
    assert "DOCX, ODT" in page.text
    assert db.session.query(DocumentTemplate).count() == 0
    client.post(
        "/protocol-templates", form | {"name": "Modelo", "upload": (BytesIO(a_docx()), "modelo.docx")}
    )
    assert "Modelo" in client.get("/protocol-templates").text


def test_another_municipality_knows_nothing_of_texts_and_templates(
    cast: Cast, draft: Protocol, client_for: ClientFor
) -> None:
    with writing():
        template = a_template(cast.coordinator.actor)
    client = client_for(cast.stranger)
    for address in (f"/protocols/{draft.id}/text", f"/protocols/{draft.id}/text.odt"):
        client.get(address, status=404)
    client.get(f"/protocol-templates/{template.id}/file", status=404)
