"""Small files, short functions, no drawers: every grown codebase has one file that ate the project."""

import ast
import re
from pathlib import Path

import pytest

from app.core.config import ROOT

CODE = [path for top in ("app", "kiosk", "tests") for path in (ROOT / top).rglob("*.py")]
TEMPLATES = list((ROOT / "app").rglob("templates/**/*.html"))
STYLES = list((ROOT / "app" / "ui" / "static" / "css").rglob("*.css"))
SCRIPTS = list((ROOT / "app" / "ui" / "static" / "js").rglob("*.js"))
DRAWERS = {"utils.py", "helpers.py", "misc.py", "common.py"}
PHYSICAL = re.compile(
    r"(margin|padding|border)-(left|right)|(?<![-\w])(left|right)\s*:|text-align:\s*(left|right)"
)


def _long(paths: list[Path], most: int) -> list[str]:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in paths}
    return [f"{path.relative_to(ROOT)} ({length})" for path, length in lengths.items() if length > most]


@pytest.mark.parametrize(("paths", "most"), [(CODE, 300), (TEMPLATES, 120), (SCRIPTS, 150), (STYLES, 300)])
def test_no_file_eats_the_project(paths: list[Path], most: int) -> None:
    assert paths
    assert not _long(paths, most)


def test_functions_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in CODE
        if "tests" not in path.relative_to(ROOT).parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 40
    ]
    assert not long


def test_the_factory_stays_under_120_lines() -> None:
    assert not _long([ROOT / "app" / "factory.py"], 120)


def test_no_drawers() -> None:
    assert not [path for path in CODE if path.name in DRAWERS]


def test_styles_have_no_left_or_right() -> None:
    found = [
        f"{path.name}:{number} {line.strip()}"
        for path in STYLES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if PHYSICAL.search(line)
    ]
    assert not found, "right-to-left breaks"


def test_templates_hold_no_script_and_no_style() -> None:
    inline = re.compile(r"<script(?![^>]*src=)|<style|\sstyle=|\son(click|change|submit|load|input)=|hx-on")
    # Mail readers know no stylesheets, and a file that somebody takes away has none beside it.
    pages = [path for path in TEMPLATES if path.name not in {"mail.html", "file.html"}]
    assert not [str(path.relative_to(ROOT)) for path in pages if inline.search(path.read_text("utf-8"))]
