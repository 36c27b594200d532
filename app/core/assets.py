"""Static files under one hash for the whole tree, so that relative addresses inside CSS hold.

The address changes with any file, so the answer may be kept for ever. Texts are sent compressed and without
the comments of whoever wrote them; a licence ("/*!") stays.
"""

import gzip
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request
from werkzeug.security import safe_join

from app.core.access import public

bp = Blueprint("assets", __name__)
TEXTS = (".css", ".js", ".svg", ".json")
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}
COMMENTS = {
    ".css": re.compile(rb"/\*(?!!).*?\*/\n?", re.DOTALL),
    ".js": re.compile(rb"^ *//.*\n", re.MULTILINE),
}
FOR_EVER = "public, max-age=31536000, immutable"


def init_app(app: Flask, folder: Path) -> None:
    """Serve the files of `folder`; `asset("css/base.css")` gives their address in templates."""
    app.config["ASSETS_FOLDER"] = folder
    app.config["ASSETS_VERSION"] = version = _version(folder)
    app.register_blueprint(bp)
    # A page names some twenty files: writing the address out costs a tenth of asking url_for.
    app.jinja_env.globals["asset"] = f"/assets/{version}/{{}}".format


@bp.get("/assets/<version>/<path:path>")
@public
def asset(version: str, path: str) -> Response:
    file = safe_join(str(current_app.config["ASSETS_FOLDER"]), path)
    if file is None or version != current_app.config["ASSETS_VERSION"] or not _is_file(file):
        abort(404)
    packed = path.endswith(TEXTS) and request.accept_encodings["gzip"] > 0
    response = current_app.response_class(_content(Path(file), packed=packed))
    response.mimetype = TYPES.get(Path(path).suffix, "application/octet-stream")
    response.headers["Cache-Control"] = FOR_EVER
    response.vary.add("Accept-Encoding")
    if packed:
        response.content_encoding = "gzip"
    return response


def content_of(path: str, *, packed: bool = False) -> bytes:
    """A file of the folder as it is sent: without comments and, `packed`, compressed where that is done."""
    file = Path(current_app.config["ASSETS_FOLDER"]) / path
    return _content(file, packed=packed and path.endswith(TEXTS))


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:  # a name longer than the file system knows
        return False


@lru_cache(maxsize=512)
def _content(file: Path, *, packed: bool) -> bytes:
    content = file.read_bytes()
    if comments := COMMENTS.get(file.suffix):
        content = comments.sub(b"", content)
    return gzip.compress(content, 9, mtime=0) if packed else content


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(folder)).encode())
        digest.update(f"{file.stat().st_size}".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
