"""Whose word counts about where a request comes from: that of as many proxies as the operator names.

Behind a proxy that is not named, every request seems to come from one address, and what is counted by
address (codes, wrong passwords) is counted for everybody together. Production says so when it sees it, and
whenever it starts, until they are named: a file keeps that it was seen.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import current_app
from werkzeug.middleware.proxy_fix import ProxyFix

from app.core.config import Config

if TYPE_CHECKING:
    from app.core.application import Autonomus

FORWARDING = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
SEEN = "untrusted-proxies"
"""The file in DATA_FOLDER: forwarding headers arrived that nobody was told to believe."""
log = logging.getLogger(__name__)


def init_app(app: "Autonomus", config: Config) -> None:
    """Believe the forwarding headers of exactly so many proxies; where of none, notice that some arrive."""
    count, seen = config.trusted_proxies, config.data_folder / SEEN
    if count:
        with suppress(OSError):
            seen.unlink()
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    elif config.is_production:
        app.wsgi_app = app.extensions["untrusted_proxies"] = Watch(app.wsgi_app, seen)  # type: ignore[method-assign]


def are_trusted() -> bool:
    """False where forwarding headers arrived that nobody was told to believe (TRUSTED_PROXIES)."""
    watch: Watch | None = current_app.extensions.get("untrusted_proxies")
    return watch is None or not (watch.has_told or watch.seen.exists())


class Watch:
    """Notices requests that say they were passed on; says so once in the log of each worker."""

    def __init__(self, passed_to: WSGIApplication, seen: Path) -> None:
        self.passed_to, self.seen, self.has_told = passed_to, seen, False
        if seen.exists():
            self._tell()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not self.has_told and any(name in environ for name in FORWARDING):
            with suppress(OSError):
                self.seen.touch()
            self._tell()
        return self.passed_to(environ, start_response)

    def _tell(self) -> None:
        self.has_told = True
        log.warning("forwarding headers arrive and are not trusted: set TRUSTED_PROXIES")
