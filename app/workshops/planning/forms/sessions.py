"""When and where a session is, one or many at once; how the calendar is narrowed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from app.core.forms import Form, OpenedForm, VersionedForm
from app.core.recurrence import Every, Repetition
from app.network.queries import OfferedParish
from app.ui.choice_fields import DateField, SelectField, as_id, choices, names_of
from app.ui.fields import TextField
from app.ui.listing import ANY, Filters
from app.ui.one_answer import goes_with, only_one
from app.ui.time_field import TimeField
from app.workshops.planning.kinds import kinds
from app.workshops.planning.models.place import Place
from app.workshops.planning.operations.sessions import Appointment

REPEATS: dict[str, Any] = {
    "": _("Once"),
    "1": _("Every week"),
    "2": _("Every two weeks"),
    "4": _("Every four weeks"),
    Every.MONTH_BY_WEEKDAY.value: _("Every month on the same weekday"),
    Every.MONTH_BY_DAY.value: _("Every month on the same day"),
}


class AppointmentForm(Form, OpenedForm):
    """One session. The place is a known one, or named for this once."""

    carried = (*Form.carried, *OpenedForm.carried)
    on = DateField(_("Day"), required=True)
    starts = TimeField(_("Begins"), required=True)
    ends = TimeField(_("Ends"), required=True)
    place_id = SelectField(_("Place"), coerce=as_id)
    place_name = TextField(_("Place used once"))
    parish_id = SelectField(
        _("Parish of the place used once"),
        coerce=as_id,
        description=_(
            "So that it can be told where people were reached. Of a place of the list it is known."
        ),
    )
    title = TextField(_("What it is about"), description=_("Only if this session has a subject of its own."))

    def offer(self, places: Iterable[Place], parishes: Iterable[OfferedParish]) -> None:
        """Fill the lists to choose from."""
        self.place_id.choices = choices(names_of(places), _("Another place, named below"))
        self.parish_id.choices = choices(names_of(parishes), _("Not known"))

    def validate(self, extra_validators: Any = None) -> bool:
        """The times are compared once both were read; of two places the one that was given now counts."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.ends.at <= self.starts.at:
            self.ends.errors = [str(_("It ends before it begins. Please check both times."))]
            return False
        return is_valid and only_one(self, self.place_id, self.place_name) and self._has_parish_once()

    def _has_parish_once(self) -> bool:
        """A place of the list has its own: of one used once before the parish goes with its name."""
        if self.place_id.data and not goes_with(self, self.parish_id, self.place_id):
            return False
        if self.place_id.data:
            self.parish_id.data = None
        return True

    @property
    def day(self) -> date:
        """The day, once the form is valid."""
        assert self.on.data is not None
        return self.on.data

    def appointment(self, on: date | None = None) -> Appointment:
        """What was typed, for its own day or another."""
        return Appointment(
            on=on or self.day,
            starts=self.starts.at,
            ends=self.ends.at,
            place_id=self.place_id.data,
            place_name=self.place_name.data,
            parish_id=self.parish_id.data,
            title=self.title.data,
        )


class NewSessionsForm(AppointmentForm):
    """One session or many; `take` are the days ticked in the preview."""

    repeat = SelectField(_("Comes back"), choices=choices(REPEATS))
    until = DateField(_("Until"), description=_("The last day on which it may come back."))
    take = SelectMultipleField(validate_choice=False)

    def validate_until(self, field: DateField) -> None:
        if self.on.data and field.data and field.data < self.on.data:
            raise ValidationError(str(_("The last day is before the first.")))

    def validate(self, extra_validators: Any = None) -> bool:
        """What comes back needs an end, and only that has one."""
        is_valid = super().validate(extra_validators)
        if is_valid and not self.repeat.data:
            return goes_with(self, self.until, self.repeat)
        if self.repeat.data and not self.until.data and not self.until.errors:
            self.until.errors = [str(_("Please say until when it comes back."))]
            return False
        return is_valid

    @property
    def repetition(self) -> Repetition | None:
        """How it comes back; None for once."""
        if not self.repeat.data:
            return None
        if self.repeat.data.isdecimal():
            return Repetition(Every.WEEK, interval=int(self.repeat.data), until=self.until.data)
        return Repetition(Every(self.repeat.data), until=self.until.data)


class EditSessionForm(AppointmentForm, VersionedForm):
    """A session as it was read."""

    carried = VersionedForm.carried


class CalendarForm(Filters):
    """What the calendar is narrowed to."""

    place = SelectField(_("Place"), coerce=as_id)
    facilitator = SelectField(_("Led by"), coerce=as_id)
    kind = SelectField(_("Kind"))

    def offer(self, places: Iterable[Place], staff: Mapping[UUID, str]) -> None:
        """Fill the lists to choose from."""
        self.place.choices = [ANY, *choices(names_of(places))]
        self.facilitator.choices = [ANY, *choices(staff)]
        self.kind.choices = [ANY, *choices(kinds())]
