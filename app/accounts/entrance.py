"""The page to sign in at: with address and password, with a passkey, through the town hall's directory."""

from flask import Response

from app.accounts import provider
from app.accounts.browser import site
from app.accounts.factors.passkeys import SIGN_IN, question_to_show
from app.accounts.forms import SignInForm
from app.core.http import local_path, respond


def sign_in_page(form: SignInForm, back: str | None, trouble: str = "", *, status: int = 0) -> Response:
    """The page, with `trouble` where another way than the form was tried; `back` is what was wanted."""
    return respond(
        "accounts/sign_in.html",
        status=status or form.status,
        form=form,
        back=local_path(back),
        trouble=trouble,
        question=question_to_show(site(), SIGN_IN),
        provider_name=provider.name(),
        are_passwords_taken=provider.are_passwords_taken(),
    )
