"""What the page of an initiative shows of its arrangements."""

from collections.abc import Iterator

from app.core.actor import Actor
from app.core.feature import Panel
from app.initiatives.groups.models import Initiative


def of_initiative(_actor: Actor, _initiative: Initiative) -> Iterator[Panel]:
    yield from ()
