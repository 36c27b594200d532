"""What is decided about a protocol, and why one ends. How it stands on a day: term.py."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.machine import Machine, Step
from app.network.protocols.models import ProtocolState as S
from app.network.protocols.permissions import may_write

END_REASONS: Mapping[str, Any] = {
    "ran_out": _("Its time is over and it is not renewed"),
    "agreed": _("All sides agreed to end it"),
    "one_side": _("One side ended it"),
    "not_kept": _("What was agreed was not kept"),
    "replaced": _("Another protocol replaces it"),
    "party_gone": _("One of the parties no longer exists"),
    "never_signed": _("It was never signed"),
    "other": _("Another reason"),
}

PROTOCOL = Machine(
    Step(S.DRAFT, S.SIGNED, may=may_write),
    Step(S.SIGNED, S.DRAFT, may=may_write),
    Step(S.DRAFT, S.ENDED, may=may_write, reasons=END_REASONS),
    Step(S.SIGNED, S.ENDED, may=may_write, reasons=END_REASONS),
    Step(S.ENDED, S.DRAFT, may=may_write),
    Step(S.ENDED, S.SIGNED, may=may_write),
    names={S.DRAFT: _("Draft"), S.SIGNED: _("Signed"), S.ENDED: _("Has ended")},
)
