"""Every kind of entry that the public may see."""

from app.directory.public import Kind
from app.directory.queries.public_offers import OFFERS
from app.directory.queries.public_service import SERVICES
from app.directory.queries.public_shelves import LIBRARY, PUBLICATIONS

_EVERY: tuple[Kind, ...] = (SERVICES, *OFFERS, LIBRARY, PUBLICATIONS)
KINDS = {kind.key: kind for kind in _EVERY}
