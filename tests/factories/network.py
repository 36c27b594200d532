"""What is noted of a party, made through the operations."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import new_id
from app.network.parties.attached import (
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyName,
)
from app.network.parties.attaching import note
from app.network.parties.models import BodyKind, Party
from app.network.parties.operations import create_party
from app.network.parties.queries import get_party
from tests.factories import links
from tests.factories.meetings import one_of_each_of_meetings


def a_body(actor: Actor, name: str = "Núcleo Executivo") -> Party:
    assert actor.municipality_id
    return create_party(
        actor,
        party_id=new_id(),
        municipality_id=actor.municipality_id,
        name=name,
        kind=BodyKind.EXECUTIVE_NUCLEUS,
    )


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """A line of every sort, all of one party."""
    party = get_party(actor, ids["organisation_id"])
    assert actor.municipality_id
    where = actor.municipality_id
    of = {"municipality_id": where, "party": party}
    other = a_body(actor, f"Núcleo {where.hex[:4]}")
    named = {"text": f"Raízes {where.hex[:4]}", "sort": "spelling"}
    person = {"name": "Rosa Peixe", "function": "Direção", "email": "rosa@example.org"}
    room = {"kind": "premises", "what": "Sala para vinte pessoas"}
    name = note(actor, PartyName, line_id=new_id(), values=named, **of)
    contact = note(actor, PartyContact, line_id=new_id(), values=person, **of)
    contribution = note(actor, PartyContribution, line_id=new_id(), values=room, **of)
    role = note(actor, PartnershipRole, line_id=new_id(), values={"role": "support"}, **of)
    member = note(
        actor, PartyMember, line_id=new_id(), values={"member_id": other.id, "role": "member"}, **of
    )
    return {
        **one_of_each_of_meetings(actor),
        **links.one_of_each(actor, ids),
        "party_name_id": name.id,
        "party_contact_id": contact.id,
        "party_member_id": member.id,
        "contribution_id": contribution.id,
        "partnership_role_id": role.id,
    }
