"""What accounts tells the house."""

from flask_babel import lazy_gettext as _

from app.accounts import panels
from app.accounts.blueprint import bp
from app.accounts.commands import forget_factors, new_admin
from app.accounts.confirmation import confirm
from app.accounts.queries import actor_of, staff_names, working_in
from app.accounts.resolution import header, resolve_staff
from app.accounts.trail import TRAIL
from app.accounts.wording import role_name
from app.core.access import Audience
from app.core.feature import (
    Confirmation,
    Feature,
    MenuEntry,
    Resolution,
    StaffLookup,
    Surroundings,
    ToDo,
    Words,
    load,
)
from app.core.permission import Permission

load("app.accounts")

FEATURE = Feature(
    "accounts",
    bp,
    TRAIL,
    new_admin,
    forget_factors,
    Resolution(Audience.STAFF, resolve_staff),
    Confirmation(confirm),
    StaffLookup(actor_of, staff_names, working_in),
    Surroundings(header),
    Words({"role_name": role_name}),
    ToDo(panels.waiting),
    MenuEntry(100, "accounts.staff_list", _("Staff"), "user", Permission.STAFF_READ),
)
