"""What is asked about a meeting or call: how it was, what came of it, and when one sees each other next."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from app.core.forms import Form
from app.people.contact_notes.kinds import IN_PERSON, kinds, outcomes
from app.people.contact_notes.models import ContactNote
from app.people.operations.contact_notes import Noted
from app.people.wording import NOT_HERE
from app.ui.choice_fields import DateField, RadiosField, SelectField, choices
from app.ui.fields import LongTextField, TextField
from app.ui.time_field import TimeField

AHEAD: Any = _("This day has not come yet. An appointment for later stands below.")
OVER: Any = _("This day is over. Please choose today or a later day.")
NO_DAY: Any = _("Please say on which day.")


class ContactNoteForm(Form):
    kind = RadiosField(
        _("How"), required=True, choices=lambda: choices(dict(kinds().offered())), default=IN_PERSON
    )
    held_on = DateField(_("Day"), required=True)
    outcome = SelectField(_("What came of it"), required=True)
    note = LongTextField(_("In a few words"), max_length=500, description=NOT_HERE)
    next_on = DateField(_("Day of the next appointment"))
    next_time = TimeField(_("Hour"))
    next_where = TextField(
        _("Where, or how"), max_length=120, description=_("Such as: at the desk, by telephone.")
    )
    next_with = SelectField(_("With whom"))

    def offer(self, staff: Mapping[str, str], today: date, corrected: ContactNote | None = None) -> None:
        """With whom the appointment can be, by id and name; `corrected`: what is mended."""
        self.today, self.corrected = today, corrected
        kept = [corrected.outcome] if corrected else []
        self.outcome.choices = choices(dict(outcomes().offered(kept=kept)), _("Choose what came of it"))
        self.next_with.choices = choices(dict(staff), _("With me"))

    def validate_held_on(self, field: DateField) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(str(AHEAD))

    def validate_next_on(self, field: DateField) -> None:
        kept = self.corrected.next_on if self.corrected else None
        if field.data and field.data < self.today and field.data != kept:
            raise ValidationError(str(OVER))

    def validate_next_time(self, field: TimeField) -> None:
        if field.data and not (self.next_on.data or self.next_on.errors):
            raise ValidationError(str(NO_DAY))

    @property
    def noted(self) -> Noted:
        """What was said, as the operation takes it."""
        held_on, day = self.held_on.data, self.next_on.data
        assert held_on
        return Noted(
            kind=self.kind.data,
            held_on=held_on,
            outcome=self.outcome.data,
            note=self.note.data or "",
            next_on=day,
            next_time=self.next_time.at if day and self.next_time.data else None,
            next_where=(self.next_where.data or "") if day else "",
            next_with=UUID(self.next_with.data) if day and self.next_with.data else None,
        )


def appointment_of(note: ContactNote | None, me: UUID | None) -> dict[str, Any]:
    """What stands in the form of the next appointment: the one that a note holds."""
    if note is None:
        return {}
    staff_id = note.next_with or note.written_by
    return {
        "next_on": note.next_on,
        "next_time": note.next_time,
        "next_where": note.next_where,
        "next_with": "" if staff_id in {None, me} else str(staff_id),
    }


def answers_of(note: ContactNote, me: UUID | None) -> dict[str, Any]:
    """What stands in the form that corrects a note."""
    said = {"kind": note.kind, "held_on": note.held_on, "outcome": note.outcome, "note": note.note}
    return said | appointment_of(note, me)
