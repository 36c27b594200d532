"""Lists of offers as spreadsheets: what a list says, what did not enter, offers as rows."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.core.exports import Cell
from app.core.i18n import MAIN
from app.core.reading import Fault, Reading, Values, news, read_list
from app.core.sheets import SheetRow
from app.core.text import fold
from app.core.values import Problem
from app.directory.index.vocabulary import vocabulary
from app.directory.shelves.models.offers import Offer, OfferKind
from app.directory.shelves.offer_columns import HEADINGS, KNOWN_BY, VALUES, columns
from app.skills.picker.queries import names_of

MOST_ROWS = 10_000
"""Rows of a list that somebody brings."""


def read_offers(sheet: Sequence[SheetRow], source: str) -> Reading:
    """What a list from a source says, an offer that stands there twice once; raises MissingColumns where it
    has no titles.
    """
    seen = set()

    def check(values: Values, faults: Sequence[Fault]) -> Iterator[Fault]:
        if not values.get("kind"):
            values.pop("kind", None)
        number = values.get("external_id")
        if number:
            # An offer that was written here has no source; its number is our own id.
            values["source"] = values.get("source") or ("" if is_id(number) else source)
        elif any(fault.heading in {HEADINGS[name] for name in KNOWN_BY} for fault in faults):
            yield Fault(Problem.MISSING, HEADINGS["external_id"])
            return
        else:
            values["source"] = values.get("source") or source
            values["external_id"] = content_hash(values)
        key = (values["source"], values["external_id"])
        if (least := values.get("pay_from")) and (most := values.get("pay_to")) and most < least:
            yield Fault(Problem.LESS, HEADINGS["pay_to"])
        if key in seen:
            yield Fault(Problem.TWICE, HEADINGS["external_id"])
        seen.add(key)

    return read_list(sheet, columns(), check=check)


def content_hash(values: Mapping[str, Any]) -> str:
    """What stands for the number of an offer that has none: the same words give the same."""
    said = {"kind": OfferKind.VACANCY.value, **values}
    told = [fold(str(said.get(name, ""))) for name in KNOWN_BY]
    return "content-" + hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def is_id(number: str) -> bool:
    try:
        return str(UUID(number)) == number
    except ValueError:
        return False


def written(offers: Sequence[Offer], organisations: Mapping[UUID, str]) -> list[list[Cell]]:
    """Offers as rows of the same columns, so that what goes out can come in again."""
    competences = names_of(each.competence_id for offer in offers for each in offer.competences)
    return [
        [worded(name, _value_of(offer, name, organisations), competences) for name in HEADINGS]
        for offer in offers
    ]


def changes(rows: Sequence[tuple[Offer, Values]], organisations: Mapping[UUID, str]) -> list[Values]:
    """What each row of a list says that its offer does not say already. Reasons are only ever added."""
    asked = columns()
    there = written([offer for offer, _ in rows], organisations)
    found = []
    for (offer, values), cells in zip(rows, there, strict=True):
        new = news(values, asked, dict(zip(HEADINGS, cells, strict=True)))
        if set(new.get("hindrances", ())) <= {each.reason for each in offer.hindrances}:
            new.pop("hindrances", None)
        if set(new.get("competences", ())) == {each.competence_id for each in offer.competences}:
            new.pop("competences", None)
        found.append(new)
    return found


def understood(values: Values) -> list[tuple[str, Cell]]:
    """What a row was understood to say, by heading, for people to look at."""
    names = names_of(values.get("competences", ()))
    cells = ((HEADINGS[name], worded(name, values[name], names)) for name in HEADINGS if name in values)
    return [(heading, cell) for heading, cell in cells if cell not in ("", None)]


def _value_of(offer: Offer, name: str, organisations: Mapping[UUID, str]) -> Any:
    match name:
        case "competences":
            return [each.competence_id for each in offer.competences]
        case "hindrances":
            return [each.reason for each in offer.hindrances]
        case "employer" if not offer.employer and offer.organisation_id:
            return organisations.get(offer.organisation_id, "")
    return getattr(offer, name)


def worded(name: str, value: Any, competences: Mapping[UUID, str]) -> Cell:
    """A value of a column as its cell."""
    match name:
        case "competences":
            return "; ".join(sorted(competences.get(each, "") for each in value))
        case "hindrances":
            return "; ".join(vocabulary("unfilled").name(each, MAIN).value for each in value)
        case "pay_from" | "pay_to":
            return None if value is None else Decimal(value) / 100
    cell: Cell = vocabulary(VALUES[name]).name(value, MAIN).value if name in VALUES and value else value
    return cell
