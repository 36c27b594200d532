"""How long what stood in a partner's list is kept, and for how long bringing it in can be taken back."""

import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import delete, func, or_, select, update

from app.core import clock
from app.core.db import db
from app.outreach.lists.models import OPEN, ListRow, ListState, PartnerList

DATA = Path(__file__).with_suffix(".toml")
UNDONE_WITHIN = timedelta(days=1)


@cache
def kept_for() -> timedelta:
    """For how long the cells of a list are kept after it was sent."""
    return timedelta(days=tomllib.loads(DATA.read_text("utf-8"))["outreach_list_row"]["days"])


def forget_rows(is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """Forget what stood in old lists; of whoever came by one stays that they did (GDPR, art. 15(1)(g))."""
    old = PartnerList.created_at < clock.now() - kept_for(), PartnerList.forgotten_at.is_(None)
    ids = db.session.scalars(select(PartnerList.id).where(*old)).all()
    theirs = ListRow.list_id.in_(ids)
    count = db.session.scalar(select(func.count()).select_from(ListRow).where(theirs)) or 0
    if is_meant and ids:
        nothing = {"cells_encrypted": "", "key": "", "likely": [], "faults": []}
        brought_nobody = or_(ListRow.participant_id.is_(None), ListRow.outcome.in_(OPEN))
        db.session.execute(delete(ListRow).where(theirs, brought_nobody))
        db.session.execute(update(ListRow).where(theirs).values(nothing))
        open_still = PartnerList.state.in_((ListState.COLUMNS, ListState.OPEN, ListState.UNDONE))
        these = update(PartnerList).where(PartnerList.id.in_(ids))
        db.session.execute(these.where(open_still).values(state=ListState.DROPPED.value))
        db.session.execute(these.values(forgotten_at=clock.now()))
    return f"{count} rows of {len(ids)} lists of partners"
