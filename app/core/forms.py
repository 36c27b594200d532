"""The bases of every form: protected against forgery, safe to send twice, sent from where it was drawn,
about what was read.
"""

import hmac
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from babel.support import NullTranslations, Translations
from flask import Flask, g, request, session
from flask_babel import lazy_gettext as _
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, IntegerField
from wtforms.i18n import messages_path
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.core import i18n
from app.core.db import new_id
from app.core.errors import Forbidden
from app.core.opened import OpenedField
from app.core.unit_of_work import writes

csrf = CSRFProtect()
ONCE_MORE = _("Please send the form once more.")


def init_app(app: Flask) -> None:
    """Check the token of every unsafe request; `csrf_token()` in templates makes one a page."""
    app.config["WTF_CSRF_SSL_STRICT"] = False  # which asks for a Referer that some browsers never send
    csrf.init_app(app)
    app.before_request(_refuse_other_sites)
    app.jinja_env.globals["csrf_token"] = csrf_token
    app.context_processor(lambda: {"csrf_token": csrf_token})  # or Flask-WTF's own would stand before it


def _refuse_other_sites() -> None:
    """Forbidden where a browser says that the form stood on another site; if it is silent the token decides.

    Origin first, then Referer: "Cross-Site Request Forgery Prevention", OWASP Cheat Sheet Series.
    """
    origin = request.headers.get("Origin", "null")
    stood_on = request.referrer if origin == "null" else origin
    if writes() and stood_on and urlsplit(stood_on).netloc != request.host:
        raise Forbidden


def csrf_token() -> str:
    """The token of this page's forms, and of every other page of the session."""
    token: str | None = g.get("csrf_token")
    if token is None:
        if "csrf_token" not in session:
            generate_csrf()
        token = g.csrf_token = _signed(session["csrf_token"])
    return token


def protect_by(token: str) -> bool:
    """Let `token` stand for the session's in the forms of this request, whose view is exempt from the check:
    for somebody whose browser keeps no cookies. Whether a form that was sent carries it.
    """
    g.csrf_token, g.csrf_valid = token, True
    return not writes() or hmac.compare_digest(request.form.get("csrf_token", "").encode(), token.encode())


@lru_cache(maxsize=4_096)
def _signed(_raw: str) -> str:
    """What a session keeps, signed: it has no time limit, so once is enough."""
    return str(generate_csrf())


class TypedForm(FlaskForm):
    """Reads what was typed, and nothing else: a file or JSON in the place of an answer is no answer.

    `carried` are the hidden fields that the macro `form_for` draws, and that nobody answers.
    """

    carried: ClassVar[tuple[str, ...]] = ()

    @property
    def errors(self) -> dict[Any, Any]:
        """What is wrong, field by field; of a form inside, all together."""
        return {name: _messages(errors) for name, errors in super().errors.items()}

    @property
    def status(self) -> int:
        """What the page with this form answers: 422 where something in it is to be mended, else 200."""
        return 422 if self.errors else 200

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


def _messages(errors: Any) -> list[str]:
    inside = errors.values() if isinstance(errors, dict) else [errors]
    return [str(message) for messages in inside for message in messages]


@cache
def _own_messages(locale: str) -> NullTranslations:
    return Translations.load(messages_path(), [locale], domain="wtforms")


class Form(TypedForm):
    """A form that decides or creates: it carries a key made when it was drawn (see core/idempotency)."""

    carried: ClassVar[tuple[str, ...]] = ("request_key",)
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
        machinery = {"csrf_token", *self.carried}
        return {name: value for name, value in self.data.items() if name not in machinery}


class LocalForm(Form):
    """A form that creates or changes something in the municipality in which it was drawn.

    Sent after a switch to another one it is a Conflict, whatever else is in it: nothing lands where nobody
    meant it. Refused as well when it does not say where it was drawn.
    """

    carried = (*Form.carried, "municipality_id")
    municipality_id = HiddenField(default=lambda: str(g.actor.here()))

    def validate_municipality_id(self, field: HiddenField) -> None:
        try:
            where = UUID(field.raw_data[0] if field.raw_data else "")
        except ValueError:
            field.data = field.object_data
            raise ValidationError(str(ONCE_MORE)) from None
        g.actor.demand_here(where)

    @property
    def drawn_in(self) -> UUID:
        return UUID(str(self.municipality_id.data))


class OpenedForm(TypedForm):
    """A form over what others may change meanwhile; it says what stood in it when it was opened.

    `both` is what two people made of it (app/ui/conflict.py); None while nobody was quicker. `labels` are
    words for fields, by name, whose own label does not tell them apart.
    """

    carried: ClassVar[tuple[str, ...]] = ("opened",)
    both: Any = None
    labels: ClassVar[Mapping[str, str]] = {}
    opened = OpenedField()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.opened.form = self

    @property
    def status(self) -> int:
        """409 beside what somebody else has written meanwhile."""
        return super().status if self.both is None else 409


class VersionedForm(Form, OpenedForm):
    """A form over one row; it says at which version that row was read."""

    carried = (*Form.carried, *OpenedForm.carried, "version")
    version = IntegerField(widget=HiddenInput())

    def validate_version(self, field: IntegerField) -> None:
        # Not sent is not the version of now: whoever sent it has not read that one.
        if not field.raw_data or field.data is None:
            field.data, field.raw_data = field.object_data, None
            raise ValidationError(str(ONCE_MORE))


class DecidingForm(Form):
    """A decision about a thing as it was `read`, at a version; `is_stale` once somebody changed it since."""

    carried = (*Form.carried, "read")
    read = IntegerField(widget=HiddenInput())
    is_stale = False

    def validate_read(self, field: IntegerField) -> None:
        if not field.raw_data or field.data is None:
            field.data, field.raw_data = field.object_data, None
            raise ValidationError(str(ONCE_MORE))

    def read_anew(self, version: int) -> None:
        """What is sent next is decided about the thing as it stands now."""
        self.is_stale = True
        self.read.data, self.read.raw_data = version, None

    @property
    def status(self) -> int:
        return 409 if self.is_stale else super().status


class TapForm(TypedForm):
    """A form whose repetition changes nothing by itself, such as setting an answer: no key needed."""
