"""Pages are HTML by its standard, as the Nu checker reads it, and not by the mercy of one browser."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask, Response, request, request_finished

from app.core.application import Autonomus
from app.core.config import ROOT
from tests import turns
from tests.crawl import fetch
from tests.rules.test_storm import SCENES, Scene, set_scene  # noqa: F401  the fixture

CHECKER = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
JAVA = shutil.which("java") or ""
EACH = 3
"""How many pages of one kind and one answer are looked at."""
pytestmark = pytest.mark.skipif(not JAVA, reason="there is no Java, in which the Nu checker is written")


def test_pages_are_html(
    app: Autonomus,
    tmp_path: Path,
    set_scene: Callable[[str], Scene],  # noqa: F811  the fixture
) -> None:
    """Every page, and what every form answers that was sent empty."""
    scenes = [name for names in SCENES for name in names]
    with kept(app, tmp_path):
        for name in turns.some(scenes, 1, "scenes whose HTML is checked"):
            scene = set_scene(name)
            forms = scene.walk().forms.values()
            client = scene.restart()
            empty = {"csrf_token": client.token()}
            for form in forms:
                if form.method == "POST":
                    fetch(client, "POST", form.action, data=empty)
    assert not list(faults(tmp_path))


def test_a_fault_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=pt><title>x</title><p><time datetime=soon>"
    )
    assert [each for each in faults(tmp_path) if "datetime" in each]


@contextmanager
def kept(app: Flask, folder: Path) -> Iterator[None]:
    """Keep the pages that are answered meanwhile, some of each kind."""
    counted = Counter[str]()

    def keep(_app: Flask, response: Response, **_: object) -> None:
        if response.mimetype == "text/html" and response.data.lstrip()[:9].lower() == b"<!doctype":
            kind = f"{request.endpoint} {response.status_code}"
            counted[kind] += 1
            if counted[kind] <= EACH:
                (folder / f"{kind} {counted[kind]}.html").write_bytes(response.data)

    with request_finished.connected_to(keep, app):
        yield


def faults(folder: Path) -> Iterator[str]:
    """What the checker holds against the pages of a folder."""
    options = ("--errors-only", "--exit-zero-always", "--format", "json", "--stdout")
    command = [JAVA, "-jar", str(CHECKER), *options, str(folder)]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    for each in told["messages"]:
        yield f"{Path(each['url']).name}: {each['message']}\n    {each.get('extract', '')!r}"
