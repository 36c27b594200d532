"""Files are looked into, kept once and whole, and given out so that they can do nothing."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest

from app.core import clock, files, inspection
from app.core.application import Autonomus
from app.core.config import settings
from app.core.db import db
from app.core.downloads import download
from app.core.files import keep, path_of
from app.core.inspection import inspected
from app.core.refusals import FileKind, FileRefused, FileTooLarge, Objection
from tests.cast import Cast
from tests.factories.papers import a_pdf, a_pdf_with, a_picture

EVERYTHING = frozenset(FileKind)


def kept(cast: Cast, data: bytes, filename: str = "a.pdf") -> files.File:
    found = inspected(data, filename, EVERYTHING)
    return keep(found, municipality_id=cast.here, actor=cast.facilitator.actor)


def test_a_file_is_found_by_its_content_and_kept_once(cast: Cast) -> None:
    data = a_pdf()
    first, second = kept(cast, data), kept(cast, data, "outro nome.PDF")
    assert first is second
    assert path_of(first).read_bytes() == data
    assert path_of(first).name == hashlib.sha256(data).hexdigest()
    assert (first.media_type, first.size) == ("application/pdf", len(data))
    assert not list(path_of(first).parent.glob(f"{files.DRAFT}*")), "drafts stay behind"


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
        kept(cast, b"x" * (inspection.MOST_BYTES + 1))
    assert refused.value.limit == inspection.MOST_BYTES


def test_what_is_not_allowed_here_is_refused() -> None:
    with pytest.raises(FileRefused):
        inspected(a_picture(), "a.png", {FileKind.PDF})


def test_each_municipality_has_its_own_row_of_the_same_bytes(cast: Cast) -> None:
    data = a_pdf()
    ours = kept(cast, data)
    found = inspected(data, "a.pdf", EVERYTHING)
    theirs = keep(found, municipality_id=cast.elsewhere, actor=cast.stranger.actor)
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


def test_a_full_disk_leaves_no_half_a_file(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    data = a_pdf(pages=11)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        kept(cast, data)
    assert drafts() == []


def test_what_a_killed_process_was_keeping_is_gone_a_day_later(app: Autonomus, cast: Cast) -> None:
    path = path_of(kept(cast, a_pdf()))
    draft = path.with_name(f"{files.DRAFT}12345")
    draft.write_bytes(b"half")
    for hours, left in ((23, [draft]), (25, [])):
        with clock.frozen_at(clock.now() + timedelta(hours=hours)):
            files.forget_drafts()
        assert drafts() == left
    assert path.exists()


def drafts() -> list[Path]:
    return list((settings().data_folder / files.FOLDER).glob(f"*/{files.DRAFT}*"))
