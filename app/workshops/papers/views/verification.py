"""The public page where anybody checks a certificate or declaration by its code."""

from flask import Response, request

from app.core import i18n, throttle, unit_of_work
from app.core.access import public
from app.core.http import respond
from app.network.queries import get_municipality
from app.workshops.blueprint import bp
from app.workshops.papers import queries as papers
from app.workshops.papers.codes import initials
from app.workshops.papers.forms import CodeForm
from app.workshops.papers.models import Certificate, NamelessPaper

BUCKET, WRONG_AN_HOUR = "paper code", 30


@bp.get("/verify")
@public
def verify() -> Response:
    """Says no more than the paper does, and of the name the initials alone. Wrong codes are counted."""
    offered = i18n.offered("kiosk")
    if (asked := request.args.get("language")) in {each.code for each in offered}:
        i18n.use(str(asked))
    form = CodeForm(request.args)
    is_asked = bool(form.code.data) and form.validate()
    found = None
    if is_asked:
        address = request.remote_addr or ""
        throttle.check(BUCKET, address, WRONG_AN_HOUR)
        found = papers.find_by_code(form.code.data)
        if found is None:
            unit_of_work.afterwards(lambda: throttle.count(BUCKET, address))
    return respond(
        "workshops/papers/verify.html",
        form=form,
        is_asked=is_asked,
        certificate=found,
        is_nameless=isinstance(found, NamelessPaper),
        initials=initials(papers.names_on([found])[found.id]) if isinstance(found, Certificate) else "",
        issuer=get_municipality(found.municipality_id).name if found else "",
        languages=offered,
    )
