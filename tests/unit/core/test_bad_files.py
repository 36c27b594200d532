"""Files that were made to end the portal are refused in time, and what they cost is limited."""

import io
import resource
import subprocess
import sys
from collections.abc import Callable

import pytest
from PIL import Image

from app.core import apart
from app.core.apart import LIMITS, Limits, ask
from app.core.config import ROOT
from app.core.inspection import inspected
from app.core.parsers import documents
from app.core.refusals import FileKind, FileRefused, Objection, Refused, SheetRefused, Trouble
from app.core.sheets import read_rows
from tests.bad_files import (
    OTHER,
    blank_png,
    elsewhere,
    empty_cells,
    far_cell,
    many_headings,
    many_objects,
    many_parts,
    many_values,
    one_long_string,
    pdf_with,
)
from tests.turns import some
from tests.workbooks import SHEET, renamed

MB = 1024 * 1024
ENOUGH = 4
"""Seconds of a core within which a parser says what it says."""


def spent() -> float:
    """Seconds of a core that the processes took which this one started."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


@pytest.mark.parametrize(
    ("make", "trouble"),
    [
        (lambda: far_cell(b"XFD1048576"), Trouble.TOO_MANY_COLUMNS),
        (lambda: far_cell(b"xfd1048576"), Trouble.BROKEN),
        (lambda: far_cell(b"XFD0001048576"), Trouble.BROKEN),
        (lambda: elsewhere(b"XFD1048576"), Trouble.TOO_MANY_COLUMNS),
        (lambda: elsewhere(b"xfd1048576"), Trouble.BROKEN),
        (lambda: empty_cells(15_968_000), Trouble.TOO_LARGE),
        (lambda: one_long_string(2_000), Trouble.TOO_LARGE),
        (lambda: many_parts(20_000), Trouble.TOO_LARGE),
    ],
)
def test_a_workbook_costs_no_more_than_a_list(make: Callable[[], bytes], trouble: Trouble) -> None:
    data = make()
    assert len(data) < 3 * MB
    before = spent()
    with pytest.raises(SheetRefused) as refused:
        read_rows(data, "a.xlsx", limit=2_000)
    assert refused.value.trouble is trouble
    assert spent() - before < ENOUGH


def test_a_csv_of_very_many_headings_is_refused_at_once() -> None:
    before = spent()
    with pytest.raises(SheetRefused) as refused:
        read_rows(many_headings(600_000), "a.csv", limit=2_000)
    assert refused.value.trouble is Trouble.TOO_MANY_COLUMNS
    assert spent() - before < ENOUGH


def test_a_sheet_is_found_by_its_relationship_and_not_by_its_name() -> None:
    (first, second) = read_rows(renamed(SHEET, OTHER), "a.xlsx", limit=2)
    assert (first.cells, second.cells) == ({"Nome": "Rui", "Ano": 1961}, {"Nome": "Ana", "Ano": 1970})


def test_a_picture_that_is_far_larger_unpacked_is_drawn_within_the_limits() -> None:
    """6,300 × 6,300 points: the most that is taken."""
    data = blank_png(6_300, 6_300)
    assert len(data) < MB
    kept = inspected(data, "a.png", {FileKind.PNG})
    assert len(kept.data) < MB


def test_a_scan_is_drawn_in_the_time_there_is() -> None:
    """A page at 400 dots an inch, with the grain of its paper: 20 s of a core by PNG's "optimize"."""
    page, made = Image.effect_noise((3_300, 4_600), 3), io.BytesIO()
    page.save(made, "PNG", compress_level=1)
    before = spent()
    kept = inspected(made.getvalue(), "a.png", {FileKind.PNG})
    assert spent() - before < ENOUGH
    with Image.open(io.BytesIO(kept.data)) as drawn:
        assert (drawn.mode, drawn.height) == ("L", 4_000)


def test_a_picture_for_which_there_is_no_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LIMITS", Limits(memory=160 * MB))
    with pytest.raises(FileRefused) as refused:
        inspected(blank_png(6_300, 6_300), "a.png", {FileKind.PNG})
    assert refused.value.why is Objection.TOO_LARGE


def test_a_document_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LIMITS", Limits(seconds=1))
    data, before = many_objects(140), spent()
    with pytest.raises(FileRefused) as refused:
        inspected(data, "a.pdf", {FileKind.PDF})
    assert refused.value.why is Objection.TOO_LARGE
    assert spent() - before < ENOUGH


def test_json_of_very_many_things_is_refused_unbuilt() -> None:
    with pytest.raises(Refused) as refused:
        ask("json", many_values(3_000_000))
    assert refused.value.why == Trouble.TOO_LARGE


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b"[" * 50 + b"]" * 50, b'["\\ud800"]', b"[NaN]", b"{", b"\xff"]
)
def test_json_that_cannot_be_kept_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        ask("json", data)
    assert refused.value.why == Trouble.BROKEN


