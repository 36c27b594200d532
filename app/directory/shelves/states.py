"""The states of offers, publications and things of the learning library: which may follow which, for whom,
and how they are said. Whoever may write publishes at once; what a partner writes is proposed first.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.machine import Machine, Step
from app.core.permission import Permission
from app.directory.index.permissions import may_edit
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.models.offers import OfferState as O
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.shelves.models.publications import ShelfState as S

Entry = Offer | Publication | LibraryItem
OUTCOMES: Mapping[str, Any] = {
    "programme": _("By somebody of the programme"),
    "other": _("By somebody else"),
    "unknown": _("Nobody knows by whom"),
}
"""By whom an offer was filled, so that it can be counted what the programme had to do with it."""


def _publishes(actor: Actor, entry: Entry) -> bool:
    return actor.may(Permission.DIRECTORY_WRITE, entry.municipality_id)


SHELF = Machine(
    Step(S.PROPOSED, S.PUBLISHED, may=_publishes),
    Step(S.WITHDRAWN, S.PUBLISHED, may=_publishes),
    Step(S.PROPOSED, S.WITHDRAWN, may=may_edit),
    Step(S.PUBLISHED, S.WITHDRAWN, may=may_edit),
    names={S.PROPOSED: _("Proposed"), S.PUBLISHED: _("Published"), S.WITHDRAWN: _("Withdrawn")},
    tones={S.PROPOSED: "ochre", S.PUBLISHED: "good"},
)
OFFER = Machine(
    Step(O.PROPOSED, O.OPEN, may=_publishes),
    Step(O.FILLED, O.OPEN, may=_publishes),
    Step(O.EXPIRED, O.OPEN, may=_publishes),
    Step(O.WITHDRAWN, O.OPEN, may=_publishes),
    Step(O.OPEN, O.FILLED, may=may_edit, reasons=OUTCOMES),
    Step(O.EXPIRED, O.FILLED, may=may_edit, reasons=OUTCOMES),
    Step(O.OPEN, O.EXPIRED, may=may_edit),
    Step(O.PROPOSED, O.WITHDRAWN, may=may_edit),
    Step(O.OPEN, O.WITHDRAWN, may=may_edit),
    names={
        O.PROPOSED: _("Proposed"),
        O.OPEN: _("On offer"),
        O.FILLED: _("Filled"),
        O.EXPIRED: _("Expired"),
        O.WITHDRAWN: _("Withdrawn"),
    },
    tones={O.PROPOSED: "ochre", O.OPEN: "good", O.FILLED: "petrol"},
)
MACHINES: Mapping[type[Any], Machine] = {Offer: OFFER, Publication: SHELF, LibraryItem: SHELF}
PUBLIC: Mapping[type[Any], str] = {
    Offer: O.OPEN.value,
    Publication: S.PUBLISHED.value,
    LibraryItem: S.PUBLISHED.value,
}
"""The state in which everybody sees it."""
