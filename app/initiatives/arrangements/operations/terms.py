"""Who invoices, what was agreed with a host, whom an agency sends out, who was told what it may mean."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound, StaleRecord
from app.core.permission import Permission
from app.initiatives.arrangements import benefits
from app.initiatives.arrangements.models import Provider, Terms, Told
from app.initiatives.arrangements.queries import find_terms
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative, Member
from app.initiatives.groups.queries import get_active, get_member
from app.network.parties.queries import get_offered_organisation
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.queries import get_known
from app.people.rights.rest import demand_usable


class NotOfThisKind(Conflict):
    """An initiative of this kind has no such arrangement."""


class WrongEnd(Conflict):
    """It ends before it begins."""

    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFacts:
    """What they do and since when; a name and a telephone number of somebody who is no participant."""

    name: str = ""
    phone: str = ""
    does: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicingFacts:
    """Who invoices: an organisation or a member, not both."""

    invoicer_id: UUID | None = None
    invoicing_member_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """What was agreed with a host; `hours` a week."""

    host_id: UUID | None = None
    tutor: str = ""
    hours: int | None = None
    insurance: str = ""
    begins_on: date | None = None
    ends_on: date | None = None


def say_terms(
    actor: Actor, *, initiative: Initiative, version: int, facts: InvoicingFacts | ServiceFacts
) -> None:
    """Note what is agreed; version 0 where nothing was so far.

    Raises StaleRecord, NotOfThisKind, WrongEnd, NotFound for an organisation of elsewhere, or a member who
    does not take part.
    """
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    kind = kinds()[initiative.kind]
    is_service = isinstance(facts, ServiceFacts)
    if not (kind.has_terms if is_service else kind.needs_invoicer):
        raise NotOfThisKind
    records.lock(initiative)
    terms = find_terms(initiative.id)
    values = asdict(facts)
    _demand_known(initiative, values, terms)
    if isinstance(facts, ServiceFacts):
        _demand_order(facts.begins_on, facts.ends_on)
    if terms is not None:
        records.edit(actor, terms, version, values)
        return
    if version:
        raise StaleRecord
    where = {"initiative_id": initiative.id, "municipality_id": initiative.municipality_id}
    records.add(actor, Terms(**where, **values))


def add_provider(
    actor: Actor,
    *,
    provider_id: UUID,
    initiative: Initiative,
    facts: ProviderFacts,
    participant_id: UUID | None = None,
) -> Provider:
    """The same id again is the same row. Raises NotOfThisKind, WrongEnd, UseRestricted, NotFound."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    if known := records.known(Provider, provider_id, initiative_id=initiative.id):
        return known
    if not kinds()[initiative.kind].has_providers:
        raise NotOfThisKind
    _demand_order(facts.since, facts.until)
    person = _person(actor, initiative, participant_id) if participant_id else None
    provider = Provider(
        id=provider_id,
        initiative_id=initiative.id,
        municipality_id=initiative.municipality_id,
        participant_id=person.id if person else None,
        **asdict(facts),
    )
    return records.add(actor, provider)


def _person(actor: Actor, initiative: Initiative, participant_id: UUID) -> Participant:
    """A participant of the same municipality, whose data may be used."""
    person = get_known(actor, participant_id)
    if person.municipality_id != initiative.municipality_id:
        raise NotFound
    demand_usable(person)
    return person


def edit_provider(actor: Actor, *, provider: Provider, version: int, facts: ProviderFacts) -> None:
    """Raises StaleRecord, WrongEnd."""
    actor.demand(Permission.INITIATIVE_WRITE, provider.municipality_id)
    _demand_order(facts.since, facts.until)
    records.edit(actor, provider, version, asdict(facts))


def drop_provider(actor: Actor, *, provider: Provider) -> None:
    """Somebody who was noted by mistake. Who did it, and when they stopped, has an end instead."""
    actor.demand(Permission.INITIATIVE_WRITE, provider.municipality_id)
    records.record(actor, "removed", provider)
    db.session.delete(provider)
    db.session.flush()


def tell(actor: Actor, *, told_id: UUID, initiative: Initiative, member_id: UUID) -> Told:
    """Note that a member was shown what it may mean for benefits, in the words of today.

    The same id again is the same row. Raises NotFound for a member of another initiative.
    """
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    member: Member = get_member(initiative, member_id)
    if known := records.known(Told, told_id, member_id=member.id):
        return known
    row = Told(
        id=told_id,
        member_id=member.id,
        municipality_id=initiative.municipality_id,
        wording=benefits.wording(),
        told_on=clock.today(get_zone(initiative.municipality_id)),
        told_by=actor.id,
    )
    return records.add(actor, row, act="told")


def take_back_told(actor: Actor, *, told: Told) -> None:
    """It was noted by mistake."""
    actor.demand(Permission.INITIATIVE_WRITE, told.municipality_id)
    records.record(actor, "withdrawn", told)
    db.session.delete(told)
    db.session.flush()


def _demand_known(initiative: Initiative, values: Mapping[str, object], kept: Terms | None) -> None:
    for name in ("invoicer_id", "host_id"):
        chosen = values.get(name)
        if isinstance(chosen, UUID) and not (kept and getattr(kept, name) == chosen):
            get_offered_organisation(initiative.municipality_id, chosen)
    member_id = values.get("invoicing_member_id")
    if isinstance(member_id, UUID) and not (kept and kept.invoicing_member_id == member_id):
        get_active(initiative, member_id)


def _demand_order(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise WrongEnd
