"""The whole installation as it stands today: each step with what it points to, and the sums."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from app.core.actor import Actor
from app.core.evidence import Evidence, Shown, evidence
from app.network.installation.catalogue import Group, KnownStep, known_steps
from app.network.installation.models import Installation, InstallationPointer, InstallationStep
from app.network.installation.progress import Standing, standing


@dataclass(frozen=True, slots=True)
class Thing:
    """What a step points to; `shown` is None for what is no more, which counts for nothing."""

    pointer: InstallationPointer
    kind: Evidence
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Standings:
    """A step as it stands."""

    step: InstallationStep
    known: KnownStep
    kinds: Sequence[Evidence]
    things: Sequence[Thing]
    standing: Standing

    @property
    def there(self) -> int:
        return len([each for each in self.things if each.shown])

    @property
    def done(self) -> int:
        return len([each for each in self.things if each.shown and each.shown.is_done])


@dataclass(frozen=True)
class Overview:
    installation: Installation
    steps: Sequence[Standings]

    @cached_property
    def groups(self) -> Mapping[Group, Sequence[Standings]]:
        return {group: [each for each in self.steps if each.known.group == group] for group in Group}

    @property
    def counted(self) -> Sequence[Standings]:
        """The steps that are needed here."""
        return [each for each in self.steps if each.standing is not Standing.SET_ASIDE]

    @property
    def done(self) -> int:
        return len([each for each in self.counted if each.standing is Standing.DONE])

    @property
    def late(self) -> int:
        return len([each for each in self.counted if each.standing is Standing.LATE])

    @property
    def cents(self) -> int:
        return sum(each.step.cents or 0 for each in self.counted)

    @property
    def hours(self) -> int:
        return sum(each.step.hours or 0 for each in self.counted)


def overview(actor: Actor, installation: Installation, today: date) -> Overview:
    """The steps in the order of the catalogue; one query for each kind of things that they point to."""
    by_key = {each.key: each for each in installation.steps}
    steps = [by_key[key] for key in known_steps() if key in by_key]
    return Overview(installation, stand(actor, steps, today))


def stand(actor: Actor, steps: Sequence[InstallationStep], today: date) -> Sequence[Standings]:
    """How steps of one municipality stand."""
    kinds, known = evidence(), known_steps()
    shown = _shown(actor, steps, kinds)
    found = []
    for step in steps:
        things = [
            Thing(each, kinds[each.kind], shown[each.kind].get(each.thing_id))
            for each in step.pointers
            if each.kind in kinds
        ]
        done = [each.shown.is_done for each in things if each.shown]
        stands = standing(done, step.due_on, today, is_set_aside=step.is_set_aside)
        offered = [kinds[kind] for kind in known[step.key].kinds if kind in kinds]
        found.append(Standings(step, known[step.key], offered, things, stands))
    return found


def _shown(
    actor: Actor, steps: Iterable[InstallationStep], kinds: Mapping[str, Evidence]
) -> Mapping[str, Mapping[UUID, Shown]]:
    wanted: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for step in steps:
        for each in step.pointers:
            wanted[step.municipality_id, each.kind].add(each.thing_id)
    return {
        kind: kinds[kind].shown(actor, where, ids) for (where, kind), ids in wanted.items() if kind in kinds
    }
