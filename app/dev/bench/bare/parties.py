"""The twin of a party's page."""

from typing import Any
from uuid import UUID

from flask import render_template
from sqlalchemy import select

from app.dev.bench.bare.frame import app, bare, office
from app.directory.services.models import Structure
from app.directory.shelves.models.offers import Offer
from app.directory.slots.models import DropInSlot
from app.network.models import Parish
from app.network.parties.attached import (
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyName,
    PartyParish,
)
from app.network.parties.models import Party
from app.workshops.planning.models.series import Workshop


@app.get("/party/<uuid:party_id>")
def party(party_id: UUID) -> str:
    def of(model: Any) -> Any:
        return bare.session.scalars(select(model).where(model.party_id == party_id)).all()

    def resting(model: Any) -> Any:
        return bare.session.scalars(select(model).where(model.organisation_id == party_id)).all()

    found = bare.session.get_one(Party, party_id)
    bodies = select(Party.id, Party.name, PartyMember.role, PartyMember.from_on)
    bodies = bodies.join(PartyMember, PartyMember.party_id == Party.id)
    return render_template(
        "bare/party.html",
        party=found,
        parent=bare.session.get(Party, found.parent_id) if found.parent_id else None,
        called=of(PartyName),
        contacts=of(PartyContact),
        brings=of(PartyContribution),
        roles=of(PartnershipRole),
        served=[each.parish_id for each in of(PartyParish)],
        parishes={row.id: row.name for row in bare.session.execute(select(Parish.id, Parish.name))},
        bodies=bare.session.execute(bodies.where(PartyMember.member_id == party_id)).all(),
        listed=[
            *((each.id, each.name) for each in resting(Structure)),
            *((each.id, each.topic) for each in resting(DropInSlot)),
            *((each.id, each.title) for each in resting(Offer)),
        ],
        series=resting(Workshop),
        **office(),
    )
