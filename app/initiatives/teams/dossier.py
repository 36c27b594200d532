"""What a person gets of teams: for what they were proposed and why, what they answered, what was wished."""

from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core.db import db
from app.core.dossier import Lexicon, Section, Told
from app.core.i18n import MAIN, Language, language
from app.initiatives.groups.models import Initiative
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams.models import Team, TeamPlace, TeamSearch, TeamWish
from app.people.models import Participant
from app.skills.queries.catalogue import catalogue_for
from app.skills.snapshot import Catalogue

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def places(person: Participant) -> Section:
    """Every proposal they stand or stood in."""
    query = _titled(select(TeamPlace, Team.created_at, _TITLE).join(Team, Team.id == TeamPlace.team_id))
    mine = query.where(TeamPlace.participant_id == person.id).order_by(Team.created_at, TeamPlace.id)
    found = db.session.execute(mine).all()
    known = catalogue_for(UUID(key) for each, _at, _title in found for key in each.covers)
    rows: list[dict[str, Any]] = [
        {
            "team": title,
            "state": LEXICON.told("team_place", each.state),
            "brings": _covers(each, known),
            "proposed_at": proposed_at,
            "invited_at": each.invited_at,
            "answer_by": each.answer_by,
            "answered_at": each.answered_at,
            "answered_how": LEXICON.told("answered_how", each.answered_how),
            "note": each.note,
        }
        for each, proposed_at, title in found
    ]
    return Section(
        "team_places", LEXICON, rows, [each.id for each, _at, _title in found], states="team_place"
    )


def wishes(person: Participant) -> Section:
    """Which searches for a team named them, and how; not with whom."""
    query = select(TeamWish, _TITLE).join(TeamSearch, TeamSearch.id == TeamWish.search_id)
    mine = _with_subjects(query).where(TeamWish.participant_id == person.id)
    rows: list[dict[str, Any]] = [
        {
            "search": title,
            "kind": LEXICON.told("kind", each.kind),
            "number": each.number,
            "created_at": each.created_at,
        }
        for each, title in db.session.execute(mine.order_by(TeamWish.created_at, TeamWish.id))
    ]
    return Section("team_wishes", LEXICON, rows)


_TITLE = func.coalesce(Opportunity.title, Initiative.title)


def _titled(query: Any) -> Any:
    return _with_subjects(query.join(TeamSearch, TeamSearch.id == Team.search_id))


def _with_subjects(query: Any) -> Any:
    query = query.outerjoin(Opportunity, Opportunity.id == TeamSearch.opportunity_id)
    return query.outerjoin(Initiative, Initiative.id == TeamSearch.initiative_id)


def _covers(place: TeamPlace, known: Catalogue) -> Told | None:
    """Competences and levels in one line, in every language."""

    def say(spoken: Language) -> str:
        return "; ".join(
            f"{view.name(spoken.code).value} ({LEXICON.name('level', level, spoken.code).value})"
            if level
            else view.name(spoken.code).value
            for key, level in place.covers.items()
            if (view := known.competence(UUID(key)))
        )

    if not place.covers:
        return None
    return Told(say(language(MAIN)), say)
