"""What starts the server: granian, whose workers are forks of a process that has loaded the application.

    python -m app.serve --interface rsgi --workers 2 wsgi:server

The words are granian's; the last one says what is served. By `granian` itself every worker loads the
application anew; here the first process does, once, and a worker that replaces a dead one answers at once.
What a fork must not take along is not there yet: no connection to the database, no thread of ours; every
source of random numbers begins anew in each (tests/unit/core/test_serve.py). The first process answers
nobody. What a worker has of its own, and what the first process costs: docs/decisions.md.
"""

import multiprocessing
import sys
from collections.abc import Sequence
from importlib import import_module

from granian.cli import cli


def main(words: Sequence[str]) -> None:
    """Serve until a signal ends it."""
    multiprocessing.set_start_method("fork")  # by itself, Python 3.14 would let granian load it in each
    import_module(words[-1].partition(":")[0])
    cli(words, auto_envvar_prefix="GRANIAN")


if __name__ == "__main__":
    main(sys.argv[1:])
