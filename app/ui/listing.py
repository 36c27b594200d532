"""A list as its address asks for it: filters, order, page, files. Every list has the same shape of address.

    /participants?q=silva&parish=…&sort=-activity&after=…

    asked = read_listing(form, sorts=people.SORTS, by=people.BY_NAME)
    page = people.page(g.actor, _filters(asked), asked.after, sort=asked.sort)
    return respond("office/participants.html", status=asked.status, listing=asked, page=page)

Filters that make no sense are named beside their fields (422), above the whole list; a file is refused.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import wtforms
from flask import Response, request, url_for
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice

from app.core.downloads import attached
from app.core.errors import DomainError
from app.core.exports import CSV_TYPE, XLSX_TYPE, Row, Sheet, csv_file, xlsx_file
from app.core.sorting import Sort, read_sort

ANY = SelectChoice("", _("Any"))
UNSORTED = Sort("")


class BadFilters(DomainError):
    """A file of a list with filters that make no sense: the whole list would be another answer."""

    status = 422


class Filters(wtforms.Form):
    """What a list is narrowed to; a subclass has a field for each. It writes nothing: no token."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the present address asks of its list. `form` as its page draws it."""

    form: Filters
    sort: Sort
    is_valid: bool
    args: MultiDict[str, str]

    @property
    def status(self) -> int:
        return 200 if self.is_valid else 422

    @property
    def after(self) -> str | None:
        """The key of the page, for app/core/paging.py."""
        return self.args.get("after")

    @property
    def is_filtered(self) -> bool:
        return bool(self._sent)

    @property
    def _sent(self) -> dict[str, list[str]]:
        return {name: sent for name in self.form.data if any(sent := self.args.getlist(name))}

    def __getitem__(self, name: str) -> Any:
        """What a filter asks for; None for nothing, and where the filters make no sense."""
        return (self.form[name].data or None) if self.is_valid and name in self.form else None

    @property
    def values(self) -> dict[str, Any]:
        return {name: self[name] for name in self.form.data}

    def address(self, endpoint: str = "", **changes: Any) -> str:
        """The same list with other `sort`, `after` or filters; or the same filters at another endpoint."""
        here = (request.view_args or {}) if not endpoint else {}
        order = {} if self.sort == UNSORTED else {"sort": self.sort}
        return url_for(endpoint or request.endpoint or "", **{**here, **self._sent, **order, **changes})

    def demand_valid(self) -> None:
        """Raise BadFilters: for files, which have no place to say what is wrong."""
        if not self.is_valid:
            raise BadFilters


def read_listing(
    form: Filters,
    *,
    sorts: Collection[str] = (),
    by: Sort = UNSORTED,
    args: MultiDict[str, str] | None = None,
) -> Listing:
    """What the address asks; `form` has read it and offers its answers, `by` is the order if it asks none.

    `args`: those of another address than the present one.
    """
    args = request.args if args is None else args
    is_valid = bool(form.validate())
    return Listing(form, read_sort(args.get("sort"), sorts, by), is_valid, args)


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Row]) -> Response:
    """A list as a file that a Portuguese spreadsheet opens; `name` without its ending."""
    return attached(csv_file(header, rows), CSV_TYPE, f"{name}.csv")


def xlsx_answer(name: str, *sheets: Sheet) -> Response:
    """Lists as a workbook; `name` without its ending."""
    return attached(xlsx_file(sheets), XLSX_TYPE, f"{name}.xlsx")
