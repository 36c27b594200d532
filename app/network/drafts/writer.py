"""An agreement as a file for a word processor is written by a program of its own: the libraries for it take
thirteen megabytes, which every worker that once wrote one would keep. It takes a tenth of a second.

It gets the agreement and nothing else, like what parses files (app/core/apart.py).
"""

import json
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module

from app.core.apart import begun, in_memory
from app.core.refusals import FileKind
from app.network.drafts.agreement import Document, Section, Signature

PROGRAM = "app.network.drafts.writer"
WRITERS = {
    FileKind.DOCX.name: "app.network.drafts.word",
    FileKind.ODT.name: "app.network.drafts.opendocument",
}
"""By kind, the module whose `written(agreement)` gives the file."""
LONGEST = 20
"""Seconds after which it is given up."""


class WriterError(RuntimeError):
    """No file was written; how its program ended stands in the text."""


def written(kind: FileKind, agreement: Document) -> bytes:
    """The file; raises WriterError."""
    with in_memory() as question, in_memory() as answer:
        question.write(json.dumps({"kind": kind.name, "agreement": asdict(agreement)}).encode())
        question.seek(0)
        with begun(PROGRAM, question, answer) as process:
            status = process.wait()  # it ends itself
        answer.seek(0)
        file = answer.read()
    if status:
        raise WriterError(f"the writer ended with {status}")
    return file


def main() -> None:
    """Write the agreement that comes by standard input."""
    signal.alarm(LONGEST)
    told = json.loads(sys.stdin.buffer.read())
    write: Callable[[Document], bytes] = import_module(WRITERS[told["kind"]]).written
    sys.stdout.buffer.write(write(read(told["agreement"])))


def read(told: dict[str, object]) -> Document:
    """The agreement that `written` told."""
    sections, signatures = told.pop("sections"), told.pop("signatures")
    assert isinstance(sections, list)
    assert isinstance(signatures, list)
    return Document(
        **told,  # type: ignore[arg-type]
        sections=[Section(**each) for each in sections],
        signatures=[Signature(**each) for each in signatures],
    )


if __name__ == "__main__":
    main()
