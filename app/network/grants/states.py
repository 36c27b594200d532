"""What becomes of a grant, step by step; each step can be taken back by the one before it."""

from flask_babel import lazy_gettext as _

from app.core.machine import Machine, Step
from app.network.grants.models import GrantState as S
from app.network.grants.permissions import may_write

GRANT = Machine(
    Step(S.ASKED, S.JUDGED, may=may_write),
    Step(S.JUDGED, S.ASKED, may=may_write),
    Step(S.JUDGED, S.GRANTED, may=may_write),
    Step(S.JUDGED, S.REFUSED, may=may_write),
    Step(S.GRANTED, S.JUDGED, may=may_write),
    Step(S.REFUSED, S.JUDGED, may=may_write),
    Step(S.GRANTED, S.PAID, may=may_write),
    Step(S.PAID, S.GRANTED, may=may_write),
    Step(S.PAID, S.REPORTED, may=may_write),
    Step(S.GRANTED, S.REPORTED, may=may_write),
    Step(S.REPORTED, S.PAID, may=may_write),
    Step(S.REPORTED, S.GRANTED, may=may_write),
    Step(S.ASKED, S.WITHDRAWN, may=may_write),
    Step(S.JUDGED, S.WITHDRAWN, may=may_write),
    Step(S.WITHDRAWN, S.ASKED, may=may_write),
    names={
        S.ASKED: _("Being asked for"),
        S.JUDGED: _("Judged"),
        S.GRANTED: _("Granted"),
        S.REFUSED: _("Refused"),
        S.PAID: _("Paid"),
        S.REPORTED: _("Accounted for"),
        S.WITHDRAWN: _("Given up"),
    },
    tones={S.GRANTED: "petrol", S.PAID: "good", S.REPORTED: "good", S.REFUSED: "bad", S.JUDGED: "ochre"},
)
