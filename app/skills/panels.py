"""What lists and competences show on a person's page and on the front page."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _

from app.core import i18n
from app.core.actor import Actor
from app.core.feature import Area, Link, Panel
from app.core.lines import Lines
from app.core.permission import Permission
from app.core.person_page import AboutPerson, Act, Moment
from app.people.models import Participant
from app.skills.models.inventory import Inventory
from app.skills.permissions import readable_in
from app.skills.queries.catalogue import catalogue_for
from app.skills.queries.inventories import count_waiting, latest, list_inventories, list_unreviewed
from app.skills.summary import paragraph

ORIGINS: dict[str, Any] = {
    "kiosk": _("at the kiosk"),
    "desk": _("together, at the desk"),
    "paper": _("on paper"),
    "outreach": _("In the field"),
}


def about(actor: Actor, person: Participant, _read: Lines) -> AboutPerson:
    """What they can do, the lists it comes from, and when these were made; or that others read this."""
    may = partial(actor.may, municipality_id=person.municipality_id)
    if person.municipality_id not in readable_in(actor):
        return AboutPerson([Panel(Area.MAIN, 10, "skills/_closed.html")])
    inventories = list_inventories(actor, person.id)
    entries = latest(inventories)
    known = catalogue_for(each.competence_id for each in entries)
    with i18n.speaking(i18n.MAIN):
        summary = paragraph(entries, known)
    can_do = {"entries": entries, "catalogue": known, "summary": summary}
    panels = [Panel(Area.MAIN, 10, "skills/_competences.html", can_do)]
    may_open = may(Permission.INVENTORY_CLAIM)
    if may_open:
        lists = {"inventories": inventories, "may_make": may(Permission.INVENTORY_WRITE)}
        panels.append(Panel(Area.BESIDE, 30, "skills/_lists.html", lists))
    authors = [author for entry in entries for author in (entry.confirmed_by, entry.evidenced_by)]
    acts = [_print(inventories[0])] if may_open and inventories else []
    return AboutPerson(panels, moments(inventories, may_open=may_open), authors, acts)


def _print(inventory: Inventory) -> Act:
    """The latest list as the sheet that the person takes along."""
    return Act(40, Link(_("Print the sheet"), "skills.sheet", {"inventory_id": inventory.id}), "printer")


def moments(inventories: Sequence[Inventory], *, may_open: bool) -> list[Moment]:
    """Made, received, gone through; with the way to the list for whoever may open it."""
    return [moment for each in inventories for moment in _of_inventory(each, may_open=may_open)]


def _of_inventory(inventory: Inventory, *, may_open: bool) -> Iterator[Moment]:
    link = Link(_("Open the list"), "skills.inventory", {"inventory_id": inventory.id}) if may_open else None
    origin = ORIGINS[inventory.origin]
    yield Moment(inventory.created_at, _("A list was made"), text=origin, link=link)
    if inventory.claimed_at and inventory.saved_at:
        yield Moment(inventory.claimed_at, _("A list was received"), inventory.claimed_by)
    if inventory.reviewed_at:
        yield Moment(inventory.reviewed_at, _("The list was gone through with the person"))


def front(actor: Actor, _today: date, at_most: int) -> Iterator[Panel]:
    """The lists that wait for their people, and those to go through with them."""
    if actor.may(Permission.INVENTORY_CONFIRM):
        unreviewed = list_unreviewed(actor, at_most + 1)
        context = {"unreviewed": unreviewed[:at_most], "has_more": len(unreviewed) > at_most}
        yield Panel(Area.MAIN, 30, "skills/_unreviewed.html", context, not unreviewed)
    if actor.may(Permission.INVENTORY_CLAIM):
        waiting = count_waiting(actor)
        yield Panel(Area.BESIDE, 10, "skills/_waiting.html", {"waiting": waiting}, not waiting)
