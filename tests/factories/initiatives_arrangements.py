"""A hosted activity with its account, a provider, terms, and that somebody was told what it may mean."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.arrangements.models import Booking, HostedActivity, Provider, Told
from app.initiatives.arrangements.operations import hosted, terms
from app.initiatives.groups.models import Initiative, Member
from tests.factories.initiatives_money import an_initiative

DAY = date(2026, 3, 2)


def a_place(initiative: Initiative, participant_id: UUID) -> Member:
    """Somebody takes part."""
    member = Member(
        id=new_id(),
        initiative_id=initiative.id,
        municipality_id=initiative.municipality_id,
        participant_id=participant_id,
        joined_on=DAY,
    )
    db.session.add(member)
    db.session.flush()
    return member


def an_account(actor: Actor, initiative: Initiative, member: Member, **values: Any) -> HostedActivity:
    """At ten per cent unless it is said otherwise."""
    usual: dict[str, Any] = {"title": "Costura", "rate": 1_000, "since": date(2026, 1, 1)}
    facts = hosted.Facts(**usual | values)
    return hosted.host(actor, hosted_id=new_id(), initiative=initiative, member_id=member.id, facts=facts)


def book(actor: Actor, account: HostedActivity, kind: str, cents: int, **values: Any) -> Booking:
    entry = hosted.Entry(kind=kind, on=values.pop("on", DAY), cents=cents, **values)
    return hosted.book(actor, booking_id=new_id(), hosted=account, entry=entry)


def a_provider(actor: Actor, agency: Initiative, **values: Any) -> Provider:
    participant_id = values.pop("participant_id", None)
    facts = terms.ProviderFacts(**{"name": "Amélia Prado", "does": "Compras"} | values)
    return terms.add_provider(
        actor, provider_id=new_id(), initiative=agency, facts=facts, participant_id=participant_id
    )


def told(actor: Actor, initiative: Initiative, member: Member) -> Told:
    return terms.tell(actor, told_id=new_id(), initiative=initiative, member_id=member.id)


def one_of_each_of_arrangements(
    actor: Actor, initiative: Initiative, member: Member, participant_id: UUID
) -> Mapping[str, UUID]:
    """The ids that addresses of arrangements name, all of the cooperative `initiative`."""
    account = an_account(actor, initiative, member)
    mistake = book(actor, account, "invoice", 1_000)
    hosted.reverse(actor, reversal_id=new_id(), hosted=account, booking=mistake)
    booking = book(actor, account, "invoice", 12_345, reference="F 1", words="Vestidos")
    book(actor, account, "expense", 500)
    agency = an_initiative(actor, "Agência de proximidade", kind="proximity_agency")
    a_provider(actor, agency, participant_id=participant_id, name="")
    # An agency's provider, moved to where the other ids are: only agencies take them.
    provider = a_provider(actor, agency, phone="+351913000111")
    provider.initiative_id = initiative.id
    db.session.flush()
    return {
        "occasional_id": an_initiative(actor, "Grupo de vindimas", kind="occasional_group").id,
        "serving_id": an_initiative(actor, "Horta da escola", kind="social_work").id,
        "hosted_id": account.id,
        "booking_id": booking.id,
        "provider_id": provider.id,
        "told_id": told(actor, initiative, member).id,
        "initiative_member_id": member.id,
    }
