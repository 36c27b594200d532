"""The Flask application class: where a request's transaction ends."""

from flask import Flask
from flask.typing import ResponseReturnValue

from app.core import idempotency, unit_of_work
from app.core.config import Config


class Autonomus(Flask):
    """Flask, with the commit inside dispatch and the replay of repeated requests before the view."""

    settings: Config

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
