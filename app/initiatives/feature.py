"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.feature import Feature, MenuEntry, Search, ToDo, Words, load
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.groups import panels as groups
from app.initiatives.groups.queries import search_initiatives
from app.initiatives.groups.wording import FILTERS as GROUPS_FILTERS
from app.initiatives.trail import TRAIL

load("app.initiatives")

FEATURE = Feature(
    "initiatives",
    bp,
    TRAIL,
    Words(GROUPS_FILTERS),
    MenuEntry(75, "initiatives.index", _("Initiatives"), "sparkles", Permission.INITIATIVE_READ),
    ToDo(groups.waiting),
    Search(
        35,
        Permission.INITIATIVE_READ,
        "initiatives/groups/_search_hits.html",
        lambda actor, text, _languages, at_most: search_initiatives(actor, text, at_most),
    ),
)
