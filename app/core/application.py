"""The Flask application class: where a request's transaction ends."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask, has_request_context, request
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue

from app.core import idempotency, unit_of_work
from app.core.config import Config
from app.core.templates import PageEnvironment


class SignedCookie(SecureCookieSessionInterface):
    """Flask's session, signed with SHA-256 by OpenSSL; its own SHA-1 is keyed in Python, and slower."""

    digest_method = staticmethod(hashlib.sha256)

    @cache  # noqa: B019  one application, one interface; Flask makes the signer at every request
    def get_signing_serializer(self, app: Flask) -> Any:
        """See Flask; the keys do not change while an application runs."""
        return super().get_signing_serializer(app)


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
        if repeated := idempotency.replay():
            return repeated
        response = self.make_response(super().dispatch_request())
        idempotency.remember(response)
        unit_of_work.finish(response)
        return response

    def handle_user_exception(self, e: Exception) -> ResponseReturnValue:
        try:
            unit_of_work.abandon()
        except Exception as worse:  # noqa: BLE001  whatever it is, it gets its page
            return super().handle_user_exception(worse)
        return super().handle_user_exception(e)
