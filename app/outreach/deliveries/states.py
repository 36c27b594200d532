"""The states of a record that arrived: what may follow which, in which words and tones."""

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.machine import Machine, Step
from app.core.permission import Permission
from app.outreach.deliveries import reasons
from app.outreach.deliveries.models import FieldRecord, RecordState


def decides(actor: Actor, record: FieldRecord) -> bool:
    return actor.may(Permission.OUTREACH_REGISTER, record.municipality_id)


RECORD = Machine(
    Step(RecordState.WAITING, RecordState.REGISTERED),
    Step(RecordState.WAITING, RecordState.ATTENTION, reasons=reasons.attention()),
    Step(RecordState.WAITING, RecordState.DISMISSED, reasons=reasons.dismissed()),
    Step(RecordState.ATTENTION, RecordState.REGISTERED, may=decides),
    Step(RecordState.ATTENTION, RecordState.DISMISSED, may=decides, reasons=reasons.dismissed()),
    Step(RecordState.REGISTERED, RecordState.DISMISSED, reasons=reasons.dismissed()),
    Step(RecordState.DISMISSED, RecordState.ATTENTION, may=decides, reasons=reasons.attention()),
    names={
        RecordState.WAITING: _("To be registered"),
        RecordState.REGISTERED: _("Registered"),
        RecordState.ATTENTION: _("Needs attention"),
        RecordState.DISMISSED: _("Set aside"),
    },
    tones={
        RecordState.REGISTERED: "good",
        RecordState.ATTENTION: "ochre",
        RecordState.DISMISSED: "bad",
    },
)
