"""What a person gets of circles: what they would teach and learn there, and what they said."""

from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.dossier import Lexicon, Section, Told
from app.core.i18n import MAIN
from app.initiatives.circles.models import Circle, CirclePlace
from app.people.models import Participant
from app.skills.queries.catalogue import catalogue_for
from app.skills.snapshot import Catalogue

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def places(person: Participant) -> Section:
    """Every circle they stand or stood in; not with whom."""
    query = select(CirclePlace).where(CirclePlace.participant_id == person.id)
    query = query.options(joinedload(CirclePlace.circle).selectinload(Circle.places))
    found = db.session.scalars(query.order_by(CirclePlace.id)).all()
    known = catalogue_for(each.competence_id for place in found for each in place.circle.places)
    rows: list[dict[str, Any]] = [
        {
            "state": LEXICON.told("state", each.circle.state),
            "teaches": _named(known, each),
            "learns": _named(known, before) if (before := _before(each)) else None,
            "answer": LEXICON.told("answer", each.answer) if each.answer else None,
            "answered_at": each.answered_at,
            "left": LEXICON.told("left", each.left) if each.left else None,
            "on": each.circle.on,
            "place": each.circle.place_name,
            "proposed_at": each.circle.created_at,
        }
        for each in found
    ]
    return Section("circle_places", LEXICON, rows, [each.id for each in found])


def _before(place: CirclePlace) -> CirclePlace | None:
    """Who teaches them; nobody any more where they left."""
    there = place.circle.members
    return there[there.index(place) - 1] if place in there and len(there) > 1 else None


def _named(known: Catalogue, place: CirclePlace) -> Told | None:
    view = known.competence(place.competence_id)
    if view is None:
        return None
    return Told(view.name(MAIN).value, lambda spoken: view.name(spoken.code).value)