LINK = b"/A<</S/URI/URI(%s)>>"


@pytest.mark.parametrize(
    "thing",
    [
        LINK % b"https://cm-amieira.pt/horario",
        LINK % b"HTTP://cm-amieira.pt",
        LINK % b"mailto:geral@cm-amieira.pt",
        LINK % b"tel:+351210000000",
        LINK % b"www.cm-amieira.pt",
        b"/A<</S/GoTo/D[3 0 R/Fit]>>",
        b"/A<</S/Named/N/NextPage>>",
        b"/Dest[3 0 R/Fit]/F 4",
    ],
)
def test_a_link_to_a_page_is_welcome(thing: bytes) -> None:
    assert documents.parse(pdf_with(thing)) == (None, b"")


@pytest.mark.parametrize(
    "thing",
    [
        LINK % b"file:///C:/Windows/System32/calc.exe",
        LINK % b"file://server/share",
        LINK % b"\\\\\\\\server\\\\share\\\\a.pdf",
        LINK % b"//server/share",
        LINK % b"javascript:alert(1)",
        LINK % b"java\\nscript:alert(1)",
        LINK % b" javascript:alert(1)",
        LINK % b"data:text/html,x",
        LINK % b"smb://server/share",
        LINK % b"ms-word:ofe|u|https://x.example/a.docx",
        LINK % b"programa.exe",
        LINK % b"",
        b"/A<</S/URI/URI<66696c653a2f2f2f61>>>",
        b"/A<</S/URI/U#52I(file:///a)>>",
        b"/A<</S/URI/URI 12>>",
        b"/PA<</S/URI/URI(file:///a)>>",
        b"/A<</S/GoTo/D[3 0 R/Fit]/Next<</S/URI/URI(file:///a)>>>>",
        b"/A<</S/GoToR/F(\\\\\\\\server\\\\a.pdf)/D[0/Fit]>>",
        b"/A<</S/GoToR/F<</Type/Filespec/F(a.pdf)>>/D[0/Fit]>>",
        b"/A<</S/Thread/F(a.pdf)/D 0>>",
        b"/X<</Type/Filespec/F(//server/a)>>",
        b"/X<</FS/URL/F(file:///a)>>",
        b"/X<</URI<</Base(file:///C:/)>>>>",
    ],
)
def test_a_link_to_a_file_of_the_reader_is_refused(thing: bytes) -> None:
    with pytest.raises(Refused) as refused:
        documents.parse(pdf_with(thing))
    assert refused.value.why is Objection.LEADS_OUT


@pytest.mark.parametrize(
    "thing",
    [
        b"/A<</S/Launch/F(calc.exe)>>",
        b"/A<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>",
        b"/A<</S/L#61unch/F(calc.exe)>>",
        b"/A<</S/JavaScript/JS(app.alert\\(1\\))>>",
        b"/AA<</E<</S/SubmitForm/F(https://x.example)>>>>",
        b"/A<</S/GoToE/T<</R/C>>>>",
        b"/A<</S/RichMediaExecute>>",
        b"/A<</S/GoTo/D[3 0 R/Fit]/Next[<</S/Launch/F(a)>>]>>",
    ],
)
def test_what_runs_something_is_refused(thing: bytes) -> None:
    with pytest.raises(Refused) as refused:
        documents.parse(pdf_with(thing))
    assert refused.value.why is Objection.ACTIVE


COSTS = """
import resource, sys
from contextlib import suppress
from app.core.apart import ask
from app.core.refusals import Refused
from tests import bad_files
words = {"list": {"filename": sys.argv[2], "limit": 2_000}, "picture": {"kind": "PNG"}}
data = eval(sys.argv[3], vars(bad_files))
with suppress(Refused):
    ask(sys.argv[1], data, **words.get(sys.argv[1], {}))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


@pytest.mark.parametrize(
    ("task", "name", "make"),
    some(
        [
            ("list", "a.xlsx", "empty_cells(15_968_000)"),
            ("list", "a.xlsx", "elsewhere(b'xfd1048576')"),
            ("list", "a.csv", "many_headings(600_000)"),
            ("picture", "a.png", "blank_png(6_300, 6_300)"),
            ("pdf", "a.pdf", "many_objects(30)"),
            ("json", "a.json", "many_values(3_000_000)"),
        ],
        2,
        "huge files whose memory the system tells",
    ),
)
def test_no_file_takes_more_memory_than_its_limit(task: str, name: str, make: str) -> None:
    """Told by the system, of a process that had this one child."""
    command = [sys.executable, "-c", COSTS, task, name, make]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert int(run.stdout) * MB <= LIMITS.memory
