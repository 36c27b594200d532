"""What kiosk tells the house."""

from flask_babel import lazy_gettext as _

from app.core.access import Audience
from app.core.feature import Feature, FrontPage, MenuEntry, PersonTable, Resolution, With, Words, load
from app.core.permission import Permission
from app.kiosk import dossier, panels
from app.kiosk.blueprint import bp
from app.kiosk.models import Visit, VisitEnrolment
from app.kiosk.operations.visits import erase_visit
from app.kiosk.presence import resolve_terminal
from app.kiosk.views import telephone, terminals
from app.kiosk.wording import coming_day

load("app.kiosk")

LIST = With("inventory")
PLACE = With("enrolment")

FEATURE = Feature(
    "kiosk",
    bp,
    terminals.bp,
    telephone.bp,
    Resolution(Audience.KIOSK, resolve_terminal),
    Words({"coming_day": coming_day}),
    FrontPage(panels.front),
    MenuEntry(110, "terminals.index", _("Kiosks"), "monitor", Permission.TERMINAL_WRITE),
    PersonTable(
        Visit, merging=LIST, exporting=dossier.visits, erasing=erase_visit, restricting=LIST, sealing=LIST
    ),
    PersonTable(
        VisitEnrolment, merging=PLACE, exporting=PLACE, erasing=PLACE, restricting=PLACE, sealing=PLACE
    ),
)
