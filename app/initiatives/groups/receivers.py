"""Who belongs to an initiative goes along when two records become one, and the number stays when they go."""

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select, update

from app.core import clock
from app.core.db import db
from app.initiatives.groups.models import Initiative, Member, MemberState
from app.initiatives.groups.queries import BELONGING, TOOK_PART
from app.initiatives.groups.told import Joined, Replaced, joined, replaced
from app.network.queries import get_zone
from app.people.merging.rules import Merged, Rule, declare
from app.people.rights.forgetting import Forgotten, cut, drop_transitions, forgotten

ACTIVE = MemberState.ACTIVE.value


def _words(rows: Sequence[Member]) -> list[str]:
    ids = {each.initiative_id for each in rows}
    titles = dict(
        db.session.execute(select(Initiative.id, Initiative.title).where(Initiative.id.in_(ids))).all()
    )
    return [gettext("Part in %(title)s", title=titles.get(each.initiative_id, "")) for each in rows]


def _twice(kept: Sequence[Member], gone: Sequence[Member]) -> list[tuple[Member, Member]]:
    """Of each initiative to which both belong the place that stays, and the one that ends: the kept person's
    own stays, unless only the other takes part already.
    """
    held = {each.initiative_id: each for each in kept if each.state in BELONGING}
    pairs = [
        (held[each.initiative_id], each)
        for each in gone
        if each.state in BELONGING and each.initiative_id in held
    ]
    return [
        (one, other) if one.state == ACTIVE or other.state != ACTIVE else (other, one) for one, other in pairs
    ]


def _stands_once(kept: Sequence[Member], gone: Sequence[Member]) -> dict[UUID, Any]:
    ended = [ends.id for _stays, ends in _twice(kept, gone)]
    return dict.fromkeys(ended, _("Takes part already, and stands once"))


def _follow(told: Merged) -> None:
    """Of two places in one initiative one stays, with what hangs on the other, which ends."""
    kept, gone = (follow_the_person.rows(each.id) for each in (told.kept, told.gone))
    today = clock.today(get_zone(told.kept.municipality_id))
    for stays, ends in _twice(kept, gone):
        _end(stays, ends, today)
        db.session.flush()
        joined.send(Joined(ends.id, stays.id))
    theirs = Member.participant_id == told.gone.id
    db.session.execute(update(Member).where(theirs).values(participant_id=told.kept.id))


def _end(stays: Member, ends: Member, today: date) -> None:
    """Who was only invited was never in it; who took part, did so since the earlier of two days."""
    if ends.state != ACTIVE:
        ends.state = MemberState.DECLINED.value
        return
    ends.state, ends.left_on = MemberState.LEFT.value, today
    if stays.joined_on and ends.joined_on:
        stays.joined_on = min(stays.joined_on, ends.joined_on)


follow_the_person = declare(
    Rule(model=Member, title=_("Parts in initiatives"), words=_words, act=_follow, fates=_stands_once)
)


@forgotten.connect
def forget_members(told: Forgotten) -> None:
    """That somebody took part, in which months, with which share, stays a number of the group: a row that
    leads to nobody. An invitation without an answer goes whole.
    """
    theirs = select(Member).where(Member.participant_id.in_(told.people))
    found = db.session.scalars(theirs.order_by(Member.id)).all()
    for after, before in sorted(((uuid4(), each) for each in found), key=itemgetter(0)):
        if before.state in TOOK_PART:
            _replace(told, before, after)
        db.session.execute(delete(Member).where(Member.id == before.id))
        db.session.expunge(before)
    drop_transitions([each.id for each in found])


def _replace(told: Forgotten, before: Member, new_id: UUID) -> None:
    assert before.participant_id
    zone = told.people[before.participant_id].zone
    after = Member(
        id=new_id,
        municipality_id=before.municipality_id,
        initiative_id=before.initiative_id,
        state=MemberState.LEFT.value,
        share=before.share,
        joined_on=_month(before.joined_on),
        left_on=_month(before.left_on or clock.today(zone)),
        created_at=cut(before.created_at, zone),
    )
    db.session.add(after)
    db.session.flush()
    replaced.send(Replaced(before.id, after.id, zone))


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None
