"""What a search came to as sheets of a workbook."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from app.core.exports import Cell, Sheet
from app.core.i18n import MAIN
from app.directory.index.vocabulary import vocabulary
from app.initiatives.measures.demands import OPPORTUNITY
from app.initiatives.measures.models import MeasureSearch
from app.initiatives.measures.wording import KINDS
from app.skills.picker.queries import names_of

Kept = Mapping[str, Any]


def sheets_of(search: MeasureSearch) -> list[Sheet]:
    """The measures, what they open, and what else was judged; costs in euros."""
    outcome = search.outcome
    titles = {each["id"]: each["title"] for each in outcome["measures"]}
    demand = [_("What is asked for"), _("Kind")]
    worth = [_("Demands fewer without it"), _("People fewer without it")]
    through = [_("Through"), _("People who could serve it")]
    why = [_("Nothing takes away"), _("Too few can do it, and nothing teaches it")]
    return [
        Sheet(_("Measures"), [_("What it is"), _("Kind"), _("Cost"), *worth], _measures(outcome["measures"])),
        Sheet(_("Opened"), [*demand, *through], _opened(outcome["opened"], titles)),
        Sheet(_("Still closed"), [*demand, *why], _closed(outcome["closed"])),
        Sheet(_("Feasible now"), demand, map(_demand, outcome["feasible"])),
        Sheet(_("Not chosen"), demand, map(_demand, outcome["others"])),
    ]


def _measures(rows: Iterable[Kept]) -> list[list[Cell]]:
    return [
        [row["title"], str(KINDS[row["kind"]]), Decimal(row["cents"]) / 100, row["demands"], row["people"]]
        for row in rows
    ]


def _opened(rows: Iterable[Kept], titles: Mapping[str, str]) -> list[list[Cell]]:
    return [
        [*_demand(row), "; ".join(titles[each] for each in row["measures"]), row["people"]] for row in rows
    ]


def _closed(rows: Iterable[Kept]) -> list[list[Cell]]:
    names = names_of(UUID(each) for row in rows for each in row["competences"])
    reasons = vocabulary("unfilled")
    return [
        [
            *_demand(row),
            "; ".join(reasons.name(each, MAIN).value for each in row["hindrances"]),
            "; ".join(names.get(UUID(each), "") for each in row["competences"]),
        ]
        for row in rows
    ]


def _demand(row: Kept) -> list[Cell]:
    return [row["title"], _("Opportunity") if row["kind"] == OPPORTUNITY else _("Offer")]
