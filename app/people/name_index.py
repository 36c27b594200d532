"""The words of names as rows: written with the participant, searched by beginning or sound."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
)

from app.core.db import Base, db
from app.people import names
from app.people.models import NearWord, Participant, ParticipantNamePair, ParticipantWord
from app.people.near import near, pairs

_TABLES = Base.metadata.tables
_WORD, _PAIR, _NEAR = (
    insert(_TABLES[model.__tablename__]) for model in (ParticipantWord, ParticipantNamePair, NearWord)
)
SHORTEST_HEARD = 3
"""Letters a typed word needs before its sound is looked for: fewer sound like too much."""
RARE = 1_000
"""A word that more participants carry is a common one."""
AT_ONCE = 1_000


def rows_of(participant: Participant) -> list[dict[str, Any]]:
    """The words of a participant's name, by column of their table."""
    whose = {"municipality_id": participant.municipality_id, "participant_id": participant.id}
    keys = enumerate(names.keys(participant.name))
    return [{**whose, "position": at, "word": key.word, "sound": key.sound} for at, key in keys]


def pairs_of(participant: Participant) -> list[dict[str, Any]]:
    """The same of the pairs of these words."""
    whose = {"municipality_id": participant.municipality_id, "participant_id": participant.id}
    return [{**whose, "pair": pair} for pair in sorted(pairs(names.keys(participant.name)))]


def write_words(*participants: Participant) -> None:
    """Store the words of participants who are stored: an index, of which no object is needed."""
    words = [row for each in participants for row in rows_of(each)]
    if not words:
        return
    db.session.execute(_WORD, words)
    db.session.execute(_PAIR, [row for each in participants for row in pairs_of(each)])
    for where in {each.municipality_id for each in participants}:
        known = {names.Key(row["word"], row["sound"]) for row in words if row["municipality_id"] == where}
        _learn(where, known)


def write_anew(*participants: Participant) -> None:
    """The same for participants of whom words are stored already."""
    ids = [each.id for each in participants]
    for model in (ParticipantWord, ParticipantNamePair):
        db.session.execute(delete(model).where(model.participant_id.in_(ids)))
    write_words(*participants)


def _learn(municipality_id: UUID, words: Iterable[names.Key]) -> None:
    """Let words be found that nobody here was called by; of two who bring one the second begins anew."""
    wanted = set(words)
    here = NearWord.municipality_id == municipality_id, NearWord.near == NearWord.word
    there = select(NearWord.word, NearWord.sound).where(
        *here, NearWord.near.in_({key.word for key in wanted})
    )
    new = wanted - {names.Key(*row) for row in db.session.execute(there)}
    if rows := list(near_rows(municipality_id, sorted(new))):
        db.session.execute(_NEAR, rows)


def near_rows(municipality_id: UUID, words: Iterable[names.Key]) -> Iterator[dict[str, Any]]:
    """The keys of words, by column of their table."""
    for key in words:
        for each in sorted(near(key)):
            yield {"municipality_id": municipality_id, "near": each, "word": key.word, "sound": key.sound}


def tend() -> None:
    """Index whom a server of the release before wrote, and forget words that nobody carries (nightly)."""
    lacking = select(Participant).where(
        ~exists().where(ParticipantNamePair.participant_id == Participant.id),
        exists().where(ParticipantWord.participant_id == Participant.id),
    )
    if found := db.session.scalars(lacking.order_by(Participant.id).limit(AT_ONCE)).all():
        write_anew(*found)
    forget_words()


def forget_words() -> None:
    """Forget the words of names that nobody carries any more."""
    carried = exists().where(
        ParticipantWord.municipality_id == NearWord.municipality_id,
        ParticipantWord.word == NearWord.word,
        ParticipantWord.sound == NearWord.sound,
    )
    db.session.execute(delete(NearWord).where(~carried))


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
