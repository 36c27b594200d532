"""Providers follow the person they are; what somebody wrote about a person who goes, goes with them."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select, update

from app.core.db import db
from app.initiatives.arrangements.models import Booking, HostedActivity, Provider
from app.initiatives.groups.models import Member
from app.people.merging.rules import follows
from app.people.rights.forgetting import Forgotten, forgotten


def _words(rows: Sequence[Provider]) -> list[str]:
    return [gettext("Provider: %(does)s", does=each.does) for each in rows]


follow_the_person = follows(Provider, _("Work for an agency of proximity services"), _words)


@forgotten.connect
def forget_the_person(told: Forgotten) -> None:
    """An account stays with its amounts, as accounts must; what was written beside them goes."""
    theirs = select(HostedActivity.id).join(Member, Member.id == HostedActivity.member_id)
    theirs = theirs.where(Member.participant_id.in_(told.people))
    rows = update(Booking).where(Booking.hosted_id.in_(theirs))
    db.session.execute(rows.values(words=""))
    db.session.execute(delete(Provider).where(Provider.participant_id.in_(told.people)))
