"""By what the contact of an initiative is known to be somebody's own."""

from app.people.contacts import ContactKind, ways_in


def keys_of(phone: str, email: str) -> frozenset[str]:
    """The keys under which people have these contacts, however they are written."""
    typed = ((phone, ContactKind.PHONE), (email, ContactKind.EMAIL))
    return frozenset(way.key for value, kind in typed if value for way in ways_in(value, kind))
