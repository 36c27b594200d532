"""What the public reads of a service (app/directory/index/document.py)."""

from collections.abc import Sequence
from datetime import date

from app.directory.index.document import Shown, texts_of
from app.directory.index.vocabulary import vocabulary
from app.directory.services.models import Service
from app.directory.services.quality import assess

PICTOGRAM = "1F4C4"
"""Of a service whose needs have none."""
FIELDS = {
    "name": "name",
    "description": "description",
    "directions": "directions",
    "cost_detail": "cost_detail",
    "what_to_bring": "what_to_bring",
    "conditions": "access_conditions",
    "for_whom_detail": "groups_detail",
    "how_to_ask_detail": "request_detail",
}


def draw(service: Service, needs: Sequence[str]) -> Shown:
    """The document of a service; what it does not say itself is that of its place."""
    place = service.structure
    texts = texts_of(service, FIELDS)
    if place.directions:
        texts["directions"].setdefault("pt", place.directions)
    parish_id = service.parish_id or place.parish_id
    return Shown(
        texts=texts,
        provider=place.name,
        pictogram=_pictogram(needs),
        phone=service.phone or place.phone,
        email=service.email or place.email,
        url=service.request_url or service.source_url or place.website,
        address=(service if service.address else place).address_line,
        parish_id=str(parish_id) if parish_id else None,
        opening_hours=service.opening_hours or place.opening_hours,
        cost=service.cost,
        for_whom=service.values_of("groups"),
        how_to_ask=service.values_of("request"),
        languages=service.values_of("languages"),
        checked_on=service.checked_on.isoformat() if service.checked_on else None,
        qualities=_qualities(service),
    )


def _qualities(service: Service) -> tuple[int, int]:
    """The score hangs on the day only by whether the service is overdue."""
    overdue = assess(service, date.max).score
    return overdue, assess(service, service.due_on).score if service.due_on else overdue


def _pictogram(needs: Sequence[str]) -> str:
    """That of the first need that is no wish."""
    known = vocabulary("needs")
    values = [value for key in needs if (value := known.get(key))]
    areas = [value.pictogram for value in values if not value.is_wish]
    return next(iter([*areas, *(value.pictogram for value in values)]), PICTOGRAM)
