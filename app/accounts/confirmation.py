"""Showing once more that it is oneself, before people, keys or roles are given away.

A form that needs it is not lost: the page that asks carries what was sent, and sends all of it once more to
the same address. Where a file was asked for, that page leads to it afterwards.
"""

from typing import Any

from flask import g, request, session
from flask_babel import gettext as _

from app.accounts import provider
from app.accounts.browser import address, known, site
from app.accounts.errors import FactorRefused, NotConfirmed, WrongCredentials
from app.accounts.factors import passkeys
from app.accounts.factors.passkeys import Purpose
from app.accounts.factors.queries import factors_of
from app.accounts.forms import CONFIRMING, ConfirmForm
from app.accounts.models import is_confirmed
from app.accounts.operations import second_steps as operations
from app.accounts.resolution import own_session, seen_session
from app.accounts.wording import refusal
from app.core.forms import csrf
from app.core.unit_of_work import writes, writing
from app.ui.fields import FILL_IN


def confirm() -> None:
    """Let the request go on if its person has just shown who they are, here or a short while ago.

    What they showed counts whatever becomes of the request. Raises NotConfirmed, Throttled.
    """
    if is_confirmed(seen_session().confirmed_at):
        return
    if not writes() or not any(name.startswith(CONFIRMING) for name in request.form):
        raise NotConfirmed
    csrf.protect()
    form = g.confirm_form = ConfirmForm()
    with writing():
        is_shown = show(form)
    if not is_shown:
        raise NotConfirmed


def show(form: ConfirmForm) -> bool:
    """Whether the form shows who it is; else it says what is wrong. Raises Throttled."""
    own = own_session()
    field = form.code if factors_of(g.actor.id).any else form.password
    try:
        if form.answer.data:
            answer = form.answer.data
            operations.confirm_by_passkey(g.caller, session=own, site=site(), answer=answer)
        elif form.typed:
            operations.confirm_by_code(g.caller, session=own, code=form.typed)
        elif form.password.data and field is form.password:
            told = {"password": form.password.data, "address": address(), "known": known()}
            operations.confirm_by_password(g.caller, session=own, **told)
        else:
            field.errors = [str(FILL_IN)]
    except FactorRefused as refused:
        field.errors = [refusal(refused)]
    except WrongCredentials:
        field.errors = [_("This is not your present password.")]
    return not field.errors


def asked() -> dict[str, Any]:
    """What the page asks with: a code, a passkey or a password, by what the person has."""
    found, here = factors_of(seen_session().staff_id), site()
    here_too = found.at(here.name)
    purpose = Purpose("confirmation", seen_session().id)
    return {
        "factors": found,
        "question": passkeys.question_to_show(here, purpose, here_too) if here_too else "",
        "provider_name": provider.name() if session.get(provider.PROVIDED) and not found.any else "",
        "are_passwords_taken": provider.are_passwords_taken(),
    }
