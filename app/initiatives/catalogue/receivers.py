"""What the public page of an initiative answers to."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.actor import SYSTEM
from app.core.db import db
from app.initiatives.catalogue.models import ShownContact
from app.initiatives.catalogue.operations import hide_contacts, keep_true
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.told import Changed, changed
from app.people.merging.rules import follows
from app.people.operations.rights import Restricted, person_restricted
from app.people.operations.sealing import Sealed, person_sealed
from app.people.rights.forgetting import Forgotten, forgotten
from app.ui.wording import day


@changed.connect
def draw_anew(told: Changed) -> None:
    """Whatever becomes of an initiative is read by everybody at once."""
    keep_true(told.actor, told.initiative)


@person_sealed.connect
def hide_the_protected(told: Sealed) -> None:
    hide_contacts(SYSTEM, [told.participant.id])


@person_restricted.connect
def hide_what_rests(told: Restricted) -> None:
    hide_contacts(told.actor, [told.participant.id])


@forgotten.connect
def forget_contacts(told: Forgotten) -> None:
    """The contact of whoever is forgotten goes from the page."""
    hide_contacts(told.actor, list(told.people))


def _words(rows: Sequence[ShownContact]) -> list[str]:
    theirs = select(Initiative.id, Initiative.title).where(
        Initiative.id.in_({each.initiative_id for each in rows})
    )
    titles = {row.id: row.title for row in db.session.execute(theirs)}
    return [
        gettext(
            "Own contact on the page of “%(title)s”, since %(day)s",
            title=titles[each.initiative_id],
            day=day(each.agreed_on),
        )
        for each in rows
    ]


follow_the_person = follows(ShownContact, _("Own contacts that everybody reads"), _words)
