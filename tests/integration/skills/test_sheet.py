"""The skills sheet: every script readable in the PDF, own words as said, no name unless the office prints."""

import io
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.core import pdf
from app.core.db import db
from app.core.pdf import PaperError
from app.skills.models.inventory import Inventory
from app.skills.operations.entries import add_own_words
from app.skills.operations.inventories import code_of
from app.skills.sheet import TEMPLATE, render, sheet_data
from tests.cast import Cast
from tests.integration.skills.conftest import MakeList

KEYS = ("care-older-person", "drive-tractor", "paint-walls", "cook-everyday-meals")
FORBIDDEN = ("passaporte", "validada", "certificada", "passport")


def text_of(document: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages).split())


def printed(inventory: Inventory, *languages: str, name: str | None = None) -> tuple[bytes, str]:
    code = code_of(inventory)
    document = render(sheet_data(inventory, languages=languages, name=name, code=code))
    return document, text_of(document)


@pytest.mark.parametrize(("said", "side"), [("أصنع (pão) الخبز", "rtl"), ("Faço خبز", "ltr")])
def test_own_words_begin_on_the_side_of_their_first_letter(
    cast: Cast, make_list: MakeList, said: str, side: str
) -> None:
    inventory = make_list(saved=True)
    add_own_words(cast.facilitator.actor, inventory=inventory, text=said, language="pt")
    db.session.commit()
    sheet = sheet_data(inventory, languages=("pt",))
    assert [(each.text, each.dir) for each in sheet.own] == [(said, side)]
    assert render(sheet)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pt", ["Tomar conta de uma pessoa idosa", "Pintar paredes"]),
        ("uk", ["Дім і родина", "Tomar conta de uma pessoa idosa"]),
        ("en", ["Look after an older person", "Tomar conta de uma pessoa idosa"]),
    ],
)
def test_each_script_can_be_read_out_of_the_pdf(
    cast: Cast, make_list: MakeList, language: str, words: list[str]
) -> None:
    inventory = make_list(*KEYS, language=language, context="home-family")
    _, text = printed(inventory, language, "pt")
    for each in words:
        assert each in text
    assert code_of(inventory).grouped in text
    assert not any(word in text.casefold() for word in FORBIDDEN)


def test_arabic_stands_beside_portuguese_in_its_own_letters(cast: Cast, make_list: MakeList) -> None:
    inventory = make_list(*KEYS, language="ar", context="home-family")
    _, text = printed(inventory, "ar", "pt")
    for word in ("البيت", "والعائلة"):
        assert word in text
    assert "Casa e família" in text


def test_the_pdf_is_tagged_and_says_its_language_and_title(cast: Cast, make_list: MakeList) -> None:
    document, _ = printed(make_list(*KEYS, language="uk"), "uk", "pt")
    reader = PdfReader(io.BytesIO(document))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "uk"
    assert reader.metadata is not None
    assert reader.metadata.title
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize(
    "said",
    [
        "tomo conta de velhotes",
        "#strong[x] $ \\ @ <b>",
        "मैं खाना बनाती हूँ",
        "我会做饭 🚲",
        "x" * 300,
        "“aspas”\u202e",
    ],
)
def test_own_words_of_any_kind_can_be_printed(cast: Cast, make_list: MakeList, said: str) -> None:
    inventory = make_list(saved=True)
    add_own_words(cast.facilitator.actor, inventory=inventory, text=said, language="pt")
    db.session.commit()
    _, text = printed(inventory, "pt")
    if said.isascii() and len(said) < 50:
        assert said in text


def test_a_name_is_printed_only_when_it_is_given(cast: Cast, make_list: MakeList) -> None:
    inventory = make_list(*KEYS)
    assert "D'Ávila" in printed(inventory, "pt", name="Maria D'Ávila")[1]
    assert sheet_data(inventory, languages=("pt",)).name == ""


def test_never_is_no_line_and_portuguese_alone_is_one_column(cast: Cast, make_list: MakeList) -> None:
    inventory = make_list("paint-walls", frequency="never")
    sheet = sheet_data(inventory, languages=("pt", "pt"))
    assert sheet.sections == ()
    assert len(sheet.languages) == 1


def test_a_warning_or_a_broken_template_is_an_error(cast: Cast) -> None:
    with pytest.raises(PaperError):
        pdf.render(TEMPLATE, {"languages": []})


def test_ids_are_no_part_of_the_paper(cast: Cast, make_list: MakeList) -> None:
    inventory = make_list(*KEYS)
    assert isinstance(inventory.id, UUID)
    assert str(inventory.id) not in printed(inventory, "pt")[1]
