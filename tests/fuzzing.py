"""Damaged files by the thousand, in a process that is bound as a parser is: `python -m tests.fuzzing`.

    python -m tests.fuzzing TASK FIRST COUNT        inputs by number: the same number is the same file

Each is a real file of that kind in which something was changed: bytes, words of its language, or a part of it
repeated, moved or cut off; a workbook is changed inside its parts. Whatever comes of it must be an answer or
a refusal, within the limits. The process prints the number of each file before it is parsed, so that whoever
started it knows at which one it ended, and at last what it took.
"""

import json
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from app.core.apart import LIMITS
from app.core.exports import Sheet, xlsx_file
from app.core.parsers.__main__ import answered
from tests.bad_files import pdf_with
from tests.factories.papers import a_pdf, a_pdf_with, a_picture
from tests.workbooks import shared

ROWS: list[list[Any]] = [["Rui", 1961, 1.5, "linha\num"], ["Ana", None, -3, "=1+1"], ["", 12, 0, "x" * 300]]
CSV = 'Nome;Ano;Nota\nRui;1961;"diz ""olá""; e vai"\nAna;1970;\n\n;;\n'
JSON = {"structures": [{"id": "a", "nom": "Ação", "x": [1, 2.5, None, True]}], "services": [{"id": "b"}]}
WORDS: Mapping[str, tuple[bytes, ...]] = {
    "list": (
        b'r="XFD1048576"', b'r="xfd1"', b't="s"', b't="inlineStr"', b't="d"', b's="9999"', b"<v>1e308</v>",
        b"<v>-1</v>", b"<c/>", b"<row>", b"</row>", b"<is><t>a</t></is>", b"&#0;", b"&a;", b"<!DOCTYPE a>",
        b'"', b";", b"\r", b"\0", b"\xff\xfe", b"_x000D_", b"99999999999", b"../", b"state='hidden'",
    ),
    "pdf": (
        b"/Kids", b"/Parent", b"3 0 R", b"1 0 R", b"<<", b">>", b"[", b"]", b"endobj", b"stream\n",
        b"/Length", b"/Filter/FlateDecode", b"/Prev 0", b"/Type/ObjStm", b"/Type/XRef", b"/W[9 9 9]",
        b"/Encrypt", b"(", b")", b"<41", b"99999999999", b"-1", b"%%EOF", b"trailer",
        b"startxref\n0", b"/Root 9 0 R",
    ),
    "picture": (b"IHDR", b"IDAT", b"iCCP", b"eXIf", b"\xff\xc0", b"\xff\xda", b"\xff\xe1", b"\xff" * 4),
    "json": (b"[", b"{", b"}", b"]", b'"\\ud800"', b"NaN", b"1e999", b"9" * 5_000, b":", b",", b"\xff"),
}  # fmt: skip


@cache
def seeds(task: str) -> list[tuple[bytes, dict[str, Any]]]:
    """Real files, and how each is asked about."""
    book = xlsx_file([Sheet("um", ["a", "b", "c", "d"], ROWS), Sheet("dois", ["e"], [["f"]])])
    csv = {"filename": "a.csv", "limit": 50}
    xlsx = {"filename": "a.xlsx", "limit": 50}
    link = b"/A<</S/URI/URI(https://x.example)/Next<</S/GoTo/D[3 0 R/Fit]>>>>"
    made: dict[str, Callable[[], list[tuple[bytes, dict[str, Any]]]]] = {
        "list": lambda: [
            (shared(), xlsx),
            (book, xlsx),
            (CSV.encode(), csv),
            (CSV.encode("utf-16"), csv),
            (CSV.replace(";", "\t").encode("cp1252"), csv),
        ],
        "pdf": lambda: [(a_pdf(pages=3), {}), (a_pdf_with("nothing"), {}), (pdf_with(link, link), {})],
        "picture": lambda: [
            (a_picture("PNG", camera="x"), {"kind": "PNG"}),
            (a_picture("JPEG", (64, 48), camera="x"), {"kind": "JPEG"}),
            (_palette(), {"kind": "PNG"}),
        ],
        "json": lambda: [(json.dumps(JSON).encode(), {}), (json.dumps(JSON, indent=2).encode(), {})],
    }
    return made[task]()


def _palette() -> bytes:
    from PIL import Image

    made = BytesIO()
    Image.new("P", (40, 30), 3).save(made, "PNG", transparency=3)
    return made.getvalue()


def damaged(task: str, number: int) -> tuple[bytes, dict[str, Any]]:
    """The input of this number."""
    chance = random.Random(f"{task} {number}")  # noqa: S311  the same every time
    data, words = chance.choice(seeds(task))
    if words.get("filename") == "a.xlsx" and chance.random() < 0.9:
        return _inside(chance, data), words
    return _changed(chance, data, WORDS[task]), words


def _inside(chance: random.Random, data: bytes) -> bytes:
    """A workbook with a part or two changed, renamed or left out."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_STORED) as copy:
        names = source.namelist()
        chosen = chance.choices(names, k=chance.randint(1, 2))
        for name in names:
            content = source.read(name)
            if name in chosen:
                content = _changed(chance, content, WORDS["list"])
                name = name if chance.random() < 0.97 else chance.choice(names)[::-1]  # noqa: PLW2901
            copy.writestr(name, content)
    return target.getvalue()


def _changed(chance: random.Random, data: bytes, words: tuple[bytes, ...]) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 1, 4, 30, 400))
        piece = data[at : at + length]
        new = chance.choice(
            (
                bytes(chance.randrange(256) for _ in piece[:4]),
                b"",
                chance.choice(words),
                chance.choice(words) + piece,
                piece * chance.choice((2, 50)),
                data[(other := chance.randrange(len(data) + 1)) : other + length],
            )
        )
        data = data[:at] + new + data[at + length :]
    return data if chance.random() < 0.97 else data[: chance.randrange(len(data) + 1)]


def main() -> None:
    task, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    inputs: Callable[[int], tuple[bytes, dict[str, Any]]] = lambda number: damaged(task, number)  # noqa: E731
    seeds(task)
    answered(task, *inputs(first))  # what is imported is not counted as the first file's
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory, LIMITS.memory))
    slowest, given = 0.0, {"told": 0, "refused": 0}
    for number in range(first, first + count):
        print(number, flush=True)
        data, words = inputs(number)
        signal.setitimer(signal.ITIMER_PROF, LIMITS.seconds)  # of a core: then the system ends it
        started = time.process_time()
        answer = json.loads(answered(task, data, words).partition(b"\n")[0])
        slowest = max(slowest, time.process_time() - started)
        given["told" if "told" in answer else "refused"] += 1
    signal.setitimer(signal.ITIMER_PROF, 0)
    print(json.dumps({**given, "megabytes": _most_held(), "slowest": round(slowest, 3)}))


def _most_held() -> int:
    """Megabytes this program had in memory at most; `ru_maxrss` would tell of whoever started it, too."""
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) // 1024


if __name__ == "__main__":
    main()
