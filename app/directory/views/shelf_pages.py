"""What the pages of offers, publications and the learning library have each for themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from app.directory.forms.offers import OfferForm
from app.directory.forms.shelves import EntryForm, LibraryForm, PublicationForm
from app.directory.models import LibraryItem, Offer, OfferState, Publication, ShelfState
from app.directory.shelves import Entry

TITLE, DESCRIPTION = _("Title"), _("Description")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list of entries. `kinds` is a vocabulary, `texts` what is translated (name → label)."""

    key: str
    model: type[Any]
    form: type[EntryForm]
    title: Any
    new: Any
    icon: str
    states: Sequence[str]
    kinds: str
    texts: Mapping[str, Any]


SHELVES: Mapping[str, Shelf] = {
    shelf.key: shelf
    for shelf in (
        Shelf(
            "offers",
            Offer,
            OfferForm,
            _("Offers of work and training"),
            _("New offer"),
            "hand-helping",
            tuple(OfferState),
            "offers",
            {
                "title": TITLE,
                "description": DESCRIPTION,
                "requirements": _("Other requirements"),
                "how_to_apply": _("How to apply"),
            },
        ),
        Shelf(
            "library",
            LibraryItem,
            LibraryForm,
            _("Learning library"),
            _("New thing"),
            "star",
            tuple(ShelfState),
            "library",
            {"title": TITLE, "description": DESCRIPTION, "whereabouts": _("Where to find it")},
        ),
        Shelf(
            "publications",
            Publication,
            PublicationForm,
            _("Publications"),
            _("New publication"),
            "file-text",
            tuple(ShelfState),
            "",
            {"title": TITLE, "description": DESCRIPTION},
        ),
    )
}


def shelf_of(entry: Entry) -> Shelf:
    """The list an entry stands in."""
    return next(shelf for shelf in SHELVES.values() if shelf.model is type(entry))
