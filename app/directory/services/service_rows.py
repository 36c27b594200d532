"""Lists of services as spreadsheets: what a list says, and services as rows of the same columns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from app.core.exports import Cell
from app.core.i18n import MAIN
from app.core.reading import Fault, Reading, Values, read_list
from app.core.sheets import SheetRow
from app.core.text import fold
from app.core.values import Problem
from app.directory.index.vocabulary import vocabulary
from app.directory.services.models import OWN_SOURCE, Service
from app.directory.services.service_columns import HEADINGS, SEVERAL, VALUES, columns, language_said
from app.directory.services.states import SERVICE
from app.skills.picker.queries import names_of

LIST_SOURCE = "lista"
"""Of services that a list brings with a number and without saying whose."""


def read_services(sheet: Sequence[SheetRow]) -> Reading:
    """What a list says, a service that stands there twice once; raises MissingColumns where it has no names.

    A service is known by its source and number, else by its name and place.
    """
    seen = set()

    def check(values: Values, _faults: Sequence[Fault]) -> Iterator[Fault]:
        number = values.get("external_id")
        if number:
            is_own = number.startswith(f"{OWN_SOURCE}--")
            values["source"] = values.get("source") or (OWN_SOURCE if is_own else LIST_SOURCE)
        else:
            values.pop("external_id", None)
            values.pop("source", None)
        if not values.get("place"):
            values.pop("place", None)
        key = (values["source"], number) if number else (fold(values["name"]), fold(values.get("place", "")))
        if key in seen:
            yield Fault(Problem.TWICE, HEADINGS["external_id"])
        seen.add(key)

    return read_list(sheet, columns(), check=check)


def written(services: Sequence[Service]) -> list[list[Cell]]:
    """Services as rows of the columns, so that what goes out can come in again."""
    competences = names_of(each for service in services for each in service.taught)
    return [
        [worded(name, _value_of(service, name), competences) for name in HEADINGS] for service in services
    ]


def only_read(service: Service) -> list[Cell]:
    """What a row says besides: see ONLY_READ."""
    place = service.structure
    return [
        str(SERVICE.name(service.state)),
        service.checked_on,
        service.due_on,
        "; ".join(dict.fromkeys([MAIN, *sorted(text.lang for text in service.texts)])),
        place.phone,
        place.email,
        place.address_line,
        place.opening_hours,
    ]


def understood(values: Values) -> list[tuple[str, Cell]]:
    """What a row was understood to say, by heading, for people to look at."""
    names = names_of(values.get("competences", ()))
    cells = ((HEADINGS[name], worded(name, values[name], names)) for name in HEADINGS if name in values)
    return [(heading, cell) for heading, cell in cells if cell not in ("", None)]


def _value_of(service: Service, name: str) -> Any:
    if name == "place":
        return service.structure.name
    if name == "competences":
        return service.taught
    return service.values_of(name) if name in {*SEVERAL, "languages"} else getattr(service, name)


def worded(name: str, value: Any, competences: Mapping[UUID, str]) -> Cell:
    """A value of a column as its cell."""
    if name == "competences":
        return "; ".join(sorted(competences.get(each, "") for each in value))
    if name == "languages":
        return "; ".join(map(language_said, value))
    if name in SEVERAL:
        return "; ".join(vocabulary(name).name(each, MAIN).value for each in value)
    cell: Cell = vocabulary(VALUES[name]).name(value, MAIN).value if name in VALUES and value else value
    return cell
