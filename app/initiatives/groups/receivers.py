"""Who belongs to an initiative goes along when two records become one, and the number stays when they go."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select, update

from app.core.db import db
from app.initiatives.groups.models import Initiative, Member
from app.initiatives.groups.queries import BELONGING
from app.people.merging.rules import Merged, Rule, declare
from app.people.rights.forgetting import Forgotten, drop_transitions, forgotten


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
    """Of two places in one initiative the kept person's own stays."""
    held = select(Member.initiative_id).where(
        Member.participant_id == told.kept.id, Member.state.in_(BELONGING)
    )
    there = db.session.scalars(held).all()
    theirs = Member.participant_id == told.gone.id
    twice = theirs, Member.state.in_(BELONGING), Member.initiative_id.in_(there)
    db.session.execute(delete(Member).where(*twice))
    db.session.execute(update(Member).where(theirs).values(participant_id=told.kept.id))


follow_the_person = declare(
    Rule(model=Member, title=_("Parts in initiatives"), words=_words, act=_follow, fates=_stands_once)
)


@forgotten.connect
def forget_members(told: Forgotten) -> None:
    """That somebody took part, when, and with which share stays a number of the group; who it was, what they
    did and what was noted of them goes. An invitation without an answer goes whole.
    """
    theirs = Member.participant_id.in_(told.people)
    drop_transitions(db.session.scalars(select(Member.id).where(theirs)).all())
    db.session.execute(delete(Member).where(theirs, Member.state.in_(("invited", "declined"))))
    empty = {"participant_id": None, "role": "", "note": "", "state": "left"}
    db.session.execute(update(Member).where(theirs).values(empty))
