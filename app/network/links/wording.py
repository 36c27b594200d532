"""Why a link cannot be used, as it is said to whoever holds it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.links import Closed

GONE, UNKNOWN = "gone", "unknown"
TITLES: Mapping[str, Any] = {
    Closed.USED: _("Your answer is here"),
    Closed.WITHDRAWN: _("This link was withdrawn"),
    Closed.EXPIRED: _("The time of this link is over"),
    GONE: _("What this link was about is no longer there"),
    UNKNOWN: _("This link leads nowhere"),
}
SENTENCES: Mapping[str, Any] = {
    Closed.USED: _(
        "It was answered with this link, which is for one answer. There is nothing more to do. If it was not "
        "you who answered, or something changed, please tell us."
    ),
    Closed.WITHDRAWN: _(
        "Whoever sent it has taken it back, perhaps because another one was sent. If you were still going to "
        "answer, please tell us."
    ),
    Closed.EXPIRED: _(
        "It could be answered until a certain day, and that day has passed. If you were still going to "
        "answer, please tell us: a new link can be sent."
    ),
    GONE: _("It was removed or has ended since the link was sent. You need do nothing."),
    UNKNOWN: _(
        "Perhaps a part of it is missing: some mail programs break long addresses. Please copy the whole "
        "address from the message or the paper, or ask us for a new one."
    ),
}
