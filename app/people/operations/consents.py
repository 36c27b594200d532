"""What a person agrees to: given, refused, withdrawn. Nothing of it is ever deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, select

from app.core import audit, clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import DomainError, NotFound
from app.core.permission import Permission
from app.core.signals import Signal
from app.network.parties.models import Organisation
from app.network.queries import get_zone
from app.people.facts.held import held_on, is_minor, may_be_minor, value
from app.people.facts.kinds import REPRESENTATIVE
from app.people.facts.queries import list_facts
from app.people.models import Consent, Participant
from app.people.operations.records import note_activity, touch
from app.people.purposes import HOW, purpose_of


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What somebody does not agree to any more."""

    participant: Participant
    purpose: str


consent_withdrawn: Signal[Withdrawn] = Signal()


class UnknownPurpose(DomainError):
    """No such purpose, wording of it, or way of agreeing stands in consents.toml."""

    status = 422


class RecipientMissing(DomainError):
    """Sharing needs one organisation to share with; the other purposes have none."""

    status = 422


class NoRepresentative(DomainError):
    """A minor, of whom it is not noted who answers for them."""

    status = 409


def give_consent(
    actor: Actor,
    *,
    consent_id: UUID,
    participant: Participant,
    purpose: str,
    language: str,
    given_how: str,
    recipient_id: UUID | None = None,
    wording: str = "",
    given_at: datetime | None = None,
    asked_by: UUID | None = None,
) -> Consent:
    """Keep that the person agreed, in a language, to the wording that was shown (default: the present one).
    Agreed already: that row. `given_at`, `asked_by`: when and by whom, where another notes it later.

    For a minor whoever represents them answers (Código Civil, arts. 123.º–124.º): raises NoRepresentative.
    """
    actor.demand(Permission.CONSENT_WRITE, participant.municipality_id)
    wording = _check(purpose, given_how, recipient_id, wording)
    known = records.known(Consent, consent_id, participant_id=participant.id)
    if known or (known := _same(participant, purpose, recipient_id, wording)):
        return known
    consent = Consent(
        id=consent_id,
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        purpose=purpose,
        recipient_id=recipient_id,
        wording=wording,
        language=language,
        given_how=given_how,
        answered_by=_answering(participant),
        given_at=given_at or clock.now(),
        taken_by=asked_by or actor.id,
    )
    db.session.add(consent)
    _touch(actor, "consent.given", participant, purpose)
    db.session.flush()
    return consent


class Answering(NamedTuple):
    """Who answers for a person: whoever represents them where they are surely under age, else themselves."""

    is_minor: bool
    may_be_minor: bool
    representative: str

    @property
    def is_nobody(self) -> bool:
        """Whether it is not noted who could answer."""
        return self.is_minor and not self.representative


def answering(participant: Participant) -> Answering:
    """Who answers today, by what is known of the birthday."""
    today = clock.today(get_zone(participant.municipality_id))
    held = held_on(list_facts(participant.id), today)
    return Answering(is_minor(held, today), may_be_minor(held, today), value(held, REPRESENTATIVE))


def refuse_consent(actor: Actor, *, participant: Participant, purpose: str, **asked: str) -> None:
    """Keep that the person was asked and said no, so that nobody asks again tomorrow; of `asked` the trail
    keeps what is known, such as the wording, the language and how.
    """
    actor.demand(Permission.CONSENT_WRITE, participant.municipality_id)
    if purpose_of(purpose) is None:
        raise UnknownPurpose
    _touch(actor, "consent.refused", participant, purpose, **asked)


def withdraw_consent(actor: Actor, *, participant: Participant, consent: Consent) -> Consent:
    """End a consent at once; withdrawing again changes nothing. Older wordings of the same end with it."""
    actor.demand(Permission.CONSENT_WRITE, participant.municipality_id)
    if not consent.is_active:
        return consent
    same = _active(participant, consent.purpose, consent.recipient_id)
    for each in db.session.scalars(same.with_for_update()):
        each.withdrawn_at, each.withdrawn_to = clock.now(), actor.id
    note_activity(participant)
    _record(actor, "consent.withdrawn", participant, consent.purpose)
    db.session.flush()
    consent_withdrawn.send(Withdrawn(participant, consent.purpose))
    return consent


def _answering(participant: Participant) -> str:
    who = answering(participant)
    if who.is_nobody:
        raise NoRepresentative
    return who.representative if who.is_minor else ""


def _check(purpose: str, given_how: str, recipient_id: UUID | None, wording: str) -> str:
    known = purpose_of(purpose)
    if known is None or given_how not in HOW or (wording and wording not in known.versions):
        raise UnknownPurpose
    if known.has_recipient != (recipient_id is not None):
        raise RecipientMissing
    if recipient_id and db.session.get(Organisation, recipient_id) is None:
        raise NotFound
    return wording or known.version


def _same(participant: Participant, purpose: str, recipient_id: UUID | None, wording: str) -> Consent | None:
    active = _active(participant, purpose, recipient_id).where(Consent.wording == wording)
    return db.session.scalars(active).first()


def _active(participant: Participant, purpose: str, recipient_id: UUID | None) -> Select[Consent]:
    return select(Consent).where(
        Consent.participant_id == participant.id,
        Consent.purpose == purpose,
        Consent.withdrawn_at.is_(None),
        Consent.recipient_id == recipient_id if recipient_id else Consent.recipient_id.is_(None),
    )


def _touch(actor: Actor, action: str, participant: Participant, purpose: str, **asked: str) -> None:
    touch(participant)
    _record(actor, action, participant, purpose, **asked)


def _record(actor: Actor, action: str, participant: Participant, purpose: str, **asked: str) -> None:
    where = participant.municipality_id
    audit.record(
        actor, action, "participant", participant.id, municipality_id=where, purpose=purpose, **asked
    )
