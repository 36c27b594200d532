"""What becomes of rows of partners' lists when a person is merged or erased."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import delete

from app.core.db import db
from app.outreach.lists.models import ListRow
from app.people.merging.rules import follows
from app.people.rights.forgetting import Forgotten, forgotten


def _of_rows(rows: Sequence[ListRow]) -> list[str]:
    return [gettext("Row %(number)s of a list", number=row.number) for row in rows]


follow_the_person = follows(ListRow, _("Lists from partners"), _of_rows)


@forgotten.connect
def forget_rows(told: Forgotten) -> None:
    """The row that they stood in goes with them."""
    db.session.execute(delete(ListRow).where(ListRow.participant_id.in_(told.people)))
