"""Which tests run on which engine. On the second: all that send it a statement that no other test sends.

The others cannot come out differently there, but for what their data makes of the statement: some of them
have their turn at each commit (tests/turns.py). The list names those *left out*, so that a new test, or one
that got another name, runs. Tests whose subject is the database itself always run.

The list ages when statements change. How much, the turns tell: their tests are a fair sample, and what they
send should have been sent without them. It is printed, and past STALE_AT the run fails.
COMMAND runs all tests and writes the list anew.

What the second engine runs at every commit has its turns on the first, but for what is about the database: a
fault of ours shows on either, and every page, form and journey runs on the first all the same.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from tests import turns

LIST = Path(__file__).with_name("postgresql_left_out.txt")
COMMAND = "./dev check tests-postgresql --write-cover"
HEAD = f"# On PostgreSQL these have their turns (tests/cover.py). Written by {COMMAND}\n"
TURNS, TURNS_AGAIN = 8, 4
STALE_AT = 0.02
PLATFORM = (
    "acknowledgements anchors audit backup faults idempotency jobs lost_updates paging races read_only"
    " records renewal slices tampering tasks texts unit_of_work worker"
)
"""The platform's own dealings with a database: locks, dumps, other processes, triggers."""
ALWAYS = (
    *(f"tests/integration/core/test_{name}" for name in PLATFORM.split()),
    "tests/integration/workshops/test_seat_race.py",
    "tests/integration/skills/test_claims.py",
    "tests/rules/test_migrations.py",
)
WIDE = tuple(f"tests/rules/test_{name}.py" for name in ("access_two_roles", "arguments", "sealed", "storm"))
"""Rules about every page and form, with bad input: they run on the first engine at every commit, and have
their turns on the second. The cover does not count on them.
"""


def function_of(node_id: str) -> str:
    """A test with all its cases."""
    return node_id.partition("[")[0]


def left_out(text: str) -> set[str]:
    """The functions on the list; under each file, indented, their names."""
    found, file = set(), ""
    for line in text.splitlines():
        if line.startswith(" "):
            found.add(f"{file}::{line.strip()}")
        elif not line.startswith("#"):
            file = line
    return found


def known() -> set[str]:
    """The functions on the list as it is kept."""
    return left_out(LIST.read_text("utf-8")) if LIST.exists() else set()


def listed(functions: Collection[str]) -> str:
    """The list's text."""
    lines, before = [], ""
    for function in sorted(functions):
        file, _, name = function.partition("::")
        lines += [file] * (file != before) + [f"  {name}"]
        before = file
    return HEAD + "".join(f"{line}\n" for line in lines)


def on_second(functions: Collection[str], known: Collection[str]) -> set[str]:
    """Of the functions that are there: those that run on the second engine."""
    listed, wide = set(functions) & set(known), {each for each in functions if each.startswith(WIDE)}
    chosen = _in_turn(wide, TURNS_AGAIN, "rules about every page, on PostgreSQL")
    chosen |= _in_turn(listed - wide, TURNS, "tests that tell PostgreSQL nothing new")
    return set(functions) - listed - wide | chosen


def on_first(functions: Collection[str], known: Collection[str]) -> set[str]:
    """Of the functions that are there: those that run on the first engine."""
    twice = {each for each in set(functions) - set(known) if not each.startswith((*ALWAYS, *WIDE))}
    chosen = _in_turn(twice, TURNS_AGAIN, "tests that PostgreSQL runs at every commit")
    return set(functions) - twice | chosen


def _in_turn(functions: Collection[str], count: int, kind: str) -> set[str]:
    return set(turns.some(sorted(functions), -(-len(functions) // count), kind)) if functions else set()


def superfluous(
    sent: Mapping[str, Collection[int]], seconds: Mapping[str, float], needed: Collection[str]
) -> set[str]:
    """The functions without which every kind of statement is sent all the same: the dear ones first.

    Greedy: whoever sends most that is missing, by the second, is taken; then who has become needless goes.
    """
    chosen = [each for each in sent if each in needed]
    missing = {kind for kinds in sent.values() for kind in kinds}
    missing -= {kind for each in chosen for kind in sent[each]}
    while missing:
        best = max(sorted(sent), key=lambda each: len(missing & set(sent[each])) / (seconds[each] + 0.05))
        chosen.append(best)
        missing -= set(sent[best])
    for each in sorted(set(chosen) - set(needed), key=lambda each: -seconds[each]):
        others = {kind for other in chosen if other != each for kind in sent[other]}
        if set(sent[each]) <= others:
            chosen.remove(each)
    return set(sent) - set(chosen)


def missed(sent: Mapping[str, Collection[int]], known: Collection[str]) -> dict[str, int]:
    """By function on the list: how many kinds it sent that no test off the list did."""
    covered = {kind for each, kinds in sent.items() if each not in known for kind in kinds}
    found = {each: len(set(sent[each]) - covered) for each in sent if each in known}
    return {each: count for each, count in found.items() if count}
