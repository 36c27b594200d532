"""A large paper is set by a program of its own: whoever waits for it does other things meanwhile, and the
memory that it takes (some 200 MB for 500 people) goes with it.

    for document in setting(paper):      None after every MOMENT, and in the end the PDF

It gets the paper and nothing else, like what parses files (app/core/apart.py).
"""

import json
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from typing import Any

from app.core.apart import begun, in_memory
from app.core.papers.paper import Paper
from app.core.pdf import PaperError

PROGRAM = "app.core.papers.press"
MOMENT = 0.3
"""Seconds that somebody waits for it at once."""
LONGEST = 600
"""Seconds after which a paper is given up: thousands of people have their certificates by then."""
FAILED = 3


def setting(paper: Paper) -> Iterator[bytes | None]:
    """See above; raises PaperError. Whoever stops asking ends it."""
    with in_memory() as question, in_memory() as answer:
        told = {field.name: getattr(paper, field.name) for field in fields(paper)}
        question.write(json.dumps(told, default=_told).encode())
        question.seek(0)
        with begun(PROGRAM, question, answer) as process:
            while (status := _status(process)) is None:
                yield None
        answer.seek(0)
        document = answer.read()
    if status:
        raise PaperError(document.decode() if status == FAILED else f"the press ended with {status}")
    yield document


def _told(value: Any) -> Any:
    """What JSON does not know of a paper: words, which are dataclasses, and where its template is."""
    return str(value) if isinstance(value, Path) else asdict(value)


def _status(process: Popen[bytes]) -> int | None:
    """How it ended, unless it goes on after a moment."""
    try:
        return process.wait(MOMENT)
    except TimeoutExpired:
        return None


def main() -> int:
    """Set the paper that comes by standard input; what is wrong with it leaves like a PDF."""
    signal.alarm(LONGEST)
    told = json.loads(sys.stdin.buffer.read())
    paper = Paper(**told | {"template": Path(told["template"])})
    try:
        sys.stdout.buffer.write(paper.drawn())
    except PaperError as error:
        sys.stdout.buffer.write(str(error).encode())
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
