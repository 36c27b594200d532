"""What the pages of offers, publications and the learning library have each for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.machine import Machine
from app.directory.shelves.forms.offers import OfferForm
from app.directory.shelves.forms.shelves import EntryForm, LibraryForm, PublicationForm, creating, editing
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.shelves.states import OFFER, SHELF, Entry
from app.ui.texts import Original

ONE_OF = '/directory/<any("offers","library","publications"):shelf>'
"""Where the lists are."""
TITLE, DESCRIPTION = _("Title"), _("Description")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list of entries. `kinds` is a vocabulary, `texts` what is translated, in which words."""

    key: str
    model: type[Any]
    new_form: type[EntryForm]
    edit_form: type[EntryForm]
    title: Any
    new: Any
    icon: str
    machine: Machine
    kinds: str
    texts: Mapping[str, Any]

    def originals_of(self, entry: Entry) -> list[Original]:
        """What of an entry may be written in other languages."""
        return [
            Original(name, label, getattr(entry, name), 200 if name == "title" else 4_000)
            for name, label in self.texts.items()
        ]


SHELVES: Mapping[str, Shelf] = {
    shelf.key: shelf
    for shelf in (
        Shelf(
            "offers",
            Offer,
            creating(OfferForm),
            editing(OfferForm),
            _("Offers of work and training"),
            _("New offer"),
            "hand-helping",
            OFFER,
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
            creating(LibraryForm),
            editing(LibraryForm),
            _("Learning library"),
            _("New thing"),
            "star",
            SHELF,
            "library",
            {"title": TITLE, "description": DESCRIPTION, "whereabouts": _("Where to find it")},
        ),
        Shelf(
            "publications",
            Publication,
            creating(PublicationForm),
            editing(PublicationForm),
            _("Publications"),
            _("New publication"),
            "file-text",
            SHELF,
            "",
            {"title": TITLE, "description": DESCRIPTION},
        ),
    )
}
