"""Records follow the person they led to, and let go of whoever is forgotten or was registered by mistake."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, select, update

from app.core.db import db
from app.outreach.deliveries import reasons
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.deliveries.states import RECORD
from app.outreach.registrations.taking_back import TakenBack, taken_back
from app.people.merging.rules import follows
from app.people.operations.sealing import Sealed, person_sealed
from app.people.rights.forgetting import Forgotten, drop_transitions, forgotten
from app.ui.wording import instant


def _words(rows: Sequence[FieldRecord]) -> list[str]:
    return [gettext("Handed over %(moment)s", moment=instant(each.received_at)) for each in rows]


follow_the_person = follows(FieldRecord, _("Registrations that devices handed over"), _words)


@forgotten.connect
def forget_the_person(told: Forgotten) -> None:
    """That something was handed over stays: a device that keeps it still would bring it once more."""
    theirs = FieldRecord.participant_id.in_(told.people)
    drop_transitions(db.session.scalars(select(FieldRecord.id).where(theirs)).all())
    _empty(theirs)


@taken_back.connect
def take_back_too(told: TakenBack) -> None:
    """A registration that was a mistake leaves no record of whom it was about. Another one that was set aside
    because that was there counts again: somebody says whether it is the same mistake.
    """
    record = db.session.get(FieldRecord, told.registration.id)
    if record is not None and record.state == RecordState.REGISTERED:
        RECORD.move(told.actor, record, RecordState.DISMISSED, reason=reasons.GONE)
        record.reason = reasons.GONE
    _count_again(told)
    db.session.flush()
    _empty(FieldRecord.participant_id == told.registration.participant_id)


@person_sealed.connect
def hide_what_was_set_aside(told: Sealed) -> None:
    """Their second form would say their name and telephone to whoever takes it back."""
    theirs = FieldRecord.participant_id == told.participant.id
    _empty(theirs & (FieldRecord.state == RecordState.DISMISSED))


def _count_again(told: TakenBack) -> None:
    aside = select(FieldRecord).where(
        FieldRecord.participant_id == told.registration.participant_id,
        FieldRecord.id != told.registration.id,
        FieldRecord.state == RecordState.DISMISSED,
        FieldRecord.reason == reasons.SAME_PERSON,
    )
    for each in db.session.scalars(aside.order_by(FieldRecord.id).with_for_update()):
        if each.content:
            RECORD.move(told.actor, each, RecordState.ATTENTION, reason=reasons.TAKEN_BACK)
            each.reason, each.participant_id = reasons.TAKEN_BACK, None
            each.version += 1


def _empty(which: ColumnElement[bool]) -> None:
    nothing = dict.fromkeys(("slip", "box", "carried", "content_encrypted"), "")
    nobody = {"participant_id": None}
    db.session.execute(update(FieldRecord).where(which).values(**nothing, **nobody))
