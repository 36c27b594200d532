"""The base of every form: protected against forgery, safe to send twice."""

from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from babel.support import NullTranslations, Translations
from flask import Flask, g, request, session
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField
from wtforms.i18n import messages_path
from wtforms.validators import ValidationError

from app.core import i18n
from app.core.db import new_id

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Check the token of every unsafe request; `csrf_token()` in templates makes one a page."""
    csrf.init_app(app)
    app.jinja_env.globals["csrf_token"] = csrf_token
    app.context_processor(lambda: {"csrf_token": csrf_token})  # or Flask-WTF's own would stand before it


def csrf_token() -> str:
    """The token of this page's forms, and of every other page of the session."""
    if "csrf_token" not in g:
        g.csrf_token = _signed(session["csrf_token"]) if "csrf_token" in session else generate_csrf()
    token: str = g.csrf_token
    return token


@lru_cache(maxsize=4_096)
def _signed(_raw: str) -> str:
    """What a session keeps, signed: it has no time limit, so once is enough."""
    return str(generate_csrf())


class TypedForm(FlaskForm):
    """Reads what was typed, and nothing else: a file or JSON in the place of an answer is no answer."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, _form: Any, formdata: Any) -> Any:
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            return request.form or None

        def build_csrf(self, form: Any) -> Any:
            csrf_token()  # which Flask-WTF then takes instead of signing one of its own
            return super().build_csrf(form)

        def get_translations(self, _form: Any) -> Any:
            """WTForms' own few messages; Flask-WTF reads their catalogue from its file at every request."""
            return _own_messages(i18n.current().locale)


@cache
def _own_messages(locale: str) -> NullTranslations:
    return Translations.load(messages_path(), [locale], domain="wtforms")


class Form(TypedForm):
    """A form that decides or creates: it carries a key made when it was drawn (see core/idempotency)."""

    request_key = HiddenField(default=lambda: str(new_id()))

    def validate_request_key(self, field: HiddenField) -> None:
        try:
            UUID(field.data or "")
        except ValueError:
            field.data = str(new_id())
            raise ValidationError from None

    @property
    def new_id(self) -> UUID:
        """The id of the row this form creates: the same when the same form arrives twice."""
        return UUID(str(self.request_key.data))

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field name, without the form's own machinery."""
        machinery = {"csrf_token", "request_key"}
        return {name: value for name, value in self.data.items() if name not in machinery}


class TapForm(TypedForm):
    """A form whose repetition changes nothing by itself, such as setting an answer: no key needed."""
