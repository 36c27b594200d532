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
from app.initiatives.groups.queries import BELONGING
from app.initiatives.groups.told import Replaced, replaced
from app.network.queries import get_zone
from app.people.merging.rules import Merged, Rule, declare
from app.people.rights.forgetting import Forgotten, cut, drop_transitions, forgotten

TOOK_PART = (MemberState.ACTIVE.value, MemberState.LEFT.value)


def _words(rows: Sequence[Member]) -> list[str]:
    ids = {each.initiative_id for each in rows}
    titles = dict(
        db.session.execute(select(Initiative.id, Initiative.title).where(Initiative.id.in_(ids))).all()
    )
    return [gettext("Part in %(title)s", title=titles.get(each.initiative_id, "")) for each in rows]


def _stands_once(kept: Sequence[Member], gone: Sequence[Member]) -> dict[UUID, Any]:
    held = {each.initiative_id for each in kept if each.state in BELONGING}
    twice = [each.id for each in gone if each.state in BELONGING and each.initiative_id in held]
    return dict.fromkeys(twice, _("Takes part already, and stands once"))


def _follow(told: Merged) -> None:
    """Of two places in one initiative the kept person's own stays; the other ends, for things hang on it."""
    held = select(Member.initiative_id).where(
        Member.participant_id == told.kept.id, Member.state.in_(BELONGING)
    )
    there = db.session.scalars(held).all()
    theirs = Member.participant_id == told.gone.id
    twice = theirs, Member.state.in_(BELONGING), Member.initiative_id.in_(there)
    today = clock.today(get_zone(told.kept.municipality_id))
    ended = {"state": MemberState.LEFT.value, "left_on": today}
    db.session.execute(update(Member).where(*twice).values(ended))
    db.session.execute(update(Member).where(theirs).values(participant_id=told.kept.id))


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
