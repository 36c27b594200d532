"""Files that were kept when the inspection knew less are found, and where they are used."""

from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import func, select

from app.core import apart
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.files import File, keep, path_of
from app.core.inspection import Inspected
from app.core.refusals import FileKind
from app.core.unit_of_work import writing
from tests.cast import Cast
from tests.factories.offers import a_publication
from tests.factories.papers import a_pdf, a_pdf_with, a_picture


def kept(cast: Cast, data: bytes, kind: FileKind = FileKind.PDF) -> File:
    """As a release kept it that did not look into files."""
    return keep(Inspected(kind, data), municipality_id=cast.here, actor=cast.facilitator.actor)


def check(app: Autonomus) -> Result:
    return app.test_cli_runner().invoke(args=["check-files"])


def test_files_that_are_kept_today_are_good(app: Autonomus, cast: Cast) -> None:
    with writing():
        kept(cast, a_pdf())
        kept(cast, a_picture("JPEG"), FileKind.JPEG)
    told = check(app)
    assert (told.exit_code, told.output) == (0, "2 files checked\n")


def test_a_file_that_runs_something_is_told_with_where_it_is_used(app: Autonomus, cast: Cast) -> None:
    with writing():
        kept(cast, a_pdf())
        old, unused = kept(cast, a_pdf_with("after")), kept(cast, a_pdf(password="x"))
        leaflet = a_publication(cast.coordinator.actor, file_id=old.id)
        names = [str(each.id) for each in (old, leaflet, unused)]
    before = db.session.scalar(select(func.count()).select_from(AuditEntry))
    for _ in range(2):
        told = check(app)
        assert told.exit_code == 1
        assert "3 files checked\nError: 2 of them would be refused today" in told.output
        first, second = sorted(line for line in told.output.splitlines() if line.startswith("- file"))
        assert first.startswith(f"- file {names[0]} (application/pdf, kept on 20")
        assert first.endswith(f": active; used by publication {names[1]}")
        assert second.startswith(f"- file {names[2]} ")
        assert second.endswith(": locked; used by nothing")
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before, "it only looks"


def test_bytes_that_somebody_touched_are_told(app: Autonomus, cast: Cast) -> None:
    with writing():
        places = [path_of(kept(cast, a_pdf(pages=pages))) for pages in (1, 2)]
    places[0].write_bytes(a_pdf(pages=3))
    places[1].unlink()
    told = check(app).output
    assert ": changed; used by nothing" in told
    assert ": gone; used by nothing" in told
    assert "2 files checked" in told


def test_a_machine_that_starts_no_parser_is_no_fault_of_the_files(
    app: Autonomus, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with writing():
        kept(cast, a_pdf())
    monkeypatch.setattr(apart, "HERE", tmp_path / "none")
    told = check(app)
    assert told.exit_code == 1
    assert told.output.splitlines()[-1] == "Error: no parser could be started: see the log"
