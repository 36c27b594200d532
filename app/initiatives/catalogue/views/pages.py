"""What everybody reads of an initiative, written in the office."""

from functools import partial
from uuid import UUID

from flask import Response, flash, g, url_for
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.catalogue.contacts import keys_of
from app.initiatives.catalogue.forms import LONGEST, PageForm, values_of
from app.initiatives.catalogue.operations import (
    NotAgreed,
    NothingToRead,
    take_agreement_back,
    translate_page,
    write_page,
)
from app.initiatives.catalogue.queries.pages import agreements_of, get_agreement, owners_of
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.queries import get_to_change
from app.ui.conflict import show_both
from app.ui.texts import Original, texts_page

WRITE = Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/public-page"


@bp.route(HERE, methods=["GET", "POST"])
@requires(WRITE)
def public_page(initiative_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    form = _form(found)
    if form.validate_on_submit() and _is_written(found, form):
        return see_other("initiatives.initiative", initiative_id=initiative_id)
    return respond("initiatives/catalogue/page.html", status=form.status, initiative=found, form=form)


def _is_written(initiative: Initiative, form: PageForm) -> bool:
    """Whether it could be kept; else the form says why not."""
    version, page = form.version.data, form.page
    try:
        write_page(g.actor, initiative=initiative, version=version, page=page, agreed=form.agreed_by)
    except StaleRecord:
        show_both(form, _form(initiative))
        return False
    except NothingToRead:
        form.say_nothing_to_read()
        return False
    except NotAgreed as trouble:
        form.say_not_agreed(trouble.owners)
        return False
    flash(_("Everybody reads it now.") if page.is_public else _("It is kept. Nobody else reads it."), "good")
    return True


def _form(initiative: Initiative) -> PageForm:
    form = PageForm(data=values_of(initiative))
    owners = owners_of(initiative.id, keys_of(form.phone.data or "", form.email.data or ""))
    form.ask(owners, [shown.participant_id for shown, _name in agreements_of(initiative.id)])
    return form


@bp.post(f"{HERE}/agreements/<uuid:shown_contact_id>/removal")
@requires(WRITE)
def take_back_agreement(initiative_id: UUID, shown_contact_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    take_agreement_back(g.actor, initiative=found, shown=get_agreement(found, shown_contact_id))
    flash(_("The contact stands on the page no more."), "good")
    return see_other("initiatives.initiative", initiative_id=initiative_id)


@bp.route(f"{HERE}/translations", methods=["GET", "POST"])
@requires(WRITE)
def translate_initiative(initiative_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    return texts_page(
        found,
        _originals,
        partial(translate_page, g.actor, initiative=found),
        title=_("Translations: %(title)s", title=found.title),
        path=[
            (_("Initiatives"), url_for("initiatives.index")),
            (found.title, url_for("initiatives.initiative", initiative_id=found.id)),
        ],
        saved=_("The translations were saved."),
    )


def _originals(initiative: Initiative) -> list[Original]:
    return [
        Original("title", _("Title"), initiative.title),
        Original("offers", _("What it sells or does"), initiative.offers, LONGEST),
        Original("seeks", _("Whom it looks for"), initiative.seeks, LONGEST),
    ]
