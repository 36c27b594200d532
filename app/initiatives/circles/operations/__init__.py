"""What is done with circles and searches for them."""

from app.core.errors import Conflict


class MayNotBeProposed(Conflict):
    """Somebody who has not agreed to be proposed to others, or takes it back, or is hidden by now."""


class InAnother(Conflict):
    """Nobody stands in more than one circle."""


class NotOpen(Conflict):
    """The circle is dropped, or meets by now: nothing in it is changed."""


class NoCircle(Conflict):
    """Without, or with, this person not everybody teaches the next."""
