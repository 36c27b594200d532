"""The words of names as rows: written with the participant, searched by beginning or sound."""

from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, and_, false, select

from app.people import names
from app.people.models import Participant, ParticipantWord

SHORTEST_HEARD = 3
"""Letters a typed word needs before its sound is looked for: fewer sound like too much."""


def rows_of(participant: Participant) -> list[ParticipantWord]:
    """The words of a participant's name as rows."""
    return [
        ParticipantWord(
            municipality_id=participant.municipality_id,
            participant_id=participant.id,
            position=position,
            word=key.word,
            sound=key.sound,
        )
        for position, key in enumerate(names.keys(participant.name))
    ]


def with_words(municipality_id: UUID, text: str) -> ColumnElement[bool]:
    """Participants whose name has a word for each word of the text: beginning with it or sounding like it."""
    wanted = names.keys(text)
    return (
        and_(*(Participant.id.in_(_carrying(municipality_id, key)) for key in wanted)) if wanted else false()
    )


def begins_with(prefix: str) -> ColumnElement[bool]:
    """Words that begin with letters or digits, as a range of the index whatever the database's collation."""
    if not (prefix.isascii() and prefix.isalnum()):  # a name without any letter
        return ParticipantWord.word == prefix
    beyond = _next(prefix)
    starts = ParticipantWord.word >= prefix
    return and_(starts, ParticipantWord.word < beyond) if beyond else starts


def _next(prefix: str) -> str:
    """The first word after all that begin with the prefix: "mar" → "mas"; "" when nothing comes after."""
    rest = prefix.rstrip("z")
    if not rest:
        return ""
    last = "a" if rest[-1] == "9" else chr(ord(rest[-1]) + 1)
    return rest[:-1] + last


def _carrying(municipality_id: UUID, key: names.Key) -> CompoundSelect[UUID]:
    here = select(ParticipantWord.participant_id).where(ParticipantWord.municipality_id == municipality_id)
    begins = here.where(begins_with(key.word))
    if len(key.word) < SHORTEST_HEARD:
        return begins.union_all()
    return begins.union_all(here.where(ParticipantWord.sound == key.sound))
