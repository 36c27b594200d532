"""Services as files: the list as a spreadsheet, and the exchange format."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Response
from flask_babel import lazy_gettext

from app.core import i18n
from app.core.access import requires
from app.core.actor import Actor
from app.core.exports import Row
from app.core.permission import Permission
from app.core.slices import Slices
from app.directory.blueprint import bp
from app.directory.services.forms.listing import asked_services
from app.directory.services.operations.exporting import LISTS, exchange_rows
from app.directory.services.queries.services import list_services
from app.directory.services.service_columns import HEADINGS, ONLY_READ
from app.directory.services.service_rows import only_read, written
from app.ui.list_files import Contents, ListFile, answer
from app.ui.long_files import Args, offer


@bp.get("/directory/services.json")
@requires(Permission.DIRECTORY_READ)
def services_json() -> Response:
    """What the filters of the list leave, in the exchange format."""
    return answer(EXCHANGE, "json")


@bp.get("/directory/services.csv")
@requires(Permission.DIRECTORY_READ)
def services_csv() -> Response:
    return answer(SERVICES, "csv")


@bp.get("/directory/services.xlsx")
@requires(Permission.DIRECTORY_READ)
def services_xlsx() -> Response:
    return answer(SERVICES, "xlsx")


def _read(actor: Actor, args: Args) -> Contents:
    return Contents("servicos", [*HEADINGS.values(), *ONLY_READ], _listed(actor, args), _rows)


def _read_exchange(actor: Actor, args: Args) -> Contents:
    return Contents("servicos", LISTS, _listed(actor, args), exchange_rows())


def _listed(actor: Actor, args: Args) -> Slices:
    asked, filters = asked_services(actor, args)
    asked.demand_valid()
    return list_services(actor, filters, languages=i18n.searched())


def _rows(found: Sequence[Any]) -> Iterator[Row]:
    services = [each for (each,) in found]
    for service, cells in zip(services, written(services), strict=True):
        yield [*cells, *only_read(service)]


TITLE = lazy_gettext("List of services")
SERVICES = ListFile("services.file", Permission.DIRECTORY_READ, TITLE, _read)
EXCHANGE = ListFile("services.exchange", Permission.DIRECTORY_READ, TITLE, _read_exchange, endings=("json",))
offer(SERVICES)
offer(EXCHANGE)
