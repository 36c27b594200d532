"""The Flask application class: where a request's transaction ends."""

import hashlib
import logging
from collections.abc import Callable
from copy import deepcopy
from functools import cache, lru_cache
from time import time
from typing import Any

from flask import Flask, Request, g, has_request_context, request, session
from flask.globals import request_ctx
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from app.core import idempotency, unit_of_work, uploads
from app.core.config import Config
from app.core.db import db
from app.core.templates import PageEnvironment

log = logging.getLogger(__name__)


class SignedCookie(SecureCookieSessionInterface):
    """Flask's session, signed with SHA-256 by OpenSSL; its own SHA-1 is keyed in Python, and slower.

    A cookie is checked once and then known for a while: that was a twentieth of what a screen costs.
    """

    digest_method = staticmethod(hashlib.sha256)

    @cache  # noqa: B019  one application, one interface; Flask makes the signer at every request
    def get_signing_serializer(self, app: Flask) -> Any:
        """See Flask; the keys do not change while an application runs."""
        return super().get_signing_serializer(app)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """See Flask; a cookie that was looked at in this quarter of an hour is known, good or bad."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        kept = self._read(app, cookie, int(time()) // 900) if cookie else {}
        return SecureCookieSession(deepcopy(kept))

    @lru_cache(maxsize=2_048)  # noqa: B019  one application, one interface
    def _read(self, app: Flask, cookie: str, _quarter: int) -> dict[str, Any]:
        """What a cookie holds; nothing where it is not signed by us or too old."""
        oldest = int(app.permanent_session_lifetime.total_seconds())
        is_ours, kept = self.get_signing_serializer(app).loads_unsafe(cookie, max_age=oldest)
        return dict(kept) if is_ours else {}


class Autonomus(Flask):
    """Flask, with the commit inside dispatch and the replay of repeated requests before the view."""

    jinja_environment = PageEnvironment
    settings: Config

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.session_interface = SignedCookie()
        self.addresses: dict[tuple[str, str], str] = {}

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """No function of ours is asynchronous: Flask would look at each of some twenty every time."""
        return func

    def url_for(self, endpoint: str, **values: Any) -> str:
        """An address without values is built once: a page's menus are made of them."""
        if values or endpoint.startswith(".") or not has_request_context():
            return super().url_for(endpoint, **values)
        key = (request.script_root, endpoint)
        if key not in self.addresses:
            self.addresses[key] = super().url_for(endpoint)
        return self.addresses[key]

    def dispatch_request(self) -> ResponseReturnValue:
        try:
            return self._dispatch()
        except IntegrityError as error:
            if not unit_of_work.writes():
                raise
            log.info("begun anew", extra={"kind": type(error.orig).__name__})
        return self._begin_anew()

    def _begin_anew(self) -> ResponseReturnValue:
        """Of two requests that write the same at once, the second runs once more, from the start and with
        nothing left of its first run: it finds what the other wrote, and answers as if it had come later.
        """
        db.session.rollback()
        self._take_back()
        for file in request.files.values():
            file.stream.seek(0)
        for name in [*g]:
            g.pop(name)
        request_ctx.flashes = None
        early = self.preprocess_request()
        return self._dispatch() if early is None else early

    def _dispatch(self) -> ResponseReturnValue:
        uploads.read_all()
        if repeated := idempotency.replay():
            return repeated
        response = self.make_response(super().dispatch_request())
        idempotency.remember(response)
        unit_of_work.finish(response)
        return response

    def handle_user_exception(self, e: Exception) -> ResponseReturnValue:
        self._take_back()
        unit_of_work.learn(e)
        try:
            unit_of_work.abandon()
        except Exception as worse:  # noqa: BLE001  whatever it is, it gets its page
            return super().handle_user_exception(worse)
        return super().handle_user_exception(e)

    def _take_back(self) -> None:
        """What a failed request said (messages) and kept in its session was about what it did not write."""
        session.clear()
        session.update(self.session_interface.open_session(self, request) or {})
        session.modified = False
        g.pop("csrf_token", None)  # signed for what is not kept
        request_ctx.flashes = []  # what earlier requests said waits for a page that can say it
