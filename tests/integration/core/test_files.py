"""Files are looked into, kept once and whole, and given out so that they can do nothing."""

import hashlib

import pytest

from app.core import files
from app.core.application import Autonomus
from app.core.db import db
from app.core.downloads import download
from app.core.files import FileKind, FileRefused, FileTooLarge, keep, path_of
from app.core.inspection import Objection
from tests.cast import Cast
from tests.factories.papers import a_pdf, a_pdf_with, a_picture

EVERYTHING = frozenset(FileKind)


def kept(cast: Cast, data: bytes, filename: str = "a.pdf") -> files.File:
    return keep(
        data, filename=filename, allowed=EVERYTHING, municipality_id=cast.here, actor=cast.facilitator.actor
    )


def test_a_file_is_found_by_its_content_and_kept_once(cast: Cast) -> None:
    data = a_pdf()
    first, second = kept(cast, data), kept(cast, data, "outro nome.PDF")
    assert first is second
    assert path_of(first).read_bytes() == data
    assert path_of(first).name == hashlib.sha256(data).hexdigest()
    assert (first.media_type, first.size) == ("application/pdf", len(data))
    assert [each.name for each in path_of(first).parent.iterdir()] == [first.sha256], "drafts stay behind"


def test_a_picture_is_drawn_anew(cast: Cast) -> None:
    sent = a_picture("JPEG", camera="Secret Camera") + b"<?php payload ?>"
    file = kept(cast, sent, "foto.JPG")
    stored = path_of(file).read_bytes()
    assert file.media_type == "image/jpeg"
    assert b"Secret Camera" not in stored
    assert b"payload" not in stored


@pytest.mark.parametrize(
    ("data", "filename", "why"),
    [
        (b"", "a.pdf", Objection.EMPTY),
        (a_pdf(), "a.exe", Objection.KIND),
        (a_pdf(), "a", Objection.KIND),
        (a_pdf(), "a.png", Objection.MISMATCH),
        (a_picture(), "a.pdf", Objection.MISMATCH),
        (b"%PDF-1.7 and then nothing", "a.pdf", Objection.BROKEN),
        (b"\x89PNG\r\n\x1a\nnothing", "a.png", Objection.BROKEN),
        (a_pdf(script=True), "a.pdf", Objection.ACTIVE),
        (a_pdf(attached=True), "a.pdf", Objection.ACTIVE),
        (a_pdf_with("field"), "a.pdf", Objection.ACTIVE),
        (a_pdf_with("after"), "a.pdf", Objection.ACTIVE),
        (a_pdf_with("scripted form"), "a.pdf", Objection.ACTIVE),
        (a_pdf_with("clip"), "a.pdf", Objection.ACTIVE),
        (a_pdf(password="x"), "a.pdf", Objection.LOCKED),
        (a_pdf(pages=0), "a.pdf", Objection.BROKEN),
        (a_pdf(pages=401), "a.pdf", Objection.TOO_MANY_PAGES),
        (a_picture(size=(7_000, 6_000)), "a.png", Objection.TOO_MANY_PIXELS),
    ],
)
def test_what_is_not_what_it_says_is_refused(cast: Cast, data: bytes, filename: str, why: Objection) -> None:
    with pytest.raises(FileRefused) as refused:
        kept(cast, data, filename)
    assert refused.value.why is why


def test_a_note_that_only_shows_something_is_welcome(cast: Cast) -> None:
    assert kept(cast, a_pdf_with("nothing")).kind is FileKind.PDF


def test_too_large_is_said_before_anything_is_read(cast: Cast) -> None:
    with pytest.raises(FileTooLarge) as refused:
        kept(cast, b"x" * (files.MOST_BYTES + 1))
    assert refused.value.limit == files.MOST_BYTES


def test_what_is_not_allowed_here_is_refused(cast: Cast) -> None:
    with pytest.raises(FileRefused):
        keep(
            a_picture(),
            filename="a.png",
            allowed={FileKind.PDF},
            municipality_id=cast.here,
            actor=cast.facilitator.actor,
        )


def test_each_municipality_has_its_own_row_of_the_same_bytes(cast: Cast) -> None:
    data = a_pdf()
    ours = kept(cast, data)
    theirs = keep(
        data,
        filename="a.pdf",
        allowed=EVERYTHING,
        municipality_id=cast.elsewhere,
        actor=cast.stranger.actor,
    )
    assert ours.id != theirs.id
    assert path_of(ours) == path_of(theirs)


def test_a_download_can_do_nothing(app: Autonomus, cast: Cast) -> None:
    file = kept(cast, a_pdf())
    db.session.commit()
    with app.test_request_context("/"):
        answer = app.process_response(download(file, "Horário, 2.ª <edição>/..\\x"))
    assert answer.headers["Content-Disposition"] == "attachment; filename=horario-2-a-edicao-x.pdf"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype == "application/pdf"
    answer.close()
