"""Who of those already known could this person be? Proposed with reasons; a person decides.

First a few hundred participants are gathered by indexed keys (blocking): the same folded name with or
without its particle, the same telephone, the rarest words of the name by sound, the first letters of its
longest word. Only these are compared. The number of queries depends neither on how many participants
there are nor on their names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, func, select, union_all
from sqlalchemy.orm import aliased

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.people import names
from app.people.contacts import phone_keys
from app.people.models import ContactPoint, Participant, ParticipantWord
from app.people.name_index import begins_with
from app.people.names import Alike
from app.people.permissions import visible_to

FEW = 200
"""Most participants that one block may bring; a word that more of them carry is a common one."""
PREFIX = 4
LEAST_LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known participant, how likely it is the same person (0–1), and why."""

    participant: Participant
    score: float
    reasons: tuple[Alike, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    name: str
    keys: Sequence[names.Key]
    birth_year: int | None
    phones: Sequence[str]
    municipality_id: UUID


def find_candidates(
    actor: Actor,
    *,
    name: str,
    birth_year: int | None = None,
    phone: str | None = None,
    municipality_id: UUID | None = None,
    limit: int = 5,
) -> list[Candidate]:
    """The likeliest participants of a municipality (the current one) whom the actor may see, best first."""
    where = municipality_id or actor.here()
    actor.demand(Permission.PARTICIPANT_READ, where)
    numbers = phone_keys(phone) if phone else []
    wanted = _Wanted(name, names.keys(name), birth_year, numbers, where)
    if not wanted.keys and not numbers:
        return []
    same_phone = _ids(_by_phone(wanted)) if numbers else set()
    found = _ids(*_by_name(wanted)) | same_phone if wanted.keys else same_phone
    rows = db.session.scalars(select(Participant).where(Participant.id.in_(found), visible_to(actor)))
    compared = (_compare(wanted, participant, same_phone) for participant in rows)
    best = sorted(filter(None, compared), key=lambda each: (-each.score, each.participant.sort_key))
    return best[:limit]


def _compare(wanted: _Wanted, participant: Participant, same_phone: set[UUID]) -> Candidate | None:
    alike = names.likeness(wanted.keys, names.keys(participant.name))
    has_phone = participant.id in same_phone
    if not has_phone and alike.score < LEAST_LIKENESS:
        return None
    score, reasons = alike.score, []
    if has_phone:
        score, reasons = 1 - (1 - score) / 2, [Alike.PHONE]
    if alike.reason and alike.score >= LEAST_LIKENESS:
        reasons.append(alike.reason)
    if wanted.birth_year and participant.birth_year:
        if wanted.birth_year == participant.birth_year:
            score = 1 - (1 - score) * 0.7
            reasons.append(Alike.BIRTH_YEAR)
        else:
            score *= 0.85
    return Candidate(participant, round(score, 3), tuple(reasons))


def _by_phone(wanted: _Wanted) -> Select[UUID]:
    return select(ContactPoint.participant_id).where(
        ContactPoint.municipality_id == wanted.municipality_id, ContactPoint.key.in_(wanted.phones)
    )


def _by_name(wanted: _Wanted) -> list[Select[UUID]]:
    same = select(Participant.id).where(
        Participant.municipality_id == wanted.municipality_id,
        Participant.sort_key.in_(names.spellings(wanted.name)),
    )
    longest = max((key.word for key in wanted.keys), key=len)
    begins = _words(wanted).where(begins_with(longest[:PREFIX]))
    return [same, begins, *_by_rarest_words(wanted)]


def _by_rarest_words(wanted: _Wanted) -> list[Select[UUID]]:
    """Everybody with a rare word of the name; where all are common, who shares two of them."""
    counts = _count_sounds(wanted)
    rarest = sorted(counts, key=lambda sound: (counts[sound], sound))
    blocks = [_words(wanted).where(ParticipantWord.sound == each) for each in rarest if counts[each] <= FEW]
    if blocks:
        return blocks[:3]
    return _by_common_words(wanted, rarest[:2])


def _by_common_words(wanted: _Wanted, sounds: Sequence[str]) -> list[Select[UUID]]:
    """Who shares the two rarest of common words, and those of them who were born the same year."""
    both = _words(wanted).where(ParticipantWord.sound == sounds[0])
    for sound in sounds[1:]:
        other = aliased(ParticipantWord)
        same = other.participant_id == ParticipantWord.participant_id
        both = both.join(other, and_(same, other.sound == sound))
    blocks = [both]
    if wanted.birth_year:
        born = Participant.birth_year == wanted.birth_year
        blocks.append(both.join(Participant, Participant.id == ParticipantWord.participant_id).where(born))
    return blocks


def _count_sounds(wanted: _Wanted) -> dict[str, int]:
    """How many participants have each sound of the name, counted up to one more than `FEW`; one query."""
    sounds = list(dict.fromkeys(key.sound for key in wanted.keys))
    counted = []
    for sound in sounds:
        some = _words(wanted).where(ParticipantWord.sound == sound).limit(FEW + 1).subquery()
        counted.append(select(func.count()).select_from(some).scalar_subquery())
    return dict(zip(sounds, db.session.execute(select(*counted)).one(), strict=True))


def _words(wanted: _Wanted) -> Select[UUID]:
    here = ParticipantWord.municipality_id == wanted.municipality_id
    return select(ParticipantWord.participant_id).where(here)


def _ids(*blocks: Select[UUID]) -> set[UUID]:
    limited = [select(block.limit(FEW).subquery().c[0]) for block in blocks]
    return set(db.session.scalars(union_all(*limited)))
