"""Who pays for a series: the headings of its papers and their logos."""

from functools import partial
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.downloads import download
from app.core.errors import existing
from app.core.http import respond, see_other, sent_id
from app.core.inspection import inspected
from app.core.permission import Permission
from app.core.refusals import FileRefused, FileTooLarge
from app.core.unit_of_work import writes
from app.core.uploads import Upload, takes_upload
from app.workshops.blueprint import bp
from app.workshops.planning.forms.funders import FunderForm
from app.workshops.planning.operations import funders as operations
from app.workshops.planning.queries.series import get_logo, get_workshop


@bp.route("/workshops/<uuid:workshop_id>/funders", methods=["GET", "POST"])
@requires(Permission.WORKSHOP_WRITE)
@takes_upload("logo", partial(inspected, allowed=operations.LOGO_KINDS))
def add_funder(workshop_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id, to_change=writes())
    form = FunderForm()
    if form.validate_on_submit():
        sent: Upload | None = form.logo.data
        try:
            logo = sent.read() if sent is not None else None
            operations.add_funder(
                g.actor, workshop=workshop, heading=form.heading.data, logo=logo, funder_id=form.new_id
            )
        except (FileRefused, FileTooLarge) as error:
            form.logo.refuse(error)
        else:
            flash(_("The heading was added."), "good")
            return see_other("workshops.add_funder", workshop_id=workshop_id)
    return respond("workshops/planning/funders.html", status=form.status, workshop=workshop, form=form)


@bp.post("/workshops/<uuid:workshop_id>/funders/removal")
@requires(Permission.WORKSHOP_WRITE)
def remove_funder(workshop_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id, to_change=True)
    operations.remove_funder(g.actor, workshop=workshop, funder_id=sent_id("funder_id"))
    return see_other("workshops.add_funder", workshop_id=workshop_id)


@bp.post("/workshops/<uuid:workshop_id>/funders/rise")
@requires(Permission.WORKSHOP_WRITE)
def raise_funder(workshop_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id, to_change=True)
    operations.raise_funder(g.actor, workshop=workshop, funder_id=sent_id("funder_id"))
    return see_other("workshops.add_funder", workshop_id=workshop_id)


@bp.get("/workshops/<uuid:workshop_id>/funders/<uuid:funder_id>/logo")
@requires(Permission.WORKSHOP_READ)
def funder_logo(workshop_id: UUID, funder_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id)
    logo_id = next((each.logo_id for each in workshop.funders if each.id == funder_id), None)
    return download(get_logo(existing(logo_id)), "logo")
