"""What is noted about people."""

from datetime import date
from typing import Any

from app.core.unit_of_work import writing
from app.people.facts.held import held_on
from app.people.facts.queries import list_facts
from app.people.models import Participant
from app.people.operations.facts import UNDATED, Noting, note_facts
from tests.cast import Cast

TODAY = date(2026, 11, 30)


def note(cast: Cast, person: Participant, noting: Noting = UNDATED, **answers: Any) -> list[str]:
    """Note answers by kind, by the facilitator here; of kinds with several a dict by key."""
    by_kind = {kind: said if isinstance(said, dict) else {"": said} for kind, said in answers.items()}
    with writing():
        return note_facts(
            cast.facilitator.actor,
            participant=person,
            version=person.version,
            answers=by_kind,
            noting=noting,
        )


def holding(person: Participant, day: date = TODAY) -> dict[str, str]:
    """What holds on a day but for the language, as "kind key" and answer."""
    held = held_on(list_facts(person.id), day)
    return {f"{kind} {key}".strip(): fact.value for (kind, key), fact in held.items() if kind != "language"}
