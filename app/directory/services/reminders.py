"""When a service is to be checked again."""

from datetime import date

from app.directory.index.freshness import REMIND_AGAIN, is_fresh
from app.directory.services.models import Service


def is_to_remind(service: Service, today: date) -> bool:
    """Whether its owner should be written to: once when the time is over, again after a month of silence."""
    if is_fresh(service.due_on, today):
        return False
    return service.reminded_on is None or service.reminded_on <= today - REMIND_AGAIN
