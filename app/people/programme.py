"""How the programme works: what happens with whoever comes, and how long data is kept."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.i18n import Language
from app.core.programme import Section
from app.people.retention import idle_months


def told(_municipality_id: UUID, _today: date, _spoken: Language) -> Iterator[Section]:
    first = [
        _("Somebody listens, and notes with the person what they can do and what they want."),
        _("Together they choose what fits."),
    ]
    yield Section(position=60, key="then", title=_("What happens then"), steps=first)
    kept = ngettext(
        "After %(num)d month without contact the team decides whether the data is still needed.",
        "After %(num)d months without contact the team decides whether the data is still needed.",
        idle_months(),
    )
    last = [_("You hear how it went only if the person wants you to."), kept]
    yield Section(position=64, key="then", steps=last)
