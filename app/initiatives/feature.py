"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.config import Config
from app.core.feature import (
    Feature,
    InventoryPage,
    MenuEntry,
    Nightly,
    PersonTable,
    ToDo,
    With,
    load,
)
from app.core.permission import Permission
from app.core.person_page import PersonPage
from app.core.resting import Ground, Resting
from app.initiatives.blueprint import bp
from app.initiatives.ideas import dossier as ideas_dossier
from app.initiatives.ideas import panels as ideas
from app.initiatives.ideas.models import Idea
from app.initiatives.ideas.receivers import forget_ideas
from app.initiatives.opportunities import panels as opportunities
from app.initiatives.opportunities.operations import end_by_day
from app.initiatives.teams import combos_panel
from app.initiatives.trail import TRAIL

load("app.initiatives")


def every_night(_settings: Config) -> None:
    """End what has seen its last day."""
    end_by_day()


LIST = With("inventory")

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
    ToDo(ideas.waiting),
    ToDo(opportunities.waiting),
    PersonPage(ideas.about, ideas.lines_of),
    PersonPage(combos_panel.about),
    InventoryPage(ideas.of_list),
    Resting(Ground.PARTY, _("Opportunities"), opportunities.on_party),
    PersonTable(
        Idea,
        merging=LIST,
        exporting=ideas_dossier.ideas,
        erasing=forget_ideas,
        restricting=LIST,
        sealing=LIST,
    ),
)
