"""A second form on one slip, beside the one that was registered: whose it is, and whether it says more."""

from dataclasses import replace

from app.core.text import name_words
from app.outreach.registrations.models import Registration
from app.outreach.registrations.told import Told
from app.people import names
from app.people.contacts import ways_in
from app.people.models import Participant
from app.people.purposes import MAIN

ALIKE = 0.9
"""So alike are two spellings of one name on one slip; on one slip two names are seldom two people."""


def is_same_name(one: str, other: str) -> bool:
    """Whether two people on one slip may be one: «Rosa» and «Rosa Maria Silva», «Ivo» and «Yvo»."""
    found = names.likeness(names.keys(one), names.keys(other))
    return found.is_whole or found.score >= ALIKE


def adds_nothing(told: Told, known: Registration, person: Participant) -> bool:
    """Whether nothing is lost with the second form: it says the same, or only what stands with the person.

    Of long answers only the mark is known: where any differs in one word somebody compares them.
    """
    if _is_told(told, known):
        return True
    if len(name_words(told.name)) > len(name_words(person.name)):
        return False
    return _is_told(replace(told, name=person.name), known) or not (
        _says_more(told, known, person) or _answers(told)
    )


def _is_told(told: Told, known: Registration) -> bool:
    return replace(told, slip=known.slip).mark(known.id) == known.mark


def _says_more(told: Told, known: Registration, person: Participant) -> bool:
    """Of what stands in the record itself; Portuguese is written where nobody chose a language."""
    ways = {each.key for each in person.contact_points}
    return (
        (told.wants_call and not known.wants_call)
        or told.language not in {MAIN, person.language}
        or told.parish_id not in {None, person.parish_id}
        or told.born not in {"", str(person.birth_year)}
        or bool(told.contact and {each.key for each in ways_in(told.contact)} - ways)
    )


def _answers(told: Told) -> bool:
    """Whether anything was answered that stands elsewhere, and is kept by day, wording or level."""
    lists = told.groups, told.interests, told.competences, told.wishes, told.consents
    return any(lists) or bool(told.work or told.representative)
