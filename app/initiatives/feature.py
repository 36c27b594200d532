"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.config import Config
from app.core.feature import Feature, MenuEntry, Nightly, ToDo, load
from app.core.permission import Permission
from app.core.resting import Ground, Resting
from app.initiatives.blueprint import bp
from app.initiatives.opportunities import panels as opportunities
from app.initiatives.opportunities.operations import end_by_day
from app.initiatives.trail import TRAIL

load("app.initiatives")


def every_night(_settings: Config) -> None:
    """End what has seen its last day."""
    end_by_day()


FEATURE = Feature(
    "initiatives",
    bp,
    TRAIL,
    MenuEntry(
        76,
        "initiatives.opportunities",
        _("Opportunities"),
        "star",
        Permission.OPPORTUNITY_PROPOSE,
    ),
    MenuEntry(77, "initiatives.measures", _("What opens doors"), "key-round", Permission.INITIATIVE_READ),
    Nightly(every_night),
    ToDo(opportunities.waiting),
    Resting(Ground.PARTY, _("Opportunities"), opportunities.on_party),
)
