"""Every kind of entry that the public may see."""

from app.directory.public import Kind
from app.directory.queries.public_service import SERVICES

KINDS: dict[str, Kind] = {SERVICES.key: SERVICES}
