"""How the answers are said, to whoever gives them and to the office."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.directory.confirming.models import Outcome

ANSWERS: Mapping[str, Any] = {
    Outcome.TRUE: _("Yes, all of it is true"),
    Outcome.CHANGED: _("Something is different"),
    Outcome.ENDED: _("We no longer offer it"),
}
