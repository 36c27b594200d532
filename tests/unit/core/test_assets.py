"""What a browser gets of styles and scripts: all that works, nothing that only their writers read."""

from pathlib import Path

import pytest
from flask import Flask

from app.core import assets


@pytest.mark.parametrize(
    ("name", "written", "sent"),
    [
        ("a.css", "/* why */\n.a { color: red; }\n/*! licence */\n", ".a { color: red; }\n/*! licence */\n"),
        ("a.js", '// why\nopen("//host/x");  // how\n', 'open("//host/x");  // how\n'),
        ("a.json", '{"a": "// b"}\n', '{"a": "// b"}\n'),
    ],
)
def test_comments_stay_here_and_nothing_else(tmp_path: Path, name: str, written: str, sent: str) -> None:
    (tmp_path / name).write_text(written)
    app = Flask("assets alone")
    assets.init_app(app, tmp_path)
    address = f"/assets/{app.config['ASSETS_VERSION']}/{name}"
    assert app.test_client().get(address).text == sent
