"""Everything that is shipped beside our own work, and under which licence: `./dev licences`.

Ours is EUPL-1.2 (LICENSE). What set-up brings from the registries stays a work of its own under its own
licence, whose text lies in the package or, of pictures and fonts, beside the copies in app/ui/static/vendor.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
UNKNOWN = "unknown"
KNOWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
ALLOWED: dict[str, str] = KNOWN["allowed"]
CLASSIFIERS: dict[str, str] = KNOWN["classifiers"]
OLD_NAMES: dict[str, str] = KNOWN["old_names"]
NAME = re.compile(r"^([\w.-]+)==", re.MULTILINE)


class Part(NamedTuple):
    """One thing that is shipped; `licence` is an SPDX expression or `unknown`."""

    name: str
    version: str
    licence: str


ESCO = Part("ESCO (addresses of concepts)", "", "Decision 2011/833/EU")


def shipped() -> list[Part]:
    """Python packages of the lock, npm packages that set-up copies from, and ESCO."""
    return [*python_packages(), *npm_packages(), ESCO]


def python_packages() -> Iterator[Part]:
    for name in NAME.findall((ROOT / "requirements.lock").read_text("utf-8")):
        told = metadata(name)
        yield Part(told["Name"], told["Version"], expression(told))


def expression(told: PackageMetadata) -> str:
    """What a package says of its licence: an expression, an SPDX name in the older field, or classifiers."""
    if stated := told.get_all("License-Expression"):
        return str(stated[0])
    stated = told.get_all("License")  # a name, or the whole text, or a word that says nothing
    if stated and not names(stated[0]) - ALLOWED.keys():
        return str(stated[0])
    classified = [line for line in told.get_all("Classifier") or [] if line.startswith("License :: ")]
    return " AND ".join(CLASSIFIERS.get(line.split(" :: ")[-1], UNKNOWN) for line in classified) or UNKNOWN


def npm_packages() -> Iterator[Part]:
    for name in json.loads((ROOT / "package.json").read_bytes())["dependencies"]:
        told = json.loads((ROOT / "node_modules" / name / "package.json").read_bytes())
        licence = told.get("license", UNKNOWN)
        yield Part(name, told["version"], OLD_NAMES.get(licence, licence))


def names(licence: str) -> set[str]:
    """The licences that an expression names: also of two to choose from, both must be allowed."""
    return set(re.split(r" AND | OR ", licence.replace("(", "").replace(")", "")))


def unfit(parts: Iterable[Part]) -> list[Part]:
    """The parts of which nobody knows that they may be shipped beside work under EUPL-1.2."""
    return [part for part in parts if names(part.licence) - ALLOWED.keys()]


def main() -> None:
    """Print every part, then what its licence asks; ends with 1 where one is unfit."""
    parts = sorted(shipped(), key=lambda part: (part.licence, part.name.lower()))
    for part in parts:
        print(f"{part.name:40} {part.version:14} {part.licence}")
    print()
    for name in sorted(set().union(*(names(part.licence) for part in parts))):
        print(f"{name:24} {ALLOWED.get(name, 'NOT ALLOWED')}")
    sys.exit(1 if unfit(parts) else 0)


if __name__ == "__main__":
    main()
