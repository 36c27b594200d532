"""How the programme works: where the kiosks are, and that one can begin there."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from app.core.i18n import Language
from app.core.programme import Row, Section, as_written
from app.kiosk.queries import kiosks_of


def told(municipality_id: UUID, _today: date, _spoken: Language) -> Iterator[Section]:
    rows = [
        Row(as_written(name), ", ".join(filter(None, (_("a kiosk where one can begin"), place))))
        for name, place in kiosks_of(municipality_id)
    ]
    yield Section(position=42, key="where", rows=rows)
    alone = _("At a kiosk they can begin alone, without a name, in their own language.")
    yield Section(position=52, key="send", steps=[alone])
