"""What a link can be for: a feature declares an `Errand` in its feature.py, and everything else follows.

    Errand(
        purpose="meeting-answer",
        label=_("Answer to an invitation"),
        permission=Permission.PARTNERSHIP_WRITE,
        page=answering.page,        # (actor, link) → Shown, or None where the thing is gone
        use=answering.use,          # (actor, link, form): keeps what was sent, or changes it
        letter=answering.letter,    # (link) → Message, in the link's language
    )

The actor of `page` and `use` is a guest: of the link's municipality, with no permission at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from app.core.actor import Actor, ActorKind
from app.core.errors import existing
from app.core.feature import declared
from app.core.forms import TypedForm
from app.core.permission import Permission
from app.network.links.models import PartnerLink

LASTS, REMINDED = timedelta(days=30), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Shown:
    """The page behind a link: `template` draws the words above the form, of `context`, as `errand.…`.

    `answered` says in one sentence what was answered so far, "" for nothing yet.
    """

    title: str
    form: TypedForm
    button: str
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What a letter asks: its subject, and the paragraphs between the greeting and the link."""

    subject: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One purpose. `permission`: who makes, mails and withdraws its links.

    `is_once`: the first answer closes it; otherwise it can be changed until the link `lasts` no longer.
    `reminded`: so long before its end whoever has not answered is written to once more; None: never.
    """

    purpose: str
    label: Any
    permission: Permission
    page: Callable[[Actor, PartnerLink], Shown | None]
    use: Callable[[Actor, PartnerLink, Any], None]
    letter: Callable[[PartnerLink], Message]
    lasts: timedelta = LASTS
    is_once: bool = False
    reminded: timedelta | None = REMINDED


def errands() -> Mapping[str, Errand]:
    """Every purpose that a feature declares, by its name."""
    return {each.purpose: each for each in declared(Errand)}


def errand_of(link: PartnerLink) -> Errand:
    """What a link is for; NotFound for a purpose that no feature has any more."""
    return existing(errands().get(link.purpose))


def guest(link: PartnerLink) -> Actor:
    """Whoever has the link, to the rest of the house."""
    return Actor(
        kind=ActorKind.GUEST,
        id=link.id,
        name=link.recipient,
        language=link.language,
        municipality_id=link.municipality_id,
    )
