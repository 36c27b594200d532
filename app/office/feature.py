"""What office tells the house."""

from flask_babel import lazy_gettext as _

from app.core.feature import Feature, MenuEntry, Surroundings, ToDo, Trail, load
from app.core.permission import Permission
from app.office import panels, shell
from app.office.blueprint import bp

load("app.office")

TRAIL = Trail(
    things={
        "audit_entry": _("the audit trail"),
        "audit_fault": _("a fault of the audit trail"),
        "feed": _("a calendar that others subscribe to"),
        "file": _("a file"),
    },
    acts={
        "audit.exported": _("%(who)s took away the audit trail as a file"),
        "keys.rotated": _("The portal wrote encrypted values anew, with another key"),
    },
)

FEATURE = Feature(
    "office",
    bp,
    TRAIL,
    Surroundings(shell.context),
    ToDo(panels.waiting),
    MenuEntry(10, "office.front", _("Today"), "house"),
    MenuEntry(20, "office.open_list", _("Desk"), "qr-code", Permission.INVENTORY_CLAIM),
    MenuEntry(30, "office.participants", _("Participants"), "users", Permission.PARTICIPANT_READ),
    MenuEntry(40, "office.who_can", _("Who can do it"), "sparkles", Permission.PARTICIPANT_READ),
    MenuEntry(130, "office.audit_trail", _("Audit trail"), "history", Permission.AUDIT_READ),
    MenuEntry(140, "office.dead_jobs", _("Failed jobs"), "refresh-cw", Permission.JOB_READ),
)
