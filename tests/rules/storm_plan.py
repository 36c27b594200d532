"""Which bad inputs are sent where: each kind of field meets all of them, each form some by turns."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from tests import turns
from tests.crawl import Field, FoundForm

EACH = 8
MACHINES = frozenset({"hidden", "button"})
Place = TypeVar("Place", bound=Hashable)


class Plan(Generic[Place]):
    """What is sent where, for one crowd of places after the other; it remembers what each kind has met."""

    def __init__(self, inputs: Sequence[str], kinds: Callable[[Place], set[Hashable]], of: str) -> None:
        self.inputs, self.kinds, self.of = inputs, kinds, of
        self.met: defaultdict[Hashable, set[str]] = defaultdict(set)

    def over(self, places: Iterable[Place]) -> dict[Place, list[str]]:
        """The inputs for each place: some by turns, and all that one of its kinds meets nowhere else."""
        plan = {each: turns.some(self.inputs, EACH, self.of, str(each)) for each in places}
        for place, inputs in plan.items():
            self._note(place, inputs)
        for place, inputs in plan.items():
            met = [self.met[kind] for kind in self.kinds(place)]
            plan[place] = [each for each in self.inputs if each in inputs or any(each not in m for m in met)]
            self._note(place, plan[place])
            if left := len(self.inputs) - len(plan[place]):
                turns.LEFT_OUT[self.of, str(place)] = left, len(self.inputs)
        return plan

    def _note(self, place: Place, inputs: Iterable[str]) -> None:
        for kind in self.kinds(place):
            self.met[kind] |= set(inputs)


def kinds_of(form: FoundForm) -> set[Hashable]:
    """The kinds of the fields of a form."""
    return {kind_of(each) for each in form.fields}


def kind_of(field: Field) -> Hashable:
    """What is likely to be read by the same code.

    Where people type or choose, that is how they are asked. What only machines fill in is read by each
    view on its own: there the name is the kind.
    """
    if field.kind in MACHINES:
        return field.name.rpartition("-")[2]
    return field.kind, field.look


def widest(forms: Iterable[FoundForm]) -> list[FoundForm]:
    """Without the questions that another question to the same page contains, such as a link with one filter
    of a search that has five; all with `--all`.
    """
    kept: list[FoundForm] = []
    for form in sorted(forms, key=lambda form: (-len(form.fields), str(form))):
        if form.method == "GET" and not turns.everything() and any(_contains(each, form) for each in kept):
            turns.LEFT_OUT["questions that a wider one contains", str(form)] = 1, 1
        else:
            kept.append(form)
    return kept


def _contains(wide: FoundForm, narrow: FoundForm) -> bool:
    is_same_page = (wide.method, wide.endpoint) == (narrow.method, narrow.endpoint)
    return is_same_page and {each.name for each in narrow.fields} <= {each.name for each in wide.fields}
