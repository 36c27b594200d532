"""By what offers, publications and things of the learning library are found: their cards in the index."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Protocol

from app.core.i18n import MAIN
from app.directory.index import Card
from app.directory.models import LibraryItem, Offer, OfferState, Publication, ShelfState
from app.directory.shelf_shown import draw_item, draw_offer, draw_publication
from app.directory.vocabulary import Value, vocabulary

NEEDS: Mapping[str, Sequence[str]] = {
    "vacancy": ("work", "employment"),
    "internship": ("work", "employment"),
    "training": ("learn", "training"),
    "library": ("learn", "training"),
}
"""What people come with whom an entry helps (vocabularies/needs.toml): the wish, and the area of life."""
FRESH = timedelta(days=60)
"""How long an offer without a last day is taken for new."""


class Written(Protocol):
    """A text in another language than Portuguese."""

    lang: str
    field: str
    value: str


def card_of(entry: Offer | Publication | LibraryItem) -> Card:
    """The card of an entry as it stands."""
    match entry:
        case Offer():
            return _offer(entry)
        case LibraryItem():
            return _library_item(entry)
        case _:
            return _publication(entry)


def _offer(offer: Offer) -> Card:
    return Card(
        kind=offer.kind,
        id=offer.id,
        municipality_id=offer.municipality_id,
        sort_key=offer.sort_key,
        is_public=offer.state == OfferState.OPEN,
        organisation_id=offer.organisation_id,
        shown=draw_offer(offer),
        public_until=offer.valid_until,
        fresh_until=offer.valid_until or offer.updated_on + FRESH,
        needs=NEEDS[offer.kind],
        competences=[each.competence_id for each in offer.competences],
        labels=_labels(offer.title, offer.description, offer.texts, None, (offer.employer, offer.place)),
    )


def _library_item(item: LibraryItem) -> Card:
    return Card(
        kind="library",
        id=item.id,
        municipality_id=item.municipality_id,
        sort_key=item.sort_key,
        is_public=item.state == ShelfState.PUBLISHED,
        organisation_id=item.organisation_id,
        shown=draw_item(item),
        needs=NEEDS["library"],
        competences=[each.competence_id for each in item.competences],
        labels=_labels(item.title, item.description, item.texts, vocabulary("library").get(item.kind)),
    )


def _publication(publication: Publication) -> Card:
    need = vocabulary("needs").get(publication.need)
    return Card(
        kind="publication",
        id=publication.id,
        municipality_id=publication.municipality_id,
        sort_key=publication.sort_key,
        is_public=publication.state == ShelfState.PUBLISHED,
        organisation_id=publication.organisation_id,
        shown=draw_publication(publication),
        needs=[publication.need] if publication.need else [],
        labels=_labels(publication.title, publication.description, publication.texts, need),
    )


def _labels(
    title: str,
    description: str,
    texts: Iterable[Written],
    value: Value | None,
    besides: Sequence[str] = (),
) -> list[tuple[str, str]]:
    """Names first, sentences last, as the index wants them."""
    short = [(MAIN, title), *((MAIN, each) for each in besides if each)]
    others = [(each.lang, each.value) for each in texts if each.field == "title"]
    long = [(each.lang, each.value) for each in texts if each.field == "description"]
    return [*short, *others, *(value.labels() if value else ()), (MAIN, description), *long]
