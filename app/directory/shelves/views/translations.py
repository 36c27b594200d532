"""Texts of offers, publications and things of the library in other languages."""

from functools import partial
from uuid import UUID

from flask import Response, g, url_for
from flask_babel import gettext as _

from app.core.access import requires
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.directory.blueprint import bp
from app.directory.index.permissions import demand_edit
from app.directory.shelves.operations.shelves import translate_entry
from app.directory.shelves.pages import ONE_OF, SHELVES
from app.directory.shelves.queries import get_entry
from app.ui.texts import texts_page


@bp.route(f"{ONE_OF}/<uuid:item_id>/translations", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
def translate(shelf: str, item_id: UUID) -> Response:
    page = SHELVES[shelf]
    found = get_entry(g.actor, page.model, item_id, to_change=writes())
    demand_edit(g.actor, found)
    return texts_page(
        found,
        page.originals_of,
        partial(translate_entry, g.actor, entry=found),
        title=_("Translations: %(title)s", title=found.title),
        path=[
            (page.title, url_for("directory.shelf", shelf=shelf)),
            (found.title, url_for("directory.entry", shelf=shelf, item_id=found.id)),
        ],
        saved=_("The translations were saved."),
    )
