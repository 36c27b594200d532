"""What directory tells the house."""

from functools import partial

from flask_babel import lazy_gettext as _

from app.core import clock
from app.core.actor import SYSTEM
from app.core.config import Config
from app.core.evidence import Evidence
from app.core.feature import (
    Feature,
    FrontPage,
    InventoryPage,
    Link,
    MenuEntry,
    Nightly,
    PersonTable,
    Search,
    ToDo,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.core.person_page import PersonPage
from app.core.programme import Told
from app.core.resting import Ground, Resting
from app.directory.blueprint import bp
from app.directory.confirming import answering
from app.directory.confirming import panels as confirming
from app.directory.index.commands import redraw_directory
from app.directory.interests import dossier
from app.directory.interests import panels as interests
from app.directory.interests.models import Interest
from app.directory.interests.receivers import forget
from app.directory.resting import on_party, on_protocol
from app.directory.sections import sections
from app.directory.services import letters, panels
from app.directory.services.commands import bring_services, give_services
from app.directory.services.models import Service
from app.directory.services.operations.checking import CHECK, remind_owners
from app.directory.services.operations.importing import forget_imports
from app.directory.services.queries.services import search_services
from app.directory.services.views import filters as service_filters
from app.directory.shelves import panels as shelves
from app.directory.shelves.operations.shelves import expire_offers
from app.directory.shelves.views import filters
from app.directory.slots import programme
from app.directory.slots.evidence import offered_slots, shown_slots
from app.directory.slots.wording import repetition
from app.directory.trail import TRAIL
from app.network.links.errands import Errand

load("app.directory")


def every_night(settings: Config) -> None:
    """Remind of stale services, forget what was imported, take down offers whose day is over."""
    remind_owners(SYSTEM, send=partial(letters.send, SYSTEM, link_of=partial(_page_of, settings)))
    forget_imports()
    expire_offers(SYSTEM, today=clock.today("Atlantic/Azores"))  # where the day ends last


def _page_of(settings: Config, service: Service) -> str:
    """The address of a service, where the installation has a public name; commands know no other."""
    return f"{settings.public_url}/directory/services/{service.id}" if settings.public_url else ""


LIST = With("inventory")

FEATURE = Feature(
    "directory",
    bp,
    TRAIL,
    redraw_directory,
    bring_services,
    give_services,
    Nightly(every_night),
    Errand(
        purpose=CHECK,
        label=_("Whether a service is still as the directory says"),
        permission=Permission.PARTNERSHIP_WRITE,
        page=answering.page,
        use=answering.use,
        letter=answering.letter,
        reminded=None,  # what stays stale is asked about again every month
    ),
    ToDo(confirming.waiting),
    Words(service_filters.FILTERS, {"directory_sections": sections}),
    Words(filters.FILTERS),
    Words({"repetition": repetition}),
    MenuEntry(80, "directory.index", _("Directory"), "info", Permission.DIRECTORY_READ),
    Search(
        40,
        Permission.DIRECTORY_READ,
        "directory/_search_hits.html",
        lambda actor, text, languages, at_most: search_services(actor, text, at_most, languages=languages),
    ),
    Resting(Ground.PARTY, _("In the directory"), on_party),
    PersonPage(interests.about, interests.lines_of),
    FrontPage(panels.front),
    FrontPage(shelves.front),
    ToDo(interests.waiting),
    Told(programme.told),
    Resting(Ground.PROTOCOL, _("Directory"), on_protocol),
    Evidence(
        kind="slot",
        label=_("Drop-in slot"),
        done=_("it is published"),
        offered=offered_slots,
        shown=shown_slots,
        new=Link(_("New drop-in slot"), "directory.new_slot", {}),
        permission=Permission.DIRECTORY_WRITE,
    ),
    InventoryPage(interests.of_list),
    PersonTable(
        Interest, merging=LIST, exporting=dossier.interests, erasing=forget, restricting=LIST, sealing=LIST
    ),
)
