"""What skills tells the house."""

from app.core import audit
from app.core.actor import SYSTEM
from app.core.feature import (
    Feature,
    FrontPage,
    PersonPage,
    PersonTable,
    Retention,
    Search,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.skills import panels
from app.skills.blueprint import bp
from app.skills.commands import load_catalogue
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.operations.inventories import erase_inventory
from app.skills.operations.retention import erase_unclaimed, list_unclaimed
from app.skills.queries.catalogue import search
from app.skills.queries.inventories import readable_by
from app.skills.receivers import follow_the_person
from app.skills.wording import entry_level, entry_tag

load("app.skills")


def erase_over(is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """Lists whose time is over."""
    if not is_meant:
        return f"{len(list_unclaimed())} lists would be erased; --apply erases them"
    count = erase_unclaimed(SYSTEM)
    audit.record(SYSTEM, "retention.applied", "inventory", count=count)
    return f"{count} lists erased"


LIST = With("inventory")

FEATURE = Feature(
    "skills",
    bp,
    load_catalogue,
    Words({"entry_level": entry_level, "entry_tag": entry_tag}),
    Search(
        20,
        Permission.PARTICIPANT_READ,
        "skills/_search_hits.html",
        lambda _actor, text, languages, at_most: search(text, languages=languages, limit=at_most),
    ),
    PersonPage(panels.about),
    FrontPage(panels.front),
    Retention(erase_over),
    PersonTable(Inventory, merging=follow_the_person, erasing=erase_inventory, sealing=readable_by),
    PersonTable(InventoryEntry, merging=LIST, erasing=LIST, sealing=LIST),
)
