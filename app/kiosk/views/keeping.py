"""A list is taken along or erased: its code, and what can be done with a list that is kept under one."""

from flask import Response, g, render_template

from app.core.access import kiosk
from app.core.http import see_other
from app.kiosk import deck
from app.kiosk.blueprint import bp
from app.kiosk.operations.visits import erase_list
from app.kiosk.own_enrolments import count_kept, list_own_enrolments
from app.kiosk.presence import (
    inventory,
    list_id,
    own,
    presence,
    saved_code,
    standing,
    today,
    visit,
    visit_row,
)
from app.skills.codes import picture
from app.skills.operations.inventories import save_inventory
from app.workshops.enrolments.seats import OVER


@bp.get("/list")
@kiosk
def own_list() -> Response | str:
    """A list that was kept: to go on, correct, print, erase; to read, once the office has it."""
    found = inventory()
    if own().is_draft:
        return see_other("kiosk.review")
    kept = count_kept(g.actor, standing(), today())
    return render_template(
        "kiosk/own_list.html",
        own=own(),
        count=sum(deck.is_counted(entry) for entry in found.entries),
        teaches=deck.teaches(found.entries),
        places=kept.places,
        wanted=kept.interests,
        groups=kept.groups,
        invitations=kept.invitations,
        ideas=kept.ideas,
        until=found.last_day,
    )


@bp.post("/inventory/saving")
@kiosk
def save() -> Response:
    save_inventory(g.actor, inventory=inventory(to_change=True))
    return see_other("kiosk.code")


@bp.get("/inventory/erasure")
@kiosk
def erasing() -> str:
    """Asks before a kept list goes, with the places that were asked for with it."""
    mine = list_id(to_change=True)
    enrolments = list_own_enrolments(g.actor, standing())
    places = [each for each in enrolments if each.enrolment.inventory_id == mine and each.state not in OVER]
    return render_template("kiosk/erasing.html", places=places)


@bp.post("/inventory/erasure")
@kiosk
def erase() -> Response:
    if presence().inventory:
        list_id(to_change=True)
    erase_list(g.actor, visit=visit_row())
    return see_other("kiosk.erased")


@bp.get("/erased")
@kiosk
def erased() -> str:
    visit()
    return render_template("kiosk/erased.html")


@bp.get("/code")
@kiosk
def code() -> str:
    shown = saved_code()
    return render_template(
        "kiosk/code.html",
        code=shown,
        pictures=[picture(key) for _, key in shown.pictures],
        teaches=deck.teaches(inventory().entries),
    )
