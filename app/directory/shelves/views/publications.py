"""Publications as everybody reads them: their addresses are on papers and in phones."""

from uuid import UUID

from flask import Response, request

from app.core import i18n
from app.core.access import public
from app.core.downloads import download
from app.core.errors import NotFound
from app.core.http import respond
from app.core.texts import said
from app.directory.blueprint import bp
from app.directory.shelves.queries import get_published


@bp.get("/publications/<uuid:publication_id>")
@public
def published(publication_id: UUID) -> Response:
    publication = get_published(publication_id)
    language = i18n.current().code
    return respond(
        "directory/shelves/published.html",
        publication=publication,
        name=said(publication, "title", language),
        description=said(publication, "description", language),
    )


@bp.get("/publications/<uuid:publication_id>/file")
@public
def published_file(publication_id: UUID) -> Response:
    publication = get_published(publication_id)
    if publication.file is None:
        raise NotFound
    return download(publication.file, publication.title, to_read="save" not in request.args)
