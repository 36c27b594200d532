"""Whether whoever registered is known already: only where nothing speaks against it nobody is asked."""

from datetime import date

from app.core.actor import SYSTEM, Actor
from app.outreach.registrations.consenting import refusals
from app.outreach.registrations.told import Told
from app.people.candidates import Candidate, find_candidates
from app.people.contacts import phone_keys
from app.people.merging.operations import merge_unverified
from app.people.models import Participant
from app.people.names import Alike
from app.people.operations.consents import answering
from app.people.operations.sealing import note_named

BEYOND_DOUBT = frozenset({Alike.PHONE, Alike.BIRTHDAY})
"""Of what agrees besides the name: two people of one name may well be of one year."""
AT_MOST = 10


def recognise(actor: Actor, person: Participant, told: Told, said_on: date) -> Participant | None:
    """Make the new record part of that of the one known person it must be of; None where there is doubt.

    Nobody is merged with a protected person: their team reads that the name stood in a list, and whoever
    registered learns nothing. A merge can be undone. What they refused that day they agree to no more.
    """
    if not (everybody := _certain(SYSTEM, person, told)):
        return None
    for each in everybody:
        if each.participant.is_sealed:
            note_named(actor, participant_id=each.participant.id, beside=person)
    seen = _certain(actor, person, told)
    if len(seen) != 1:
        return None
    known = seen[0].participant
    if not _may_gain(known) or _is_unanswered(known, person, told):
        return None
    merge_unverified(actor, gone=person, kept=known, refuses=refusals(known, told.consents, said_on))
    return known


def _certain(actor: Actor, person: Participant, told: Told) -> list[Candidate]:
    found = find_candidates(
        actor,
        name=told.name,
        born=told.born,
        phone=told.contact if phone_keys(told.contact) else "",
        municipality_id=person.municipality_id,
        of=person.id,
        limit=AT_MOST,
    )
    return [each for each in found if each.is_strong and BEYOND_DOUBT & set(each.reasons)]


def _may_gain(known: Participant) -> bool:
    return not (known.is_unverified or known.is_sealed or known.is_restricted)


def _is_unanswered(known: Participant, person: Participant, told: Told) -> bool:
    """Whether somebody known may be under age, and agreed as if they were not."""
    consents = any(each.is_given for each in told.consents)
    return consents and answering(known).may_be_minor and not answering(person).is_minor
