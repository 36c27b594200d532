"""How a step of the installation stands: computed, never ticked."""

from collections.abc import Sequence
from datetime import date

import pytest

from app.core.evidence import Evidence
from app.factory import FEATURES
from app.network.installation.catalogue import Group, known_steps
from app.network.installation.progress import Standing, standing

DAY = date(2026, 5, 4)
BEFORE, AFTER = date(2026, 5, 3), date(2026, 5, 5)


@pytest.mark.parametrize(
    ("done", "due_on", "stands"),
    [
        ([], None, Standing.NOT_BEGUN),
        ([], AFTER, Standing.NOT_BEGUN),
        ([], DAY, Standing.NOT_BEGUN),
        ([], BEFORE, Standing.LATE),
        ([False], None, Standing.UNDER_WAY),
        ([True, False], DAY, Standing.UNDER_WAY),
        ([True, False], BEFORE, Standing.LATE),
        ([True], None, Standing.DONE),
        ([True, True], BEFORE, Standing.DONE),
    ],
)
def test_a_step_stands_as_what_it_points_to_and_its_day_say(
    done: Sequence[bool], due_on: date | None, stands: Standing
) -> None:
    assert standing(done, due_on, DAY, is_set_aside=False) is stands


@pytest.mark.parametrize("done", [[], [True], [False]])
def test_what_is_not_needed_is_never_late(done: Sequence[bool]) -> None:
    assert standing(done, BEFORE, DAY, is_set_aside=True) is Standing.SET_ASIDE


def test_the_programme_names_seven_steps_before_the_launch_and_others_of_the_town_hall() -> None:
    groups = [each.group for each in known_steps().values()]
    assert groups.count(Group.BEFORE) == 7
    assert groups.count(Group.TOWN_HALL) == len(groups) - 7


def test_every_kind_that_a_step_asks_for_is_declared_and_every_declared_one_is_asked_for() -> None:
    declared = {
        each.kind for feature in FEATURES for each in feature.contributions if isinstance(each, Evidence)
    }
    assert {kind for each in known_steps().values() for kind in each.kinds} == declared


def test_every_step_is_said_in_the_languages_of_the_office() -> None:
    for each in known_steps().values():
        assert {"pt", "en"} <= each.names.keys() & each.needs.keys()
