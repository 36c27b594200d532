"""What is noted of two records of one person: nothing is lost, and of two answers the chosen one holds."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from app.core import clock
from app.core.db import MunicipalityScope
from app.network.queries import get_zone
from app.people.facts.held import Held, Subject, held_on
from app.people.facts.models import Fact


def question_of(subject: Subject) -> str:
    """The name of the question which of two answers holds."""
    return "_".join(["fact", *subject])


def contradicting(kept: Held, gone: Held) -> list[Subject]:
    """What both have an answer to, and not the same."""
    return [of for of, fact in kept.items() if of in gone and gone[of].value != fact.value]


def noted_twice(kept: Sequence[Fact], gone: Sequence[Fact]) -> list[Fact]:
    """Facts of the second that say no more than one of the first."""
    known = {_said(fact) for fact in kept if not fact.is_withdrawn}
    return [fact for fact in gone if not fact.is_withdrawn and _said(fact) in known]


def overruled(
    kept: Sequence[Fact], gone: Sequence[Fact], day: date, others: Collection[str]
) -> Iterator[Fact]:
    """The facts that must no longer count so that of each subject the right one holds.

    That is the answer of the second where `others` names its question, else that of the first.
    """
    mine, theirs = held_on(kept, day), held_on(gone, day)
    left = [fact for fact in (*kept, *gone) if not fact.is_withdrawn]
    for of, fact in mine.items():
        right = theirs[of] if of in theirs and question_of(of) in others else fact
        begun = [each for each in left if (each.kind, each.key) == of and _has_begun(each, day)]
        for each in sorted(begun, key=lambda each: each.stands_since, reverse=True):
            if _says(each, right, day):
                break
            yield each


def today_of(whose: MunicipalityScope) -> date:
    """The day it is where a row belongs."""
    return clock.today(get_zone(whose.municipality_id))


def _has_begun(fact: Fact, day: date) -> bool:
    return fact.begins_on is None or fact.begins_on <= day


def _says(fact: Fact, right: Fact, day: date) -> bool:
    """Whether it says that day what the right one does."""
    has_ended = fact.ends_on is not None and fact.ends_on < day
    return fact is right or (fact.value == right.value and not has_ended)


def _said(fact: Fact) -> tuple[str, str, str, str, date | None]:
    return fact.kind, fact.key, fact.value, fact.since, fact.ends_on
