"""How sources and movements of money are said on screen."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.initiatives.money.models import MovementKind, SourceKind

SOURCE_KINDS: Mapping[str, Any] = {
    SourceKind.OWN: _("Own money"),
    SourceKind.SALES: _("Sales"),
    SourceKind.MUNICIPAL: _("The municipality"),
    SourceKind.EMPLOYMENT_SERVICE: _("Employment service"),
    SourceKind.MICROCREDIT: _("Microcredit"),
    SourceKind.LOAN: _("Loan"),
    SourceKind.DONATION: _("Donation"),
    SourceKind.IN_KIND: _("In kind"),
    SourceKind.OTHER: _("Other source"),
}
MOVEMENT_KINDS: Mapping[str, Any] = {
    MovementKind.ASKED: _("Asked"),
    MovementKind.GRANTED: _("Granted"),
    MovementKind.REFUSED: _("Refused"),
    MovementKind.RECEIVED: _("Came in"),
    MovementKind.SPENT: _("Spent"),
}
TONES: Mapping[str, str] = {
    MovementKind.GRANTED: "petrol",
    MovementKind.REFUSED: "bad",
    MovementKind.RECEIVED: "good",
    MovementKind.SPENT: "ochre",
}
