"""What kiosk tells the house."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select, union_all

from app.core.access import Audience
from app.core.belongings import Activity
from app.core.enrolling import EnrolledAs
from app.core.evidence import Evidence
from app.core.feature import (
    Feature,
    FrontPage,
    Link,
    MenuEntry,
    PersonTable,
    Resolution,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.core.programme import Told
from app.kiosk import dossier, panels, programme
from app.kiosk.blueprint import bp
from app.kiosk.evidence import offered_terminals, shown_terminals
from app.kiosk.models import Visit, VisitEnrolment
from app.kiosk.presence import is_terminal, resolve_terminal
from app.kiosk.receivers import close_list
from app.kiosk.trail import TRAIL
from app.kiosk.views import telephone, terminals
from app.kiosk.wording import coming_day
from app.skills.models.inventory import Inventory
from app.workshops.enrolments.models import Enrolment

load("app.kiosk")

LIST = With("inventory")
PLACE = With("enrolment")


def at_a_kiosk(_since: datetime) -> Select[Any]:
    """Whose list or place stands on a screen at this moment."""
    lists = select(Inventory.participant_id).join(Visit, Visit.inventory_id == Inventory.id)
    shown = select(Enrolment.participant_id).join(VisitEnrolment, VisitEnrolment.enrolment_id == Enrolment.id)
    return select(union_all(lists, shown).subquery().c.participant_id)


FEATURE = Feature(
    "kiosk",
    bp,
    TRAIL,
    terminals.bp,
    telephone.bp,
    Resolution(Audience.KIOSK, resolve_terminal),
    EnrolledAs("kiosk", is_terminal),
    Words({"coming_day": coming_day}),
    FrontPage(panels.front),
    Activity(at_a_kiosk),
    Evidence(
        kind="terminal",
        label=_("Kiosk"),
        done=_("it is connected"),
        offered=offered_terminals,
        shown=shown_terminals,
        new=Link(_("Kiosks"), "terminals.create", {}),
        permission=Permission.TERMINAL_WRITE,
    ),
    Told(programme.told),
    MenuEntry(110, "terminals.index", _("Kiosks"), "monitor", Permission.TERMINAL_WRITE),
    PersonTable(
        Visit, merging=LIST, exporting=dossier.visits, erasing=close_list, restricting=LIST, sealing=LIST
    ),
    PersonTable(
        VisitEnrolment, merging=PLACE, exporting=PLACE, erasing=PLACE, restricting=PLACE, sealing=PLACE
    ),
)
