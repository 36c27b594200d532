"""What the public reads of offers, publications and things of the library (see index/document.py)."""

from datetime import date

from app.directory.index.document import Shown, lines, texts_of
from app.directory.index.vocabulary import vocabulary
from app.directory.shelves.models.offers import Offer, OfferKind
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.shelves.quality import score

LEAFLET = "1F4C4"
_NAMED = {"name": "title", "description": "description"}


def draw_offer(offer: Offer) -> Shown:
    """The document of an offer; its lines in the order people ask."""
    kind, is_course = vocabulary("offers").get(offer.kind), offer.kind == OfferKind.TRAINING
    quality = score(offer)
    return Shown(
        texts=texts_of(offer, {**_NAMED, "conditions": "requirements", "how_to_ask_detail": "how_to_apply"}),
        provider=offer.employer,
        pictogram=kind.pictogram if kind else "",
        phone=offer.phone,
        email=offer.email,
        url=offer.url,
        address=offer.place,
        facts=lines(
            [
                ("pay", "pay", _pay(offer)),
                ("given" if is_course else "benefits", "words", offer.benefits),
                ("positions", "words", offer.positions),
                ("contract", "contracts", offer.contract),
                ("working_time", "working_times", offer.working_time),
                ("hours", "words", offer.hours),
                ("schooling", "schooling", offer.schooling),
                ("starts_on", "day", _day(offer.starts_on)),
                ("ends_on", "day", _day(offer.ends_on)),
                ("total_hours", "words", offer.total_hours),
                ("valid_until", "day", _day(offer.valid_until)),
            ]
        ),
        checked_on=_day(offer.updated_on),
        qualities=(quality, quality),
    )


def draw_publication(publication: Publication) -> Shown:
    """The document of a publication."""
    need = vocabulary("needs").get(publication.need)
    return Shown(
        texts=texts_of(publication, _NAMED),
        provider="",
        pictogram=need.pictogram if need else LEAFLET,
        url=publication.link,
        cost="free",
        languages=[publication.language],
        facts=lines(
            [("written_in", "language", publication.language), ("stock", "words", publication.stock)]
        ),
    )


def draw_item(item: LibraryItem) -> Shown:
    """The document of a thing of the library."""
    kind = vocabulary("library").get(item.kind)
    return Shown(
        texts=texts_of(item, {**_NAMED, "directions": "whereabouts"}),
        provider="",
        pictogram=kind.pictogram if kind else LEAFLET,
        url=item.link,
        cost="free",
        languages=[item.language],
        facts=lines([("written_in", "language", item.language), ("copies", "words", item.copies)]),
    )


def _pay(offer: Offer) -> list[int]:
    """The ends of what is paid, once where both are one."""
    return list(dict.fromkeys(each for each in (offer.pay_from, offer.pay_to) if each is not None))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
