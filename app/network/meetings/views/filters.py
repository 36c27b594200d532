"""How templates say what meetings keep."""

from collections.abc import Callable, Mapping
from typing import Any

from app.network.meetings.answers import ANSWERS
from app.network.meetings.states import MEETING
from app.network.meetings.wording import (
    ITEM_KINDS,
    KINDS,
    PRESENCES,
    STANCES,
    rule_in_words,
    votes_in_words,
)

FILTERS: Mapping[str, Callable[..., Any]] = {
    "answer_name": lambda answer: str(ANSWERS[answer]),
    "item_kind_name": lambda kind: str(ITEM_KINDS[kind]),
    "meeting_kind_name": lambda kind: str(KINDS[kind]),
    "meeting_state_name": MEETING.name,
    "meeting_state_tone": MEETING.tone,
    "presence_name": lambda presence: str(PRESENCES[presence]),
    "rule_in_words": rule_in_words,
    "stance_name": lambda stance: str(STANCES[stance]),
    "votes_in_words": votes_in_words,
}
