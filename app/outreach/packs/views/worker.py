"""The worker of the pages without network, at an address that stays the same (see js/outreach/worker.js)."""

import hashlib

from flask import Response, current_app, request

from app.core.access import public
from app.core.assets import content_of
from app.outreach.blueprint import bp

SOURCE = "js/outreach/worker.js"
VERSION = b"ASSETS_VERSION"
"""What stands in the source where the version of the files belongs."""


@bp.get("/worker.js")
@public
def worker() -> Response:
    """Asked for again at every visit: a browser that has it already is told so (304)."""
    version = str(current_app.config["ASSETS_VERSION"])
    content = content_of(SOURCE).replace(VERSION, version.encode())
    response = current_app.response_class(content, mimetype="text/javascript")
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    response.make_conditional(request)
    return response
