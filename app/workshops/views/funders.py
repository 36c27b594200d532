"""Who pays for a series: the headings of its papers and their logos."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.downloads import download, takes_upload
from app.core.errors import NotFound
from app.core.files import FileRefused, FileTooLarge
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.ui.upload_field import Upload
from app.workshops import queries, services
from app.workshops.forms.funders import FunderForm
from app.workshops.models import Workshop
from app.workshops.views.blueprint import bp
from app.workshops.views.parts import chosen


@bp.get("/workshops/<uuid:workshop_id>/funders")
@requires(Permission.WORKSHOP_WRITE)
def funders(workshop_id: UUID) -> Response:
    return _funders_page(queries.get_workshop(g.actor, workshop_id), FunderForm())


@bp.post("/workshops/<uuid:workshop_id>/funders")
@requires(Permission.WORKSHOP_WRITE)
@takes_upload
def add_funder(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id, to_change=True)
    form = FunderForm()
    if not form.validate():
        return _funders_page(workshop, form, status=422)
    sent: Upload | None = form.logo.data
    logo = (sent.filename, sent.data) if sent is not None else None
    try:
        services.add_funder(
            g.actor, workshop=workshop, heading=form.heading.data, logo=logo, funder_id=form.new_id
        )
    except (FileRefused, FileTooLarge) as error:
        form.logo.refuse(error)
        return _funders_page(workshop, form, status=422)
    flash(_("The heading was added."), "good")
    return see_other("workshops.funders", workshop_id=workshop_id)


@bp.post("/workshops/<uuid:workshop_id>/funders/removal")
@requires(Permission.WORKSHOP_WRITE)
def remove_funder(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id, to_change=True)
    services.remove_funder(g.actor, workshop=workshop, funder_id=chosen("funder_id"))
    return see_other("workshops.funders", workshop_id=workshop_id)


@bp.post("/workshops/<uuid:workshop_id>/funders/rise")
@requires(Permission.WORKSHOP_WRITE)
def raise_funder(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id, to_change=True)
    services.raise_funder(g.actor, workshop=workshop, funder_id=chosen("funder_id"))
    return see_other("workshops.funders", workshop_id=workshop_id)


@bp.get("/workshops/<uuid:workshop_id>/funders/<uuid:funder_id>/logo")
@requires(Permission.WORKSHOP_READ)
def funder_logo(workshop_id: UUID, funder_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    funder = next((each for each in workshop.funders if each.id == funder_id), None)
    if funder is None or funder.logo_id is None:
        raise NotFound
    return download(queries.get_logo(funder.logo_id), "logo")


def _funders_page(workshop: Workshop, form: FunderForm, *, status: int = 200) -> Response:
    return respond("workshops/funders.html", status=status, workshop=workshop, form=form)
