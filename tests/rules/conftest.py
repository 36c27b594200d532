"""One thing of every kind, here and elsewhere."""

import pytest

from tests.cast import Cast, id_of
from tests.factories.one_of_each import WORDS, clerk, one_of_each


@pytest.fixture
def here(cast: Cast) -> dict[str, str]:
    """One thing of every kind in the municipality of the cast."""
    return WORDS | one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)


@pytest.fixture
def elsewhere(cast: Cast) -> dict[str, str]:
    """The same in the other municipality."""
    return WORDS | one_of_each(clerk(cast.elsewhere, cast.stranger.id), id_of("other_town_hall"))
