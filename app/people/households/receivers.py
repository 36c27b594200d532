"""What becomes of households when two records turn out to be one person."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.core import clock
from app.core.db import db
from app.people.households.models import HouseholdMember
from app.people.merging.rules import Fates, Merged, Rule, declare
from app.people.merging.undoing import Change, Undoing, undoing
from app.ui.wording import short_day

Rows = Sequence[HouseholdMember]


def _words(rows: Rows) -> list[str]:
    """Not with whom: that may be somebody protected."""
    return ["" if each.withdrawn_at else _since(each) for each in rows]


def _since(row: HouseholdMember) -> str:
    days = {name: short_day(day) for name in ("since", "until") if (day := getattr(row, name))}
    if len(days) > 1:
        return gettext("In a household from %(since)s until %(until)s", **days)
    if "until" in days:
        return gettext("In a household until %(until)s", **days)
    return gettext("In a household since %(since)s", **days) if days else gettext("In a household")


def _ending(kept: Rows, gone: Rows) -> HouseholdMember | None:
    """Of two present homes that of the kept record counts; of one home the row that is spoken with."""
    mine, other = (next((each for each in rows if each.lives_there), None) for rows in (kept, gone))
    if mine and other and other.is_contact and mine.household_id == other.household_id:
        return mine
    return other if mine else None


def _which_ends(kept: Rows, gone: Rows) -> Fates:
    ends: Any = _("Does not count any more: the other record says where the person lives")
    ending = _ending(kept, gone)
    return {ending.id: ends} if ending else {}


def _live_on(told: Merged) -> None:
    kept, gone = (live_on.rows(each.id) for each in (told.kept, told.gone))
    if ending := _ending(kept, gone):
        ending.withdrawn_at, ending.withdrawn_by, ending.is_contact = clock.now(), told.actor.id, False
        db.session.flush()
    theirs = update(HouseholdMember).where(HouseholdMember.participant_id == told.gone.id)
    db.session.execute(theirs.values(participant_id=told.kept.id))


live_on = declare(
    Rule(model=HouseholdMember, title=_("Households"), words=_words, act=_live_on, fates=_which_ends)
)


@undoing.connect
def keep_who_is_spoken_with(told: Undoing) -> None:
    """Whoever was chosen since, when the place was empty, goes on being spoken with about a household."""
    rows = told.before.get(HouseholdMember.__tablename__, {}).values()
    homes = {UUID(row["household_id"]): UUID(row["id"]) for row in rows if row and row["is_contact"]}
    chosen = select(HouseholdMember.id, HouseholdMember.household_id).where(
        HouseholdMember.household_id.in_(homes), HouseholdMember.is_contact
    )
    if any(each.id != homes[each.household_id] for each in db.session.execute(chosen)):
        told.changes.append(Change(words=_("Somebody else of a household is spoken with since then")))
