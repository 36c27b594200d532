"""What is asked about records that need somebody."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import Form
from app.outreach.deliveries import reasons
from app.outreach.deliveries.models import RecordState
from app.outreach.deliveries.states import RECORD
from app.ui.choice_fields import RadiosField, SelectField, as_id, choices
from app.ui.fields import LongTextField, TextField
from app.ui.listing import ANY, Filters
from app.ui.wording import day
from app.workshops.planning.models.session import Session

OTHERS = {state: name for state, name in RECORD.names.items() if state != RecordState.ATTENTION}


class RecordFilters(Filters):
    slip = TextField(_("Slip no."), max_length=8)
    session = SelectField(_("Session"), coerce=as_id)
    reason = SelectField(_("Why"), choices=lambda: [ANY, *choices(reasons.attention())])
    state = SelectField(_("State"), choices=lambda: choices(OTHERS, RECORD.names[RecordState.ATTENTION]))

    def offer(self, sessions: Iterable[Session]) -> None:
        self.session.choices = [ANY, *choices({each.id: said(each) for each in sessions})]

    @property
    def slip_number(self) -> str:
        """As it is kept: 007 and 7 are one."""
        typed = (self.slip.data or "").strip()
        return str(int(typed)) if typed.isascii() and typed.isdigit() else typed


class SessionForm(Form):
    session = SelectField(_("In which session was it made?"), required=True, coerce=as_id)

    def offer(self, sessions: Iterable[Session]) -> None:
        self.session.choices = choices({each.id: said(each) for each in sessions}, "")

    def validate_session(self, field: SelectField) -> None:
        if field.data is None:
            raise ValidationError(str(_("Please choose the session.")))


class DismissalForm(Form):
    reason = RadiosField(_("Why is it set aside?"), required=True)
    note = LongTextField(_("Note"), description=_("Nothing about the person themselves."))

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        given = {
            key: each for key, each in reasons.dismissed().offered().items() if key not in reasons.BY_PRODUCT
        }
        self.reason.choices = choices(given)


def said(session: Session) -> str:
    """A session in one line of a list."""
    return f"{day(session.on)} · {session.workshop.title} · {session.where}"
