"""How the office says what is known of an entry."""

from collections.abc import Iterable
from textwrap import shorten
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from app.core.i18n import MAIN
from app.skills.models.inventory import EntryState, InventoryEntry
from app.skills.scales import Level
from app.skills.snapshot import Catalogue

AT_MOST, LONGEST = 5, 60
"""Names in one sentence, and letters of a name: what is said on the next page travels in a cookie."""

LEVELS: dict[str | None, Any] = {
    Level.WITH_HELP.value: _("with help"),
    Level.ALONE.value: _("on their own"),
    Level.TEACHES.value: _("can teach it"),
}
RETURN_REASONS: dict[str, Any] = {
    "wrong_person": _("It was received for the wrong person"),
    "asked_by_person": _("The person does not want it in their record"),
}
"""Why a list that was received waits under its code again."""
STATES: dict[str, tuple[Any, str, str]] = {
    EntryState.CONFIRMED.value: (_("seen with staff"), "good", "circle-check"),
    EntryState.EVIDENCED.value: (_("with evidence"), "petrol", "file-text"),
    EntryState.DECLARED.value: (_("said by the person"), "", ""),
}


def entry_name(entry: InventoryEntry, known: Catalogue) -> str:
    """What an entry is called: its competence, or the person's own words."""
    competence = known.competence(entry.competence_id)
    return str(competence.name(MAIN)) if competence else entry.own_words


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


def left_to_colleagues(names: Iterable[str]) -> str:
    """That what was sent of these entries does not count."""
    return gettext(
        "Confirmed or changed by a colleague meanwhile, and kept as it stands: %(names)s.",
        names=_listed(names),
    )


def taken_out(names: Iterable[str]) -> str:
    """That these entries are gone."""
    return gettext(
        "Taken out of the list meanwhile, with what was written there: %(names)s.", names=_listed(names)
    )


def taken_out_unsaid(names: Iterable[str]) -> str:
    """That these entries are gone, since only the evidence that was emptied was known of them."""
    return gettext(
        "Taken out of the list, as nothing speaks for it any more and the person had not said it: %(names)s.",
        names=_listed(names),
    )


def _listed(names: Iterable[str]) -> str:
    called = [shorten(each, LONGEST, placeholder="…") for each in names]
    told = " · ".join(called[:AT_MOST])
    more = len(called) - AT_MOST
    return gettext("%(names)s and %(num)s more", names=told, num=more) if more > 0 else told
