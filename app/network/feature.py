"""What network tells the house."""

from flask_babel import lazy_gettext as _

from app.core import clock
from app.core.config import Config
from app.core.feature import (
    Feature,
    MenuEntry,
    Nightly,
    Search,
    ToDo,
    Words,
    load,
)
from app.core.permission import Permission
from app.core.resting import Ground, Resting
from app.network import panels
from app.network.blueprint import bp
from app.network.commands import new_municipalities, new_parishes
from app.network.grants.queries import grants_on_party, grants_on_protocol
from app.network.grants.wording import FILTERS as GRANT_FILTERS
from app.network.parties.queries import organisations_page
from app.network.parties.wording import kind_name
from app.network.protocols import panels as protocols
from app.network.protocols.operations.decisions import bring_forward
from app.network.protocols.queries.protocols import search_protocols
from app.network.protocols.queries.resting import protocols_on_party
from app.network.protocols.wording import FILTERS
from app.network.queries import get_zone
from app.network.trail import TRAIL
from app.network.wording import holiday_day

load("app.network")


def every_night(_settings: Config) -> None:
    """Of protocols that renew themselves, note until when they run now."""
    bring_forward(clock.today("Atlantic/Azores"))  # where the day ends last


FEATURE = Feature(
    "network",
    bp,
    TRAIL,
    new_municipalities,
    new_parishes,
    Words({"holiday_day": holiday_day, "kind_name": kind_name}),
    Words(FILTERS),
    Words(GRANT_FILTERS),
    ToDo(panels.waiting),
    ToDo(protocols.waiting),
    Nightly(every_night),
    Resting(Ground.PARTY, _("Protocols"), protocols_on_party),
    Resting(Ground.PARTY, _("Grants"), grants_on_party),
    Resting(Ground.PROTOCOL, _("Grants"), grants_on_protocol),
    MenuEntry(90, "network.organisations", _("Organisations"), "building-2", Permission.ORGANISATION_READ),
    MenuEntry(92, "network.protocols", _("Protocols"), "file-text", Permission.PARTNERSHIP_OWN),
    MenuEntry(94, "network.grants", _("Grants"), "heart", Permission.PARTNERSHIP_OWN),
    MenuEntry(120, "network.edit_municipality", _("Municipality"), "map-pin", Permission.MUNICIPALITY_WRITE),
    Search(
        50,
        Permission.ORGANISATION_READ,
        "network/parties/_search_hits.html",
        lambda actor, text, _languages, _at_most: organisations_page(actor, search=text).items,
    ),
    Search(
        55,
        Permission.PARTNERSHIP_OWN,
        "network/protocols/_search_hits.html",
        lambda actor, text, _languages, at_most: search_protocols(
            actor, text, at_most, clock.today(get_zone(actor.here()))
        ),
    ),
)
