"""Days on which offices are closed: the country's, the autonomous region's, and the municipality's own."""

from collections.abc import Container, Iterator
from datetime import date, timedelta
from functools import cache

from app.network.models import Municipality

NATIONAL = {
    (1, 1): "Ano Novo",
    (4, 25): "Dia da Liberdade",
    (5, 1): "Dia do Trabalhador",
    (6, 10): "Dia de Portugal, de Camões e das Comunidades Portuguesas",
    (8, 15): "Assunção de Nossa Senhora",
    (10, 5): "Implantação da República",
    (11, 1): "Dia de Todos os Santos",
    (12, 1): "Restauração da Independência",
    (12, 8): "Imaculada Conceição",
    (12, 25): "Dia de Natal",
}
"""By month and day: Código do Trabalho, article 234."""
MOVABLE = {-2: "Sexta-feira Santa", 0: "Páscoa", 60: "Corpo de Deus"}
"""By the days from Easter Sunday: the same article."""
MADEIRA = {
    (7, 1): "Dia da Região Autónoma da Madeira e das Comunidades Madeirenses",
    (12, 26): "Primeira Oitava",
}
AZORES = {50: "Dia da Região Autónoma dos Açores"}


def holidays_between(municipality: Municipality, first: date, last: date) -> dict[date, str]:
    """The holidays of a municipality from one day to another, both included, with their Portuguese names."""
    years = range(first.year, last.year + 1)
    found = {day: name for year in years for day, name in holidays_of_year(municipality.zone, year).items()}
    for holiday, name in _own_days(municipality).items():
        found |= dict.fromkeys(_days_of(*holiday, years), name)
    return {day: found[day] for day in sorted(found) if first <= day <= last}


class DaysOff(Container[date]):
    """The holidays of a municipality on any day."""

    def __init__(self, municipality: Municipality) -> None:
        self.zone = municipality.zone
        self.own = _own_days(municipality).keys()

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        own = {(day.month, day.day, year) for year in (None, day.year)}
        return not self.own.isdisjoint(own) or day in holidays_of_year(self.zone, day.year)


def _own_days(municipality: Municipality) -> dict[tuple[int, int, int | None], str]:
    """The municipality's own holidays by month, day and year (None: every year), with their names."""
    parts = (line.split("-", 3) for line in (municipality.own_days or "").split("\n") if line)
    return {(int(month), int(day), int(year) if year else None): name for month, day, year, name in parts}


def _days_of(month: int, day: int, year: int | None, years: range) -> Iterator[date]:
    for each in years if year is None else (year,):
        try:
            yield date(each, month, day)
        except ValueError:  # the 29 February of a year that has none
            continue


@cache
def holidays_of_year(zone: str, year: int) -> dict[date, str]:
    """Those of the country and of the autonomous region, which is known by its zone.

    By hand, for thirteen days: the libraries of holidays keep those of all countries in memory.
    """
    from dateutil.easter import easter  # type: ignore[import-untyped]

    fixed = NATIONAL | (MADEIRA if zone == "Atlantic/Madeira" else {})
    movable = MOVABLE | (AZORES if zone == "Atlantic/Azores" else {})
    found = {date(year, month, day): name for (month, day), name in fixed.items()}
    for days, name in movable.items():
        day = easter(year) + timedelta(days)
        found[day] = f"{name}; {found[day]}" if day in found else name
    return found
