"""What skills tells the house."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, func, select

from app.core import audit
from app.core.actor import SYSTEM
from app.core.belongings import Activity, rows_of
from app.core.feature import (
    Feature,
    FrontPage,
    PersonTable,
    Retention,
    Search,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.core.person_page import PersonPage
from app.skills import dossier, panels
from app.skills.blueprint import bp
from app.skills.commands import load_catalogue
from app.skills.models.inventory import Inventory, InventoryEntry, RemovedEntry
from app.skills.models.learning import LearningWish
from app.skills.operations.removed import forget_removed
from app.skills.operations.retention import erase_unclaimed, list_unclaimed
from app.skills.queries.catalogue import search
from app.skills.queries.inventories import readable_by
from app.skills.queries.removed import count_forgettable
from app.skills.receivers import follow_the_person, forget_lists
from app.skills.trail import TRAIL
from app.skills.wording import entry_level, entry_tag

load("app.skills")


def erase_over(is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """Lists whose time is over."""
    if not is_meant:
        return f"{len(list_unclaimed())} lists would be erased; --apply erases them"
    count = erase_unclaimed(SYSTEM)
    audit.record(SYSTEM, "retention.applied", "inventory", count=count)
    return f"{count} lists erased"


def forget_over(is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """Lines that were taken out of a list, and that nobody put back in time."""
    if not is_meant:
        return f"{count_forgettable()} lines taken out of lists would be forgotten; --apply forgets them"
    return f"{forget_removed()} lines taken out of lists forgotten"


PERSON, LIST = With("participant"), With("inventory")


def making_lists(since: datetime) -> Select[Any]:
    """Who has a list that was made, or gone through with them, since."""
    latest = func.coalesce(Inventory.reviewed_at, Inventory.claimed_at, Inventory.created_at)
    return select(Inventory.participant_id).where(latest >= since)


FEATURE = Feature(
    "skills",
    bp,
    TRAIL,
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
    Retention(forget_over),
    Activity(making_lists),
    rows_of(_("Lists of competences"), Inventory),
    rows_of(_("Competences in them"), InventoryEntry),
    PersonTable(
        Inventory,
        merging=follow_the_person,
        exporting=dossier.lists,
        erasing=forget_lists,
        restricting=PERSON,
        sealing=readable_by,
    ),
    PersonTable(
        InventoryEntry,
        merging=LIST,
        exporting=dossier.competences,
        erasing=LIST,
        restricting=LIST,
        sealing=LIST,
    ),
    PersonTable(
        LearningWish,
        merging=LIST,
        exporting=dossier.learning_wishes,
        erasing=LIST,
        restricting=LIST,
        sealing=LIST,
    ),
    PersonTable(
        RemovedEntry, merging=LIST, exporting=dossier.removed, erasing=LIST, restricting=LIST, sealing=LIST
    ),
)
