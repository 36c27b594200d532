"""What a person gets of initiatives when they ask for their data: where they take part, and what began of
their project sheets.
"""

from pathlib import Path

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import By, Cell, Lexicon, Section, Told
from app.initiatives.groups.models import Initiative, InitiativeSheet, Member
from app.initiatives.groups.shares import typed_of
from app.people.models import Participant
from app.workshops.projects.models import ProjectSheet

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def members(person: Participant) -> Section:
    """Every initiative they were asked to, take part in or left."""
    query = select(Member, Initiative.title).join(Initiative, Initiative.id == Member.initiative_id)
    theirs = query.where(Member.participant_id == person.id).order_by(Member.created_at, Member.id)
    found = db.session.execute(theirs).all()
    rows: list[dict[str, Cell]] = [{"initiative": title, **_place(each)} for each, title in found]
    return Section("initiatives", LEXICON, rows, [each.id for each, _title in found], states="member")


def sheets(person: Participant) -> Section:
    """The initiatives that came from a way of their project sheets."""
    query = select(InitiativeSheet, Initiative.title, ProjectSheet.created_at)
    query = query.join(Initiative, Initiative.id == InitiativeSheet.initiative_id)
    query = query.join(ProjectSheet, ProjectSheet.id == InitiativeSheet.sheet_id)
    theirs = query.where(ProjectSheet.participant_id == person.id)
    in_order = theirs.order_by(ProjectSheet.created_at, InitiativeSheet.initiative_id)
    rows: list[dict[str, Cell]] = [
        {"initiative": title, "sheet": made_at, "position": _number(each.position)}
        for each, title, made_at in db.session.execute(in_order)
    ]
    return Section("initiatives_of_sheets", LEXICON, rows)


def _place(each: Member) -> dict[str, Cell]:
    return {
        "state": LEXICON.told("member", each.state),
        "role": each.role,
        "hours": each.hours,
        "share": _share(each.share),
        "invited_on": each.invited_on,
        "joined_on": each.joined_on,
        "left_on": each.left_on,
        "note": each.note,
        "created_at": each.created_at,
        "created_by": By(each.created_by),
    }


def _share(share: int | None) -> Told | None:
    return None if share is None else Told(share, lambda _language: f"{typed_of(share)} %")


def _number(position: int) -> Told:
    """Ways are counted from 1 on paper."""
    return Told(position, lambda _language: str(position + 1))
