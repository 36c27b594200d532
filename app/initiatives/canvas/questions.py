"""The seven questions of a canvas, in the order in which a group goes through them."""

from typing import Any

from flask_babel import lazy_gettext as _

QUESTIONS: dict[str, Any] = {
    "whom": _("Whom do we serve?"),
    "what": _("With what?"),
    "found": _("How do they find us?"),
    "needs": _("What do we need?"),
    "costs": _("What does it cost?"),
    "brings": _("What does it bring in?"),
    "good": _("What good does it do?"),
}
HINTS: dict[str, Any] = {
    "whom": _("Who has this need: how many are they, and where do they live?"),
    "what": _("What we sell or do for them."),
    "found": _("By whom they hear of us, where they ask for it."),
    "needs": _("People, tools, a place, papers and licences."),
    "costs": _("What we pay once, and what every month."),
    "brings": _("What they pay, how often, and who pays besides."),
    "good": _("For the place, for others, and for ourselves."),
}
