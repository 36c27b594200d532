"""The demands of a place by what they lack: nothing, one more person, one measure, more than that.

One more person is somebody who can do one of the competences, and for whom the team has room.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from app.initiatives.measures.crews import Crew, TooHard, is_possible
from app.initiatives.measures.doors import Doors, Lock, places
from app.initiatives.measures.problem import Demand, Question, Why


class Lacks(StrEnum):
    NOTHING = "nothing"
    PERSON = "person"
    MEASURE = "measure"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Judged:
    """One demand: what it lacks, who brings something (a count), which competences one more person would have
    to bring, which single measures would open it, and of what lacks more, what nothing lifts or teaches.
    """

    lacks: Lacks
    people: int
    persons: tuple[UUID, ...] = ()
    measures: tuple[str, ...] = ()
    why: Why = field(default_factory=Why)


def judge(question: Question) -> Mapping[str, Judged]:
    """Every demand of a question, by its id."""
    doors = Doors(question)
    return {demand.id: _judge(doors, demand) for demand in question.demands}


def _judge(doors: Doors, demand: Demand) -> Judged:
    lock = Lock(demand, doors)
    people = lock.brings.bit_count()
    try:
        if not demand.hindrances and lock.is_enough(0):
            return Judged(Lacks.NOTHING, people)
        persons = () if demand.hindrances else _one_more(lock)
        door = doors.of(demand)
    except TooHard:
        return Judged(Lacks.MORE, people)
    measures = doors.question.measures
    alone = tuple(each.id for place, each in enumerate(measures) if door.is_open(1 << place))
    if persons:
        return Judged(Lacks.PERSON, people, persons, alone)
    if alone:
        return Judged(Lacks.MEASURE, people, measures=alone)
    return Judged(Lacks.MORE, people, why=doors.why(demand))


def _one_more(lock: Lock) -> tuple[UUID, ...]:
    """The competences of which one, brought by somebody new, would be enough."""
    demand = lock.demand
    people = [need.people for need in demand.needs]
    found = []
    for place, need in enumerate(demand.needs):
        needed = tuple(count - (bit == place) for bit, count in enumerate(people))
        if is_possible(Crew(needed, demand.most - 1, lock.supply, fewest=demand.fewest - 1)):
            found.append(need.competence)
    return tuple(found)


def who_could(question: Question) -> Mapping[int, int]:
    """Of a question about one demand: who could serve it with all the measures, by their place among its
    people, and which of its needs they cover already, as a set.
    """
    (demand,) = question.demands
    doors = Doors(question)
    everything = (1 << len(question.measures)) - 1
    door, lock = doors.of(demand), Lock(demand, doors)
    able = door.who(everything) if not door.is_closed and door.is_open(everything) else 0
    return {place: covers for covers, people in lock.kinds.items() for place in places(people & able)}
