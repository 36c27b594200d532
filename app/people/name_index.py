"""The words of names as rows: written with the participant, searched by beginning or sound."""

from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, false, func, insert, or_, select

from app.core.db import Base, db
from app.people import names
from app.people.models import Participant, ParticipantWord

_INSERT = insert(Base.metadata.tables[ParticipantWord.__tablename__])
SHORTEST_HEARD = 3
"""Letters a typed word needs before its sound is looked for: fewer sound like too much."""
RARE = 1_000
"""A word that more participants carry is a common one."""


def rows_of(participant: Participant) -> list[dict[str, Any]]:
    """The words of a participant's name, by column of their table."""
    whose = {"municipality_id": participant.municipality_id, "participant_id": participant.id}
    keys = enumerate(names.keys(participant.name))
    return [{**whose, "position": at, "word": key.word, "sound": key.sound} for at, key in keys]


def write_words(participant: Participant) -> None:
    """Store the words of a participant who is stored: an index, of which no object is needed."""
    if rows := rows_of(participant):
        db.session.execute(_INSERT, rows)


def with_words(municipality_id: UUID, text: str) -> ColumnElement[bool]:
    """Participants whose name has a word for each word of the text: beginning with it or sounding like it.

    One query counts first. Where a word is rare, its few carriers are looked at; where all are common,
    the list is walked in its order until the page is full, which takes longer the more people there are
    (two common words among a million people of one municipality: about a second).
    """
    wanted = {key.word: key for key in names.keys(text)}.values()
    if not wanted:
        return false()
    here = select(ParticipantWord.participant_id).where(ParticipantWord.municipality_id == municipality_id)
    counted = [_count(here.where(_matches(key))) for key in wanted]
    fewest, rarest = min(
        zip(db.session.execute(select(*counted)).one(), wanted, strict=True), key=itemgetter(0)
    )
    own = ParticipantWord.participant_id == Participant.id
    carried: list[ColumnElement[bool]] = [exists().where(own, _matches(key)) for key in wanted]
    if fewest <= RARE:
        carried.append(Participant.id.in_(here.where(_matches(rarest))))
    return and_(*carried)


def _count(words: Select[UUID]) -> ScalarSelect[int]:
    return select(func.count()).select_from(words.limit(RARE + 1).subquery()).scalar_subquery()


def _matches(key: names.Key) -> ColumnElement[bool]:
    begins = begins_with(key.word)
    is_heard = len(key.word) >= SHORTEST_HEARD and len(key.sound) >= names.SHORTEST_SOUND
    return or_(begins, ParticipantWord.sound == key.sound) if is_heard else begins


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
