"""What everybody may read of the partnership: who takes part as what, and whoever agreed to be named."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.network.parties.attached import PartnerRole, PartnershipRole, PartyContact
from app.network.parties.models import Party
from app.network.parties.overview import holds


@dataclass(frozen=True, slots=True)
class PublicPartner:
    """`contacts` are name and function of those who agreed to stand on public pages."""

    name: str
    role: PartnerRole
    contacts: Sequence[tuple[str, str]] = ()


def public_partners(municipality_id: UUID, day: date) -> list[PublicPartner]:
    """The central entity first, then local ones, then who supports, each by name; two queries."""
    row = PartnershipRole
    roles = (
        select(row.party_id, Party.name, row.role)
        .join(Party, Party.id == row.party_id)
        .where(row.municipality_id == municipality_id, *holds(row, day))
        .order_by(Party.sort_key, row.id)
    )
    contacts = defaultdict(list)
    agreed = select(PartyContact.party_id, PartyContact.name, PartyContact.function).where(
        PartyContact.municipality_id == municipality_id,
        PartyContact.agreed_on <= day,
        *holds(PartyContact, day),
    )
    for party_id, name, function in db.session.execute(agreed.order_by(PartyContact.name, PartyContact.id)):
        contacts[party_id].append((name, function))
    found = [
        PublicPartner(name, PartnerRole(role), contacts[party_id])
        for party_id, name, role in db.session.execute(roles)
    ]
    order = [PartnerRole.CENTRAL, PartnerRole.LOCAL, PartnerRole.SUPPORT]
    return sorted(found, key=lambda each: order.index(each.role))
