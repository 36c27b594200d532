"""What a file that somebody sends costs: seconds until it is read or refused, and the memory of its parser.

The files are the heaviest that are taken, and one that is refused because it only pretends to be small.
"""

import json
import subprocess
import sys
from collections.abc import Iterator

from app.core.apart import LIMITS
from app.core.config import ROOT
from app.dev.bench.rows import Row

MEGABYTE = 1024 * 1024
MAKE = """
import sys
from io import BytesIO
from PIL import Image
from pypdf import PdfWriter
from app.core.exports import Sheet, xlsx_file
made = BytesIO()
{make}
sys.stdout.buffer.write(made.getvalue())
"""
ASK = """
import json, resource, sys, time
from contextlib import suppress
from app.core.apart import ask
from app.core.refusals import Refused
data = sys.stdin.buffer.read()
started = time.perf_counter()
with suppress(Refused):
    ask({task!r}, data, **{words})
seconds = time.perf_counter() - started
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""
LIST = {"filename": "a.xlsx", "limit": 10_000}
FILES = {
    "a list of one row": ("list", LIST, 'made.write(xlsx_file([Sheet("a", ["a"], [["b"]])]))'),
    "a list of 10,000 rows × 20": (
        "list",
        LIST,
        'made.write(xlsx_file([Sheet("a", list("abcdefghijklmnopqrst"), [[1, "Rui"] * 10] * 10_000)]))',
    ),
    "a CSV of 600,000 headings": (
        "list",
        {"filename": "a.csv", "limit": 10},
        'made.write(";".join(map(str, range(600_000))).encode())',
    ),
    "a picture of 6,300 × 6,300": (
        "picture",
        {"kind": "PNG"},
        'Image.new("RGBA", (6_300, 6_300)).save(made, "PNG")',
    ),
    "a PDF of 400 pages": (
        "pdf",
        {},
        "book = PdfWriter(); [book.add_blank_page(200, 280) for _ in range(400)]; book.write(made)",
    ),
}


def parsing_rows() -> Iterator[Row]:
    """Each file through a process of its own, weighed by the system when it has ended."""
    most = LIMITS.memory // MEGABYTE
    for what, (task, words, make) in FILES.items():
        file = _python(MAKE.format(make=make), b"")
        seconds, megabytes = json.loads(_python(ASK.format(task=task, words=words), file))
        is_within = seconds <= LIMITS.seconds and megabytes <= most
        required = f"≤ {LIMITS.seconds} s, ≤ {most} MB"
        yield Row(f"parser: {what}", f"{seconds:.2f} s, {megabytes:.0f} MB", required, is_within)


def _python(program: str, given: bytes) -> bytes:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, check=True, input=given, stdout=subprocess.PIPE).stdout  # noqa: S603
