"""What becomes of the answers to questions about consent that somebody gave when they registered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core import clock
from app.core.actor import Actor
from app.network.queries import get_zone
from app.outreach.registrations.identity import part_of
from app.outreach.registrations.told import Answer
from app.people.models import Consent, Participant
from app.people.operations.consents import answering, give_consent, refuse_consent
from app.people.purposes import MAIN, purpose_of


@dataclass(frozen=True, slots=True)
class Occasion:
    """At which registration somebody was asked, on which day, and by whom if not by the actor."""

    registration_id: UUID
    on: date
    asked_by: UUID | None


def answer(actor: Actor, person: Participant, consents: Iterable[Answer], at: Occasion) -> bool:
    """Keep what was said to each question; whether nothing was kept because nobody answers for a minor."""
    asked = list(consents)
    if asked and answering(person).is_nobody:
        return True
    for each in asked:
        if not each.is_given:
            refuse_consent(actor, participant=person, purpose=each.purpose, **_what_was_asked(each, person))
            continue
        give_consent(
            actor,
            consent_id=part_of(at.registration_id, f"consent:{each.purpose}"),
            participant=person,
            purpose=each.purpose,
            language=_asked_in(each, person.language),
            given_how=each.how,
            recipient_id=each.recipient_id,
            wording=each.wording,
            given_at=_when(person, at.on),
            asked_by=at.asked_by,
        )
    return False


def refusals(person: Participant, consents: Iterable[Answer], said_on: date) -> Callable[[Consent], bool]:
    """Which of the consents of somebody known the answers end: what they agreed to up to that day. Of two
    answers the later one counts, and of two of one day the no.
    """
    refused = {(each.purpose, each.recipient_id) for each in consents if not each.is_given}
    zone = ZoneInfo(get_zone(person.municipality_id))

    def refuses(consent: Consent) -> bool:
        is_earlier = consent.given_at.astimezone(zone).date() <= said_on
        return is_earlier and (consent.purpose, consent.recipient_id) in refused

    return refuses


def _what_was_asked(answer: Answer, person: Participant) -> dict[str, str]:
    asked = {"wording": answer.wording, "language": _asked_in(answer, person.language), "how": answer.how}
    recipient = {"recipient": str(answer.recipient_id)} if answer.recipient_id else {}
    return asked | recipient


def _asked_in(answer: Answer, spoken: str) -> str:
    """The person's language where the question was there in it, else Portuguese."""
    purpose = purpose_of(answer.purpose)
    if purpose is None or answer.wording not in purpose.versions:
        return MAIN
    return purpose.wording(spoken, answer.wording).language


def _when(person: Participant, said_on: date) -> datetime | None:
    """The day counts, which the paper about it names; of an earlier one the middle."""
    zone = get_zone(person.municipality_id)
    if said_on == clock.today(zone):
        return None
    return datetime.combine(said_on, time(12), ZoneInfo(zone)).astimezone(UTC)
