"""Why a device cannot be prepared, in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.outreach.packs.readiness import NotReady

NOT_READY: Mapping[NotReady, Any] = {
    NotReady.CANCELLED: _("This session was cancelled: nothing is prepared for it."),
    NotReady.OVER: _("This session is over: nothing is prepared for it any more."),
    NotReady.FAR: _("This session is more than a month ahead: it can be prepared later."),
}
ELSEWHERE = _("This device belongs to another municipality. Use one of this municipality.")
