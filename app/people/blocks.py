"""Whom somebody is compared with: some hundred participants, gathered by indexed keys (near.py).

The same folded name with or without its particle, the same telephone, the same birthday and a word in common,
words of the name that are rare here, and two words of it together, each as it was typed or within a letter of
it. Each block reads by an index as many rows as a limit says, so that a crowd costs no more than a few; the
number of queries is the same for one name and for a list of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, product
from uuid import UUID

from sqlalchemy import Select, case, func, literal, select, union_all

from app.core.db import db
from app.people import names
from app.people.facts import days
from app.people.facts.kinds import BORN
from app.people.facts.models import Fact
from app.people.judging import Described
from app.people.models import ContactPoint, NearWord, Participant, ParticipantNamePair, ParticipantWord
from app.people.names import Key
from app.people.near import HEARD, near, pair, pairs

COMMON = 50
"""A word that more participants carry is a common one: two of them together tell somebody apart."""
MOST = 50
"""Participants whom one block brings at most for a name."""
MOST_PAIRED = 2_000
"""Of participants with two words of a name so many are sorted by how many pairs they share."""
SAME_YEAR = 2
"""So many pairs of words the same year of birth is worth in sorting them."""
MOST_NEAR = 6
"""Sounds by which one word is looked for, the likest first."""
MOST_WORDS = 6

Sounds = Sequence[Mapping[str, int]]
"""Of each word of a name the sounds by which it is looked for, and how many carry each, the likest first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to look for: a name as it was typed, and what is known of whoever bears it."""

    name: str
    described: Described


def gather(municipality_id: UUID, wanted: Sequence[Wanted]) -> set[UUID]:
    """The participants of a municipality with whom these are worth comparing; three queries."""
    phones = {phone for each in wanted for phone in each.described.phones}
    named = [each for each in wanted if each.described.keys]
    blocks = [_by_phone(municipality_id, phones)] if phones else []
    if named:
        sounds = _sounds(municipality_id, named)
        blocks += [
            _by_spelling(municipality_id, named),
            _by_rare_words(municipality_id, sounds),
            _by_pairs(municipality_id, named, sounds),
        ]
        born = {each.described.born for each in named if len(each.described.born) > days.YEAR}
        blocks += [_by_birthday(municipality_id, born, sounds)] if born else []
    if not blocks:
        return set()
    most = MOST * len(wanted)
    limited = [select(block.limit(most).subquery().c[0]) for block in blocks]
    return set(db.session.scalars(union_all(*limited)))


def likest(wanted: Key, known: Iterable[Key]) -> list[str]:
    """The sounds of those of the known words that are like one, the same sound first."""
    alike = ((key.sound == wanted.sound, names.words_alike(wanted, key), key.sound) for key in known)
    best = sorted((each for each in alike if each[0] or each[1]), reverse=True)
    return list(dict.fromkeys(sound for _, _, sound in best))[:MOST_NEAR]


def telling_words(name: Sequence[Key]) -> list[Key]:
    """The words of a name that are looked for one by one: those with the longest sounds."""
    return sorted(name, key=lambda key: (-len(key.sound), key))[:MOST_WORDS]


def pairs_of(name: Sequence[Key], sounds: Iterable[Iterable[str]]) -> set[str]:
    """The pairs by which a name is looked for, of the sounds that each of its words may stand for."""
    found = [list(each) for each in sounds]
    both = {pair(*two) for one, other in combinations(found, 2) for two in product(one, other)}
    alone = {sound for each in found for sound in each} | {key.sound for key in name}
    return both | alone | pairs(name)


def few(counts: Mapping[str, int], most: int) -> list[str]:
    """The rarest sounds, of those that are not common, with `most` carriers together, or one sound."""
    rare = sorted((count, sound) for sound, count in counts.items() if count <= COMMON)
    carriers = accumulate(count for count, _ in rare)
    return [
        sound
        for at, ((_, sound), sofar) in enumerate(zip(rare, carriers, strict=True))
        if not at or sofar <= most
    ]


def _sounds(municipality_id: UUID, wanted: Sequence[Wanted]) -> list[Sounds]:
    """The sounds known here that the words of each name may stand for, and how many carry each."""
    words = [telling_words(each.described.keys) for each in wanted]
    keys = {key for each in words for key in each}
    nearness = {key: near(key) for key in keys}
    known = select(NearWord.near, NearWord.word, NearWord.sound).where(
        NearWord.municipality_id == municipality_id,
        NearWord.near.in_({each for several in nearness.values() for each in several}),
    )
    by_near: dict[str, set[Key]] = {}
    for at, word, sound in db.session.execute(known):
        by_near.setdefault(at, set()).add(Key(word, sound))
    found = {
        key: likest(key, {each for at in several for each in by_near.get(at, ())})
        for key, several in nearness.items()
    }
    counts = _count_carriers(municipality_id, {sound for several in found.values() for sound in several})
    return [[{sound: counts.get(sound, 0) for sound in found[key]} for key in each] for each in words]


def _count_carriers(municipality_id: UUID, sounds: Collection[str]) -> Mapping[str, int]:
    """How many people there have a word of each sound, counted up to one more than `COMMON`."""
    known = (
        select(NearWord.municipality_id, NearWord.sound)
        .where(
            NearWord.municipality_id == municipality_id,
            NearWord.near.in_({HEARD + sound for sound in sounds}),
            NearWord.near == HEARD + NearWord.sound,
        )
        .distinct()
        .subquery()
    )
    carrying = select(literal(1)).where(
        ParticipantWord.municipality_id == known.c.municipality_id, ParticipantWord.sound == known.c.sound
    )
    some = carrying.limit(COMMON + 1).correlate(known).subquery()
    count = select(func.count()).select_from(some).scalar_subquery()
    rows = db.session.execute(select(known.c.sound, count))
    return {row[0]: row[1] for row in rows}


def _by_phone(municipality_id: UUID, phones: Collection[str]) -> Select[UUID]:
    here = ContactPoint.municipality_id == municipality_id
    return select(ContactPoint.participant_id).where(here, ContactPoint.key.in_(phones))


def _by_spelling(municipality_id: UUID, wanted: Sequence[Wanted]) -> Select[UUID]:
    spellings = {spelling for each in wanted for spelling in names.spellings(each.name)}
    here = Participant.municipality_id == municipality_id
    return select(Participant.id).where(here, Participant.sort_key.in_(spellings))


def _by_rare_words(municipality_id: UUID, sounds: Sequence[Sounds]) -> Select[UUID]:
    """Everybody with a word that is rare here."""
    rare = {
        sound
        for each in sounds
        for sound in few({sound: count for word in each for sound, count in word.items()}, MOST)
    }
    here = ParticipantWord.municipality_id == municipality_id
    return select(ParticipantWord.participant_id).where(here, ParticipantWord.sound.in_(rare))


def _by_pairs(municipality_id: UUID, wanted: Sequence[Wanted], sounds: Sequence[Sounds]) -> Select[UUID]:
    """Whoever has two words of a name, or both as one, or but one word; those who have most first."""
    keys: set[str] = set()
    for each, heard in zip(wanted, sounds, strict=True):
        keys |= pairs_of(each.described.keys, heard)
    here = ParticipantNamePair.municipality_id == municipality_id
    some = (
        select(ParticipantNamePair.participant_id)
        .where(here, ParticipantNamePair.pair.in_(keys))
        .limit(MOST_PAIRED * len(wanted))
        .subquery()
    )
    person, shared = some.c.participant_id, func.count()
    year = wanted[0].described.born[: days.YEAR] if len(wanted) == 1 else ""
    if not year:
        return select(person).group_by(person).order_by(shared.desc(), person)
    born = Participant.birth_year
    best = shared + case((born == int(year), SAME_YEAR), else_=0)
    joined = select(person).join(Participant, Participant.id == person)
    return joined.group_by(person, born).order_by(best.desc(), person)


def _by_birthday(municipality_id: UUID, born: Collection[str], sounds: Sequence[Sounds]) -> Select[UUID]:
    """Who was born on that very day, or in that month as far as is known, with a word of the name."""
    heard = {sound for each in sounds for word in each for sound in word}
    person = Fact.participant_id
    return (
        select(person)
        .join(ParticipantWord, ParticipantWord.participant_id == person)
        .where(Fact.municipality_id == municipality_id, Fact.kind == BORN)
        .where(Fact.value.in_(born), ParticipantWord.sound.in_(heard))
        .group_by(person)
        .order_by(func.count().desc(), person)
    )
