"""Every kind of entry that the public may see."""

from app.directory.models import OfferKind
from app.directory.service_card import KIND

KINDS = frozenset({KIND, *(kind.value for kind in OfferKind), "library", "publication"})
