"""What a search came to, as it is kept: numbers, and ids and titles of measures and demands; nobody's.

Who could serve a demand is looked up when somebody opens its page, so that it is always those who may be
proposed at that moment.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.initiatives.measures.demands import Demands, kind_and_id
from app.initiatives.measures.models import Measure
from app.initiatives.measures.problem import Answer, Question, Worth

Kept = dict[str, Any]


def kept(answer: Answer, asked: Question, demands: Demands, measures: Sequence[Measure]) -> Kept:
    """The measures that were chosen come with the most needed first: the one without which least is left."""
    rows = {str(each.id): each for each in measures}
    chosen = sorted(answer.chosen, key=lambda each: _rank(answer, each))
    return {
        "measures": [_measure(rows[each], answer) for each in chosen],
        "opened": [
            _demand(each, demands) | {"people": opened.people, "measures": [*opened.measures]}
            for each, opened in answer.opened.items()
        ],
        "closed": [
            _demand(each, demands)
            | {"hindrances": [*why.hindrances], "competences": [str(known) for known in why.competences]}
            for each, why in answer.closed.items()
        ],
        "feasible": _demands(answer.feasible, demands),
        "others": _demands(answer.others, demands),
        "undecided": _demands(answer.undecided, demands),
        "worth": _worth(answer.worth),
        "bound": _worth(answer.bound),
        "is_proven": answer.is_proven,
        "judged": {
            "demands": len(asked.demands),
            "silent": demands.silent,
            "measures": len(asked.measures),
            "people": len(asked.people),
        },
    }


def _rank(answer: Answer, measure: str) -> tuple[int, int, str]:
    without = answer.marginals[measure].without
    return without.demands, without.people, measure


def _measure(row: Measure, answer: Answer) -> Kept:
    marginal = answer.marginals[str(row.id)]
    return {
        "id": str(row.id),
        "title": row.title,
        "kind": row.kind,
        "cents": row.cents,
        "demands": answer.worth.demands - marginal.without.demands,
        "people": answer.worth.people - marginal.without.people,
        "is_proven": marginal.is_proven,
    }


def _demands(ids: Iterable[str], demands: Demands) -> list[Kept]:
    return [_demand(each, demands) for each in ids]


def _demand(demand_id: str, demands: Demands) -> Kept:
    kind, thing = kind_and_id(demand_id)
    return {"kind": kind, "id": str(thing), "title": demands.titles[demand_id]}


def _worth(worth: Worth) -> Mapping[str, int]:
    return {"demands": worth.demands, "people": worth.people}
