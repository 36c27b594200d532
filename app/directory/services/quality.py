"""How good an entry is, from 0 to 100, and what would make it better: one table of weights, nothing hidden.

A criterion that does not apply (an address where nobody has to go) is left out and the others weigh more. The
idea of a score with reasons is that of the data-inclusion schema; the criteria are ours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.directory.index.freshness import is_fresh
from app.directory.services.models import Service

GOOD_LENGTH, SHORT_LENGTH = 200, 80
"""Letters of a description: from the first on it says enough, below the second hardly anything."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that would raise the score by `points`; `criterion` is a key of `CRITERIA`."""

    criterion: str
    points: int


@dataclass(frozen=True, slots=True)
class Quality:
    """`score` is between 0 and 100; `gaps` are ordered by what they would bring."""

    score: int
    gaps: Sequence[Gap]


Criterion = Callable[[Service, date], float | None]
"""How far a service meets it, 0 to 1, or None where it does not apply."""


def _says(said: Callable[[Service], object]) -> Criterion:
    """Something, whatever it is."""
    return lambda service, _today: float(bool(said(service)))


def _ways_to_ask(service: Service) -> bool:
    place = service.structure
    return any((service.phone, service.email, service.request_url, place.phone, place.email))


def _description(service: Service, _today: date) -> float:
    length = len(service.description)
    return 1.0 if length >= GOOD_LENGTH else 0.5 if length >= SHORT_LENGTH else 0.0


def _address(service: Service, _today: date) -> float | None:
    in_person = "in-person" in service.values_of("reception") or "come" in service.values_of("request")
    if not in_person:
        return None
    return float(bool(service.address or service.structure.address))


def _directions(service: Service, today: date) -> float | None:
    if _address(service, today) is None:
        return None
    return float(bool(service.directions or service.structure.directions))


def _how_to_ask(service: Service, _today: date) -> float:
    return (bool(service.values_of("request")) + bool(service.values_of("requester"))) / 2


def _cost(service: Service, _today: date) -> float:
    if service.cost == "paid" and not service.cost_detail:
        return 0.5
    return float(bool(service.cost))


def _translations(service: Service, _today: date) -> float:
    whole = [
        each.lang
        for each in service.texts
        if each.field == "description"
        and any(other.field == "name" and other.lang == each.lang for other in service.texts)
    ]
    return min(1.0, len(set(whole)) / 2)


def _checked(service: Service, today: date) -> float:
    return float(is_fresh(service.due_on, today))


CRITERIA: dict[str, tuple[int, Criterion]] = {
    "description": (15, _description),
    "checked": (15, _checked),
    "contact": (10, _says(_ways_to_ask)),
    "themes": (8, _says(lambda service: service.values_of("themes"))),
    "groups": (8, _says(lambda service: service.values_of("groups"))),
    "hours": (8, _says(lambda service: service.opening_hours or service.structure.opening_hours)),
    "how_to_ask": (8, _how_to_ask),
    "translations": (8, _translations),
    "address": (6, _address),
    "cost": (6, _cost),
    "directions": (4, _directions),
    "languages": (4, _says(lambda service: service.values_of("languages"))),
    "what_to_bring": (4, _says(lambda service: service.what_to_bring)),
}


def assess(service: Service, today: date) -> Quality:
    """The score of a service on a day, and what would raise it."""
    met = {key: (weight, check(service, today)) for key, (weight, check) in CRITERIA.items()}
    applies = {key: (weight, share) for key, (weight, share) in met.items() if share is not None}
    whole = sum(weight for weight, _ in applies.values())
    score = round(100 * sum(weight * share for weight, share in applies.values()) / whole)
    gaps = [
        Gap(key, max(1, round(100 * weight * (1 - share) / whole)))
        for key, (weight, share) in applies.items()
        if share < 1
    ]
    return Quality(score, sorted(gaps, key=lambda gap: -gap.points))
