"""Providers follow the person they are, accounts a member; of somebody forgotten they stay, nobody's."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, inspect, select, update

from app.core.db import db
from app.initiatives.arrangements.models import Booking, HostedActivity, Provider, Terms, Told
from app.initiatives.groups.told import Joined, Replaced, joined, replaced
from app.people.merging.rules import follows
from app.people.rights.forgetting import Forgotten, cut, forgotten


def _words(rows: Sequence[Provider]) -> list[str]:
    return [gettext("Provider: %(does)s", does=each.does) for each in rows]


follow_the_person = follows(Provider, _("Work for an agency of proximity services"), _words)


@forgotten.connect
def forget_the_person(told: Forgotten) -> None:
    """That they worked for an agency goes with them."""
    db.session.execute(delete(Provider).where(Provider.participant_id.in_(told.people)))


@joined.connect
def follow_the_member(told: Joined) -> None:
    """Accounts, who invoices, and what they were told."""
    for column in (HostedActivity.member_id, Told.member_id, Terms.invoicing_member_id):
        theirs = update(column.class_).where(column == told.before)
        db.session.execute(theirs.values({column: told.after}))


@replaced.connect
def keep_accounts(told: Replaced) -> None:
    """An account stays with its amounts, days and numbers, as accounts must, and leads to nobody."""
    theirs = select(HostedActivity).where(HostedActivity.member_id == told.before)
    for account in db.session.scalars(theirs.order_by(HostedActivity.id)).all():
        after = HostedActivity(
            id=uuid4(),
            municipality_id=account.municipality_id,
            initiative_id=account.initiative_id,
            member_id=told.after,
            title="",
            rate=account.rate,
            since=account.since.replace(day=1),
            until=account.until and account.until.replace(day=1),
            created_at=cut(account.created_at, told.zone),
        )
        db.session.add(after)
        db.session.flush()
        _keep_bookings(account, after, told.zone)
        db.session.execute(delete(HostedActivity).where(HostedActivity.id == account.id))
        db.session.expunge(account)
    db.session.execute(delete(Told).where(Told.member_id == told.before))
    terms = select(Terms).where(Terms.invoicing_member_id == told.before)
    for each in db.session.scalars(terms).all():
        each.invoicing_member_id, each.created_at = None, cut(each.created_at, told.zone)
    db.session.flush()


def _keep_bookings(account: HostedActivity, after: HostedActivity, zone: str) -> None:
    """Invoices before their contributions, both before what evens them out."""
    ids: dict[UUID | None, UUID | None] = {None: None}
    order = Booking.reverses_id.is_not(None), Booking.belongs_to.is_not(None), Booking.id
    rows = db.session.scalars(select(Booking).where(Booking.hosted_id == account.id).order_by(*order)).all()
    for row in rows:
        kept = {each.key: getattr(row, each.key) for each in inspect(Booking).column_attrs}
        ids[row.id] = kept["id"] = uuid4()
        others = {
            "hosted_id": after.id,
            "created_by": None,
            "words": "",
            "created_at": cut(row.created_at, zone),
        }
        others |= {name: ids[kept[name]] for name in ("reverses_id", "belongs_to")}
        db.session.add(Booking(**kept | others))
        db.session.flush()
        db.session.expunge(row)
    db.session.execute(delete(Booking).where(Booking.hosted_id == account.id))
