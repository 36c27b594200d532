"""Registrations follow the person they made."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.outreach.registrations.models import Registration
from app.people.merging.rules import follows
from app.ui.wording import instant


def _words(rows: Sequence[Registration]) -> list[str]:
    return [gettext("Registered %(moment)s", moment=instant(each.registered_at)) for each in rows]


follow_the_person = follows(Registration, _("Registrations at sessions"), _words)
