"""The one list of checks, in checks.toml: `./dev test` runs it on all cores; `./dev check NAME` runs one.

`./dev test` samples where each case stands for others of its kind (tests/turns.py) and says what it left out.
`./dev test --all` leaves nothing out, and runs what stands in THOROUGH too: for when a matter is called done.
`./dev test FEATURE` runs what stands in ONE_FEATURE, in a minute.

A check is one process that is busy on one core, so that two fill the two cores of a small machine; where
there are more cores, those that can be divided use half of them.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class Check(NamedTuple):
    """Commands that must all succeed.

    `{scratch}` in a command or variable stands for an empty folder that is removed afterwards, `{processes}`
    for how many it may be divided into (0: it stays one), `{feature}` for a feature's name, `{found}` for the
    last of the paths that the check needs. A word with `*` stands for the paths in the checkout that fit it.

    `share` is how many seconds it may take on two cores; more is said at the end of the list.
    """

    name: str
    reason: str
    commands: tuple[str, ...]
    environment: Mapping[str, str] = MappingProxyType({})
    share: int = 15
    needs: str = ""
    """Paths, with wildcards; where there is none the check is left out, and that is said."""

    @property
    def divides(self) -> bool:
        return any("{processes}" in command for command in self.commands)


# A folder of its own for each: pytest's common one is closed to PostgreSQL's other user.
PYTEST = "pytest --basetemp={scratch}/pytest -n {processes} --dist worksteal"
LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _listed(name: str) -> tuple[Check, ...]:
    entries = ({**entry, "commands": _commands(entry["commands"])} for entry in LISTS[name])
    return tuple(Check(**entry) for entry in entries)


def _commands(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(command.replace("{pytest}", PYTEST) for command in written)


CHECKS, THOROUGH, ONE_FEATURE = (_listed(name) for name in ("checks", "thorough", "one_feature"))
