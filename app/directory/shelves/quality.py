"""What an offer must say before the public sees it, and how good it is, from 0 to 100.

Somebody who stands at the kiosk decides by what is paid (or what a course costs), what it is, whom to reach
and what to do next. Until all of it is said the entry is kept, and not shown.
"""

from collections.abc import Callable, Mapping

from app.directory.shelves.models.offers import Offer, OfferKind


def _pay(offer: Offer) -> bool:
    """What is paid; of a course or an internship also what it costs or gives otherwise."""
    is_paid = offer.pay_from is not None or offer.pay_to is not None
    return is_paid or (offer.kind != OfferKind.VACANCY and bool(offer.benefits))


NEEDED: Mapping[str, Callable[[Offer], bool]] = {
    "pay": _pay,
    "description": lambda offer: bool(offer.description),
    "contact": lambda offer: any((offer.phone, offer.email, offer.url)),
    "next": lambda offer: bool(offer.how_to_apply),
}
"""In the order in which the form asks."""
WELCOME: Mapping[str, Callable[[Offer], bool]] = {
    "place": lambda offer: bool(offer.place),
    "when": lambda offer: any((offer.hours, offer.working_time, offer.starts_on)),
    "competences": lambda offer: bool(offer.competences),
    "translations": lambda offer: any(each.field == "title" for each in offer.texts),
}
NEEDED_POINTS, WELCOME_POINTS = 15, 10


def missing(offer: Offer) -> list[str]:
    """What of the needed is not said, by its key; with any of it, the public does not see the offer."""
    return [key for key, is_said in NEEDED.items() if not is_said(offer)]


def score(offer: Offer) -> int:
    """How much of what people ask is said."""
    needed, welcome = (sum(is_said(offer) for is_said in some.values()) for some in (NEEDED, WELCOME))
    return NEEDED_POINTS * needed + WELCOME_POINTS * welcome
