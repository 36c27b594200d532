"""What a registration becomes, in one transaction: a person with what they said, a list, places, consents."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core import clock, records, tombstones
from app.core.actor import Actor
from app.core.errors import Conflict, existing
from app.core.permission import Permission
from app.core.signals import Signal
from app.network.queries import get_zone, know_zones
from app.outreach.registrations.consenting import Occasion, answer
from app.outreach.registrations.identity import mistake_of, part_of, person_of
from app.outreach.registrations.models import Registration
from app.outreach.registrations.queries import (
    find_person,
    find_registration,
    is_slip_taken,
)
from app.outreach.registrations.recognition import recognise
from app.outreach.registrations.taking_part import place_of, take_part
from app.outreach.registrations.told import Told
from app.people.facts import kinds
from app.people.models import Participant
from app.people.operations.facts import Noting, note_facts
from app.people.operations.unverified import create_unverified
from app.skills.operations.notes import note_list
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.session import Session

ORIGINS = frozenset({"online", "tablet", "paper", "list"})


class SaidOtherwise(Conflict):
    """Something else was registered under this id before."""


class SlipTaken(Conflict):
    """In this session the number is on somebody else's slip."""


class WasErased(Conflict):
    """Who was registered under this id was forgotten since, or taken back: nobody comes back by a copy."""


class WasTakenBack(WasErased):
    """The registration under this id was a mistake: what comes now may be of whoever holds the slip."""


@dataclass(frozen=True, slots=True)
class Registered:
    """Who it is, and their place in the series of the session. `is_new`: not the same again. `is_sure`: they
    were known, and the record is part of theirs now. `missed`: titles of series that take nobody any more.
    `is_minor`: nobody answers for them, so no consent was kept.
    """

    participant: Participant
    enrolment: Enrolment | None
    is_new: bool
    is_sure: bool
    missed: tuple[str, ...] = ()
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody is registered; whether they are known is looked at next."""

    actor: Actor
    registration: Registration
    participant: Participant
    told: Told


entered: Signal[Entered] = Signal()


def register(
    actor: Actor,
    *,
    registration_id: UUID,
    municipality_id: UUID,
    session: Session | None,
    told: Told,
    captured_on: date,
    origin: str,
    asked_by: UUID | None = None,
) -> Registered:
    """Take somebody in, as an unverified person or, without doubt, as part of a known one. The same again is
    the same person. What they said holds since the day of the session. `asked_by`: who asked about consent,
    if somebody else did than the actor.

    Raises SaidOtherwise, SlipTaken, WasErased, WasTakenBack; UnknownPurpose, RecipientMissing for words that
    are not ours.
    """
    actor.demand(Permission.OUTREACH_REGISTER, municipality_id)
    assert origin in ORIGINS
    if session and session.municipality_id != municipality_id:
        raise Conflict
    know_zones({municipality_id: get_zone(municipality_id)})  # which two dozen operations below ask for
    if known := find_registration(registration_id):
        return _again(known, told, session)
    _demand_free(registration_id, told, session)
    registration = Registration(
        id=registration_id,
        municipality_id=municipality_id,
        session_id=session.id if session else None,
        participant_id=person_of(registration_id),
        mark=told.mark(registration_id),
        slip=told.slip,
        origin=origin,
        wants_call=told.wants_call,
        captured_on=captured_on,
        registered_at=clock.now(),
        registered_by=actor.id,
    )
    return _enter(actor, registration, session, told, asked_by)


def _enter(
    actor: Actor, registration: Registration, session: Session | None, told: Told, asked_by: UUID | None
) -> Registered:
    person, said_on = _make(actor, registration, told), _day(registration, session)
    _note(actor, person, told, said_on)
    left_out = answer(actor, person, told.consents, Occasion(registration.id, said_on, asked_by))
    note_list(
        actor,
        inventory_id=part_of(registration.id, "list"),
        participant=person,
        language=person.language,
        keys=told.competences,
    )
    records.add(actor, registration, act="entered")
    places = take_part(
        actor, registration_id=registration.id, person=person, session=session, wishes=told.wishes
    )
    entered.send(Entered(actor, registration, person, told))
    recognised = recognise(actor, person, told, said_on)
    return Registered(
        recognised or person,
        place_of(recognised, session) if recognised else places.own,
        is_new=True,
        is_sure=recognised is not None,
        missed=places.missed,
        is_minor=left_out,
    )


def _again(known: Registration, told: Told, session: Session | None) -> Registered:
    if known.mark != told.mark(known.id) or known.session_id != (session.id if session else None):
        raise SaidOtherwise
    person = existing(find_person(known.participant_id))
    is_part = person.id != person_of(known.id)
    return Registered(person, place_of(person, session), is_new=False, is_sure=is_part)


def _demand_free(registration_id: UUID, told: Told, session: Session | None) -> None:
    if session and told.slip and is_slip_taken(session.id, told.slip):
        raise SlipTaken
    if _is_gone(person_of(registration_id)):
        raise WasTakenBack if was_taken_back(registration_id) else WasErased


def _is_gone(person_id: UUID) -> bool:
    """Whether there was somebody under this id, whose registration is no more."""
    return find_person(person_id) is not None or _has_tombstone(person_id)


def was_taken_back(registration_id: UUID) -> bool:
    """Whether what was registered under this id was said to be a mistake."""
    return _has_tombstone(mistake_of(registration_id))


def _has_tombstone(thing_id: UUID) -> bool:
    try:
        return tombstones.is_erased(thing_id, tombstones.known())
    except tombstones.ForeignTombstones:  # which the operator is told elsewhere; nobody is turned away for it
        return False


def _day(registration: Registration, session: Session | None) -> date:
    """The day from which what was said holds: the session's, for the clock of a tablet may be wrong."""
    today = clock.today(get_zone(registration.municipality_id))
    return min(session.on if session else registration.captured_on, today)


def _make(actor: Actor, registration: Registration, told: Told) -> Participant:
    return create_unverified(
        actor,
        participant_id=registration.participant_id,
        municipality_id=registration.municipality_id,
        name=told.name,
        language=told.language,
        contact=told.contact,
        born=told.born,
        parish_id=told.parish_id,
        groups=told.groups,
    )


def _note(actor: Actor, person: Participant, told: Told, said_on: date) -> None:
    one = {kinds.WORK: told.work, kinds.REPRESENTATIVE: told.representative}
    answers = {kind: {"": answer} for kind, answer in one.items() if answer}
    if told.interests:
        answers[kinds.INTEREST] = dict.fromkeys(told.interests, kinds.YES)
    if answers:
        since = Noting(since=said_on.isoformat())
        note_facts(actor, participant=person, version=person.version, answers=answers, noting=since)
