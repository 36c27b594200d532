"""A person before the kiosk of the cast."""

from collections.abc import Callable

import pytest

from tests.cast import Cast, Person
from tests.client import PageClient
from tests.integration.kiosk.visitor import Visitor


@pytest.fixture
def visitor(cast: Cast, client_for: Callable[[Person | None], PageClient]) -> Visitor:
    """Somebody who stands before the first screen."""
    return Visitor(client_for(cast.kiosk))
