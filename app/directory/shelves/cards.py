"""By what offers, publications and things of the learning library are found: their cards in the index."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import selectinload

from app.core.i18n import MAIN
from app.directory.index.card import Card
from app.directory.index.document import Shown
from app.directory.index.kinds import Kind, register
from app.directory.index.vocabulary import Value, vocabulary
from app.directory.shelves.document import draw_item, draw_offer, draw_publication
from app.directory.shelves.models.offers import Offer, OfferKind
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.shelves.quality import missing
from app.directory.shelves.states import PUBLIC, Entry
from app.skills.queries.catalogue import catalogue

Label = tuple[str, str]
"""A language, and words in it."""
NEEDS: Mapping[str, Sequence[str]] = {
    "vacancy": ("work", "employment"),
    "internship": ("work", "employment"),
    "training": ("learn", "training"),
    "library": ("learn", "training"),
}
"""What people come with whom an entry helps (vocabularies/needs.toml): the wish, and the area of life."""
FRESH = timedelta(days=60)
"""How long an offer without a last day is taken for new."""


def offer_card(offer: Offer) -> Card:
    """The card of an offer as it stands."""
    competences = [each.competence_id for each in offer.competences]
    return _card(
        offer,
        offer.kind,
        draw_offer(offer),
        public_until=offer.valid_until,
        fresh_until=offer.valid_until or offer.updated_on + FRESH,
        needs=NEEDS[offer.kind],
        **{"teaches" if offer.kind == OfferKind.TRAINING else "wants": competences},
        labels=_labels(offer, besides=[(MAIN, each) for each in (offer.employer, offer.place) if each]),
    )


def item_card(item: LibraryItem) -> Card:
    """The card of a thing of the library as it stands."""
    return _card(
        item,
        "library",
        draw_item(item),
        needs=NEEDS["library"],
        labels=_labels(item, vocabulary("library").get(item.kind), besides=list(_learnt_from(item))),
    )


def _learnt_from(item: LibraryItem) -> Iterator[Label]:
    """What it helps to learn, so that it is found by that; it is there for people and suggested to nobody."""
    views = catalogue().several(each.competence_id for each in item.competences).values()
    for view in sorted(views, key=lambda each: each.key):
        yield from view.names.items()


def publication_card(publication: Publication) -> Card:
    """The card of a publication as it stands."""
    return _card(
        publication,
        "publication",
        draw_publication(publication),
        needs=[publication.need] if publication.need else [],
        labels=_labels(publication, vocabulary("needs").get(publication.need)),
    )


def _card(entry: Entry, kind: str, shown: Shown, **own: Any) -> Card:
    return Card(
        kind=kind,
        id=entry.id,
        municipality_id=entry.municipality_id,
        sort_key=entry.sort_key,
        is_public=entry.state == PUBLIC[type(entry)] and not (isinstance(entry, Offer) and missing(entry)),
        organisation_id=entry.organisation_id,
        shown=shown,
        **own,
    )


def _labels(entry: Entry, value: Value | None = None, besides: Sequence[Label] = ()) -> list[Label]:
    """Names first, sentences last, as the index wants them."""
    short = [(MAIN, entry.title), *besides]
    others = [(each.lang, each.value) for each in entry.texts if each.field == "title"]
    long = [(each.lang, each.value) for each in entry.texts if each.field == "description"]
    return [*short, *others, *(value.labels() if value else ()), (MAIN, entry.description), *long]


register(
    Kind(
        table=Offer,
        names=frozenset(kind.value for kind in OfferKind),
        card_of=offer_card,
        read_with=lambda: (selectinload(Offer.texts), selectinload(Offer.competences)),
    )
)
register(
    Kind(
        table=LibraryItem,
        names=frozenset({"library"}),
        card_of=item_card,
        read_with=lambda: (selectinload(LibraryItem.texts), selectinload(LibraryItem.competences)),
    )
)
register(
    Kind(
        table=Publication,
        names=frozenset({"publication"}),
        card_of=publication_card,
        read_with=lambda: (selectinload(Publication.texts),),
    )
)
