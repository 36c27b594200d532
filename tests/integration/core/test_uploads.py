"""Files are parsed where nobody waits for them: apart, by whoever may send them, before the transaction."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core import apart
from app.core.db import db
from app.core.exports import csv_file
from app.core.tasks import Task
from app.directory.index.models import DirectoryImport
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.models.publications import Publication
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.papers import a_pdf

ClientFor = Callable[[Person | None], PageClient]
OFFERS = "/directory/offers/imports"


@pytest.fixture
def parsing(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each file that was parsed, whether a transaction was open meanwhile."""
    seen: list[bool] = []
    run = apart.run

    def watched(*files: Any) -> int:
        seen.append(db.session().in_transaction())
        return run(*files)

    monkeypatch.setattr(apart, "run", watched)
    return seen


def a_list(name: str = "lista.csv") -> tuple[io.BytesIO, str]:
    return io.BytesIO(csv_file(["Título"], [["Pedreiro"]])), name


def count(kind: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def test_nobody_waits_for_a_list_that_is_parsed(
    cast: Cast, client_for: ClientFor, parsing: list[bool]
) -> None:
    client = client_for(cast.facilitator)
    form = client.get(OFFERS).form(OFFERS)
    client.post(OFFERS, {**form, "source": "IEFP", "upload": a_list()})
    assert parsing == [False]
    client.post(OFFERS, {**form, "source": "IEFP", "upload": a_list()})
    assert count(Task) == 1, "sent twice, it is the same request"


def test_nobody_waits_for_a_document_that_is_looked_into(
    cast: Cast, client_for: ClientFor, parsing: list[bool]
) -> None:
    client, url = client_for(cast.facilitator), "/directory/publications"
    sent = {**client.get(f"{url}/new").form(url), "title": "Como pedir o RSI"}
    client.post(url, {**sent, "upload": (io.BytesIO(a_pdf()), "a.pdf")})
    there = f"{url}/{db.session.scalars(select(Publication.id)).one()}/edit"
    edited = {**client.get(there).form(there), "upload": (io.BytesIO(a_pdf(pages=2)), "a.pdf")}
    client.post(there, edited)
    assert parsing == [False, False]


def test_a_file_of_who_may_not_send_it_is_not_parsed(
    cast: Cast, client_for: ClientFor, parsing: list[bool]
) -> None:
    client_for(None).post(OFFERS, {"source": "IEFP", "upload": a_list()}, status=303)
    client_for(cast.partner_technician).post(OFFERS, {"upload": a_list()}, status=403)
    assert (parsing, count(Offer)) == ([], 0)


def test_a_parser_that_dies_leaves_what_was_typed(
    cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "run", lambda *_files: -9)
    client = client_for(cast.facilitator)
    sent = {**client.get(OFFERS).form(OFFERS), "source": "IEFP", "upload": a_list()}
    page = client.post(OFFERS, sent, status=422)
    assert page.form(OFFERS)["source"] == "IEFP"
    assert [each.text.strip() for each in page.soup.select("#upload-error")] == [
        "O ficheiro é demasiado grande."
    ]


def test_who_waited_too_long_for_their_turn_is_asked_to_try_again(
    cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for(cast.facilitator)
    sent = {**client.get(OFFERS).form(OFFERS), "source": "IEFP", "upload": a_list()}
    monkeypatch.setattr(apart, "LIMITS", apart.Limits(seconds=0))
    with apart.AT_ONCE:
        page = client.post(OFFERS, sent, status=503)
    assert "Outras pessoas estão a trabalhar com listas longas ou ficheiros" in page.text
    assert count(DirectoryImport) == 0
