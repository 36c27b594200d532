"""The page that asks once more who it is."""

from typing import Any

from flask import Response, g, request

from app.accounts.blueprint import bp
from app.accounts.confirmation import asked, show
from app.accounts.errors import NotConfirmed
from app.accounts.forms import CONFIRMING, ConfirmForm
from app.accounts.models import is_confirmed
from app.accounts.resolution import seen_session
from app.core.access import signed_in
from app.core.http import here, local_path, respond, see_other
from app.core.unit_of_work import writes


@bp.app_errorhandler(NotConfirmed)
def ask_first(_error: NotConfirmed) -> Response:
    """Before a file: on a page of its own. Before a form is carried out: on this answer, which keeps it."""
    if not writes():
        return see_other("accounts.confirm", next=here())
    form = g.get("confirm_form") or ConfirmForm(formdata=None)
    carried = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and not name.startswith(CONFIRMING)
    ]
    return _page(form, here(), carried, status=form.status if form.errors else 403)


@bp.route("/account/confirmation", methods=["GET", "POST"])
@signed_in
def confirm() -> Response:
    target = local_path(request.args.get("next")) or "/"
    if is_confirmed(seen_session().confirmed_at):
        return respond("accounts/confirmed.html", target=target)
    form = ConfirmForm()
    if form.is_submitted() and show(form):
        return see_other("accounts.confirm", next=target)
    return _page(form, here(), (), status=form.status)


def _page(form: ConfirmForm, action: str, carried: object, *, status: int) -> Response:
    words: dict[str, Any] = {
        "form": form,
        "action": action,
        "carried": carried,
        "target": request.args.get("next"),
    }
    return respond("accounts/confirm.html", status=status, **words, **asked())
