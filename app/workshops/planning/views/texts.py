"""How a series is told in other languages, each on a page of its own."""

from functools import partial
from uuid import UUID

from flask import Response, g, url_for
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import requires
from app.core.errors import NotFound
from app.core.permission import Permission
from app.ui.texts import Original, others, texts_page
from app.workshops.blueprint import bp
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.series import translate_workshop
from app.workshops.planning.queries.series import get_workshop_to_plan


@bp.route("/workshops/<uuid:workshop_id>/texts/<language>", methods=["GET", "POST"])
@requires(Permission.WORKSHOP_HOST)
def keep_texts(workshop_id: UUID, language: str) -> Response:
    workshop, offered = get_workshop_to_plan(g.actor, workshop_id), {each.code: each for each in others()}
    if language not in offered:
        raise NotFound
    return texts_page(
        workshop,
        _originals_of,
        partial(translate_workshop, g.actor, workshop=workshop),
        title=_("Texts in %(language)s", language=i18n.language_name(language)),
        path=[
            (_("Workshops"), url_for("workshops.index")),
            (workshop.title, url_for("workshops.show", workshop_id=workshop_id)),
        ],
        saved=_("The texts were kept."),
        languages=[offered[language]],
        tabs=[
            {
                "label": each.name,
                "url": url_for("workshops.keep_texts", workshop_id=workshop_id, language=each.code),
                "is_current": each.code == language,
            }
            for each in offered.values()
        ],
    )


def _originals_of(workshop: Workshop) -> list[Original]:
    return [
        Original("title", _("Title"), workshop.title),
        Original("description", _("Description"), workshop.description, longest=4_000),
        Original("material", _("Material"), workshop.material, longest=1_000),
    ]
