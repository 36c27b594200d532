"""The ids of what is made of a registration: the same whenever it arrives again."""

from uuid import UUID, uuid5


def person_of(registration_id: UUID) -> UUID:
    """The id of whoever is made of it."""
    return part_of(registration_id, "participant")


def mistake_of(registration_id: UUID) -> UUID:
    """By what it is known that a registration was taken back, also where the database knows it no more."""
    return part_of(registration_id, "mistake")


def part_of(registration_id: UUID, what: str) -> UUID:
    """The id of something else that is."""
    return uuid5(registration_id, what)
