"""The twin of the list of meetings."""

from flask import render_template
from sqlalchemy import func, select

from app.dev.bench.bare.frame import app, bare, office
from app.network.meetings.models.meeting import Invitee, Meeting
from app.network.meetings.states import MEETING
from app.network.meetings.wording import KINDS
from app.network.models import Municipality
from app.network.parties.models import Body, PartyReach


@app.get("/meetings")
def meetings() -> str:
    where = bare.session.scalars(select(Municipality.id).order_by(Municipality.sort_key.desc())).first()
    here = Meeting.municipality_id == where
    ordered = select(Meeting).where(here).order_by(Meeting.on.desc(), Meeting.id.desc()).limit(26)
    found = bare.session.scalars(ordered).all()[:25]
    limited = select(Meeting.id).where(here).limit(1_001).subquery()
    ids = [each.id for each in found]
    invited = select(Invitee.meeting_id, func.count()).where(
        Invitee.meeting_id.in_(ids), Invitee.withdrawn_at.is_(None)
    )
    reach = select(PartyReach.party_id).where(PartyReach.municipality_id == where)
    bodies = bare.session.scalars(select(Body).where(Body.id.in_(reach)).order_by(Body.sort_key)).all()
    named = select(Body.id, Body.name).where(Body.id.in_({each.body_id for each in found}))
    return render_template(
        "bare/meetings.html",
        meetings=found,
        count=bare.session.scalar(select(func.count()).select_from(limited)),
        invited={row[0]: row[1] for row in bare.session.execute(invited.group_by(Invitee.meeting_id))},
        names={row.id: row.name for row in bare.session.execute(named)},
        choices=(
            ("body", "Órgão", [(each.id, each.name) for each in bodies]),
            ("state", "Estado", [(key, key) for key in MEETING.names]),
            ("kind", "Tipo", [(key, key) for key in KINDS]),
        ),
        **office(),
    )
