"""How grants are said on screen."""

from collections.abc import Callable, Mapping
from typing import Any

from app.network.grants.states import GRANT

FILTERS: Mapping[str, Callable[..., Any]] = {
    "grant_state": GRANT.name,
    "grant_tone": GRANT.tone,
}
