"""What can go wrong in the domain, as nouns that carry data. The sentences belong to the pages."""

from typing import TypeVar

Thing = TypeVar("Thing")


class DomainError(Exception):
    """A request that the rules refuse; `status` is its HTTP status."""

    status = 409


class NotFound(DomainError):
    """It does not exist, or the actor may not know that it does."""

    status = 404


def existing(thing: Thing | None) -> Thing:
    """What was looked for; raises NotFound where there is no such thing."""
    if thing is None:
        raise NotFound
    return thing


class Forbidden(DomainError):
    """The actor may see it and may not do this to it."""

    status = 403


class NotSignedIn(DomainError):
    """Only signed-in staff may come here."""

    status = 401


class Conflict(DomainError):
    """It contradicts what is already stored."""


class StaleRecord(Conflict):
    """Somebody else changed the record since it was read."""


class IllegalTransition(Conflict):
    """A state may not follow another."""


class Throttled(DomainError):
    """Too many tries; `retry_after` is in seconds."""

    status = 429

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(retry_after)


class Busy(DomainError):
    """As many as may are doing the same long work at this moment."""

    status = 503


class NotKept(DomainError):
    """What had to be written beside the request could not be; the request did not happen."""

    status = 503
