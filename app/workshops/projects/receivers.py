"""Project sheets follow the person they belong to."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.people.merging.rules import follows
from app.ui.wording import instant
from app.workshops.projects.models import ProjectSheet


def _words(rows: Sequence[ProjectSheet]) -> list[str]:
    return [gettext("Sheet of %(moment)s", moment=instant(each.created_at)) for each in rows]


follow_the_person = follows(ProjectSheet, _("Project sheets"), _words)
