"""When and where a session is; many at once; a place; heads; the calendar."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import IntegerField as PlainIntegerField
from wtforms import SelectChoice, SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.core.forms import Form
from app.core.recurrence import Every, Repetition
from app.network.queries import OfferedParish
from app.ui.choice_fields import DateField, SelectField
from app.ui.fields import CheckboxField, IntegerField, LongTextField, TextField
from app.ui.time_field import TimeField
from app.workshops.forms.series import ANY, ONCE_MORE, choices
from app.workshops.models import Place, Session
from app.workshops.services import Appointment, PlaceFacts
from app.workshops.wording import kind_names

ELSEWHERE = SelectChoice("", _("Another place, named below"))
REPEATS: dict[str, Any] = {
    "": _("Once"),
    "1": _("Every week"),
    "2": _("Every two weeks"),
    "4": _("Every four weeks"),
    Every.MONTH_BY_WEEKDAY.value: _("Every month on the same weekday"),
    Every.MONTH_BY_DAY.value: _("Every month on the same day"),
}


class AppointmentForm(Form):
    """One session. The place is a known one, or named for this once."""

    on = DateField(_("Day"), required=True)
    starts = TimeField(_("Begins"), required=True)
    ends = TimeField(_("Ends"), required=True)
    place_id = SelectField(_("Place"))
    place_name = TextField(_("Place used once"))
    title = TextField(_("What it is about"), description=_("Only if this session has a subject of its own."))

    def offer(self, places: Iterable[Place]) -> None:
        """Fill the list to choose from."""
        self.place_id.choices = [ELSEWHERE, *(SelectChoice(str(each.id), each.name) for each in places)]

    def validate(self, extra_validators: Any = None) -> bool:
        """The times are compared once both were read."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.ends.at <= self.starts.at:
            self.ends.errors = [str(_("It ends before it begins. Please check both times."))]
            return False
        return is_valid

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
            place_id=UUID(self.place_id.data) if self.place_id.data else None,
            place_name=self.place_name.data,
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
        """What comes back needs an end."""
        is_valid = super().validate(extra_validators)
        if self.repeat.data and not self.until.data and not self.until.errors:
            self.until.errors = [str(_("Please say until when it comes back."))]
            return False
        return is_valid

    @property
    def repetition(self) -> Repetition | None:
        """How it comes back; None for once."""
        if not self.repeat.data:
            return None
        if self.repeat.data.isdigit():
            return Repetition(Every.WEEK, interval=int(self.repeat.data), until=self.until.data)
        return Repetition(Every(self.repeat.data), until=self.until.data)


class EditSessionForm(AppointmentForm):
    version = PlainIntegerField(widget=HiddenInput())

    def validate_version(self, field: PlainIntegerField) -> None:
        if field.data is None:
            raise ValidationError(str(ONCE_MORE))


def values_of(session: Session) -> dict[str, Any]:
    """A session as the form shows it."""
    return {
        "on": session.on,
        "starts": f"{session.starts:%H:%M}",
        "ends": f"{session.ends:%H:%M}",
        "place_id": str(session.place_id or ""),
        "place_name": session.place_name,
        "title": session.title,
        "version": session.version,
    }


class PlaceForm(Form):
    name = TextField(_("Name"), required=True)
    address = TextField(_("Address"))
    directions = TextField(
        _("How to find it"), description=_("By landmarks, such as: beside the pharmacy, first floor.")
    )
    parish_id = SelectField(_("Parish"))
    seats = IntegerField(_("Seats"), least=1, most=9_999)
    is_step_free = CheckboxField(_("Can be reached without steps"))

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        """Fill the list to choose from."""
        nowhere = SelectChoice("", _("Not known"))
        self.parish_id.choices = [nowhere, *(SelectChoice(str(each.id), each.name) for each in parishes)]

    @property
    def facts(self) -> PlaceFacts:
        """The place as typed."""
        return PlaceFacts(
            name=self.name.data,
            address=self.address.data,
            directions=self.directions.data,
            parish_id=UUID(self.parish_id.data) if self.parish_id.data else None,
            seats=self.seats.data,
            is_step_free=self.is_step_free.data,
        )


class EditPlaceForm(PlaceForm):
    version = PlainIntegerField(widget=HiddenInput())

    def validate_version(self, field: PlainIntegerField) -> None:
        if field.data is None:
            raise ValidationError(str(ONCE_MORE))


class ProposalAnswerForm(Form):
    """Why a proposal is declined."""

    reason = SelectField(_("Why"), required=True)
    note = LongTextField(_("Note"), max_length=500)


class CalendarForm(wtforms.Form):
    """What the calendar is narrowed to; stands in the address."""

    place = SelectField(_("Place"))
    facilitator = SelectField(_("Led by"))
    kind = SelectField(_("Kind"))

    def offer(self, places: Iterable[Place], staff: Mapping[UUID, str]) -> None:
        """Fill the lists to choose from."""
        self.place.choices = [ANY, *(SelectChoice(str(each.id), each.name) for each in places)]
        self.facilitator.choices = [ANY, *choices(staff)]
        self.kind.choices = [ANY, *choices(kind_names())]
