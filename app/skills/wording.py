"""How the office says what is known of an entry."""

from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from app.skills.models.inventory import EntryState, InventoryEntry
from app.skills.scales import Level

LEVELS: dict[str | None, Any] = {
    Level.WITH_HELP.value: _("with help"),
    Level.ALONE.value: _("on their own"),
    Level.TEACHES.value: _("can teach it"),
}
STATES: dict[str, tuple[Any, str, str]] = {
    EntryState.CONFIRMED.value: (_("seen with staff"), "good", "circle-check"),
    EntryState.EVIDENCED.value: (_("with evidence"), "petrol", "file-text"),
    EntryState.DECLARED.value: (_("said by the person"), "", ""),
}


def entry_level(entry: InventoryEntry) -> Any:
    return LEVELS.get(entry.level, _("level not said"))


def entry_tag(entry: InventoryEntry) -> tuple[Any, str, str]:
    """Words, tone and icon of how sure it is."""
    return STATES[entry.state]


def seen_together(count: int) -> str:
    """What was kept of several that were gone through at once."""
    if not count:
        return gettext("Nothing was chosen: say how well for whoever it was gone through with.")
    return ngettext(
        "%(num)d competence was noted as seen with the facilitator.",
        "%(num)d competences were noted as seen with the facilitator.",
        count,
    )
