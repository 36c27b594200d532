"""The demands of a place by what they lack: nothing, one more person, one measure, more than that.

One more person is somebody who can do everything that is still missing, and for whom the team has room.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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
    """One demand: what it lacks, who brings something (a count), which single measures would open it, and of
    what lacks more, what nothing lifts or teaches.
    """

    lacks: Lacks
    people: int
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
        one_more = not demand.hindrances and _is_possible_with_one_more(lock)
        door = doors.of(demand)
    except TooHard:
        return Judged(Lacks.MORE, people)
    measures = doors.question.measures
    alone = tuple(each.id for place, each in enumerate(measures) if door.is_open(1 << place))
    if one_more:
        return Judged(Lacks.PERSON, people, alone)
    if alone:
        return Judged(Lacks.MEASURE, people, alone)
    return Judged(Lacks.MORE, people, why=doors.why(demand))


def _is_possible_with_one_more(lock: Lock) -> bool:
    demand = lock.demand
    needed = tuple(max(0, need.people - 1) for need in demand.needs)
    has_enough = lock.count + 1 >= demand.fewest
    return has_enough and is_possible(Crew(needed, demand.most - 1, lock.supply))


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
