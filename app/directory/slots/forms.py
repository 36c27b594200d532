"""Forms of drop-in slots."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm, OpenedForm, VersionedForm
from app.core.recurrence import Every, Repetition, answers_of, rule_of
from app.directory.index.forms import languages, named, stored
from app.directory.slots.models import ChangeKind, DropInSlot, OnHolidays
from app.directory.slots.wording import weekday_names
from app.network.parties.models import Organisation
from app.network.protocols.choosing import ProtocolField
from app.ui.choice_fields import CheckboxesField, DateField, RadiosField, SelectField, choices
from app.ui.fields import IntegerField, TextField
from app.ui.one_answer import goes_with
from app.ui.time_field import TimeField

ONCE = "once"
EVERY: dict[str, Any] = {
    Every.WEEK: _("Every week, or every few weeks"),
    Every.MONTH_BY_WEEKDAY: _("Every month, on the same weekday (such as the second Tuesday)"),
    Every.MONTH_BY_DAY: _("Every month, on the same day of the month"),
    ONCE: _("Once"),
}
ON_HOLIDAYS: dict[str, Any] = {
    OnHolidays.SKIP: _("Nobody is there"),
    OnHolidays.KEEP: _("It is held all the same; the list says which holiday it is"),
}
CHANGES: dict[str, Any] = {
    ChangeKind.CANCELLED: _("It is cancelled on this day"),
    ChangeKind.MOVED: _("It is moved to another day or other hours"),
    ChangeKind.EXTRA: _("It is held on this day besides"),
}


IDLE: dict[str, tuple[str, ...]] = {
    ONCE: ("weekdays", "interval", "until"),
    Every.MONTH_BY_WEEKDAY: ("weekdays",),
    Every.MONTH_BY_DAY: ("weekdays",),
}
"""What means nothing beside each answer to how often."""


class SlotForm(Form, OpenedForm):
    """`columns` are the model's; the rule comes from plain answers."""

    carried = (*Form.carried, *OpenedForm.carried)
    organisation_id = SelectField(_("Who is there"), required=True)
    topic = TextField(_("What one can come for"), required=True, description=_("Such as: help with papers."))
    place = TextField(_("Place"), required=True, description=_("Such as: kiosk of the town hall, desk 2."))
    languages = CheckboxesField(_("Languages spoken"), choices=languages)
    first_on = DateField(_("First day"), required=True)
    starts = TimeField(_("From"), required=True)
    ends = TimeField(_("To"), required=True)
    every = RadiosField(_("How often"), required=True, choices=choices(EVERY))
    weekdays = CheckboxesField(
        _("On"),
        description=_("For weeks only; none ticked means the weekday of the first day."),
        choices=lambda: choices(dict(enumerate(weekday_names(), 1))),
    )
    interval = IntegerField(
        _("Every so many weeks or months"), least=1, most=12, description=_("1: every time; 2: every other.")
    )
    until = DateField(_("Last day"), description=_("Leave it empty if it goes on."))
    on_holidays = RadiosField(_("On holidays"), required=True, choices=choices(ON_HOLIDAYS))
    protocol_id = ProtocolField()

    def __init__(self, *arguments: Any, organisations: Sequence[Organisation], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.organisation_id.choices = named(organisations, SelectChoice("", _("Choose an organisation")))

    def validate(self, extra_validators: Any = None) -> bool:
        """Both times are compared once they are read: "8:00" is before "09:30"."""
        if not super().validate(extra_validators):
            return False
        if self.ends.at <= self.starts.at:
            self.ends.errors = [gettext("It must end after it begins.")]
        for name in IDLE.get(self.every.data, ()):
            goes_with(self, self[name], self.every)
        return not self.errors

    def validate_until(self, field: DateField) -> None:
        if field.data and self.first_on.data and field.data < self.first_on.data:
            raise ValidationError(gettext("This is before the first day."))

    def columns(self, zone: str) -> dict[str, Any]:
        """What was typed, by the model's column names; a rule is made for a first day in that zone."""
        answers = {"every", "weekdays", "interval", "until"}
        return {name: value for name, value in self.values.items() if name not in answers} | {
            "organisation_id": UUID(self.organisation_id.data),
            "languages": list(self.languages.data or ()),
            "starts": self.starts.at,
            "ends": self.ends.at,
            "rule": self._rule(zone),
        }

    def _rule(self, zone: str) -> str:
        start = self.first_on.data
        if self.every.data == ONCE or not isinstance(start, date):
            return ""
        days = tuple(int(day) for day in self.weekdays.data or ())
        answers = Repetition(Every(self.every.data), self.interval.data or 1, days, self.until.data)
        return rule_of(answers, start, zone)


class NewSlotForm(SlotForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditSlotForm(SlotForm, VersionedForm):
    carried = VersionedForm.carried


def answers(slot: DropInSlot) -> dict[str, Any]:
    """What the form shows of a slot that is there."""
    hours = {"starts": f"{slot.starts:%H:%M}", "ends": f"{slot.ends:%H:%M}"}
    given = {**stored(slot), **hours, "protocol_id": slot.protocol_id, "every": ONCE}
    if not slot.rule:
        return given
    rule = answers_of(slot.rule, slot.zone)
    days = [str(day) for day in rule.weekdays]
    return {
        **given,
        "every": rule.every.value,
        "weekdays": days,
        "interval": rule.interval,
        "until": rule.until,
    }


class DayForm(Form, OpenedForm):
    """One day that is not what the rule says."""

    carried = (*Form.carried, *OpenedForm.carried)
    kind = RadiosField(_("What changes"), required=True, choices=choices(CHANGES))
    on = DateField(_("Day"), required=True)
    new_on = DateField(_("New day"), description=_("If it is moved to another one."))
    starts = TimeField(_("From"), description=_("If the hours are other ones."))
    ends = TimeField(_("To"))

    def validate(self, extra_validators: Any = None) -> bool:
        """What belongs together is there together."""
        if not super().validate(extra_validators):
            return False
        starts, ends = self.starts.data, self.ends.data
        idle = {ChangeKind.CANCELLED: ("new_on", "starts", "ends"), ChangeKind.EXTRA: ("new_on",)}
        if not all(goes_with(self, self[name], self.kind) for name in idle.get(self.kind.data, ())):
            return False
        if self.kind.data == ChangeKind.MOVED and not (self.new_on.data or starts):
            self.new_on.errors = [gettext("Please write the new day or the new hours.")]
        elif bool(starts) != bool(ends):
            self.ends.errors = [gettext("Please write both times, or none.")]
        elif starts and ends <= starts:
            self.ends.errors = [gettext("It must end after it begins.")]
        return not self.errors

    @property
    def columns(self) -> dict[str, Any]:
        """By the service's arguments; a cancelled day has neither new day nor hours."""
        kind = ChangeKind(self.kind.data)
        is_moved, is_held = kind is ChangeKind.MOVED, kind is not ChangeKind.CANCELLED
        return {
            "kind": kind,
            "on": self.on.data,
            "new_on": (self.new_on.data or self.on.data) if is_moved else None,
            "starts": self.starts.at if is_held and self.starts.data else None,
            "ends": self.ends.at if is_held and self.ends.data else None,
        }


class WeekForm(wtforms.Form):
    """Which week is shown: any of its days, in its address."""

    week = TextField(max_length=10)

    def monday(self, today: date) -> date:
        """The Monday of the week asked for, or of this one."""
        try:
            day = datetime.strptime(self.week.data or "", "%Y-%m-%d").date()  # noqa: DTZ007  a day, no instant
        except ValueError:
            day = today
        day = day if 1900 < day.year < 2200 else today
        return day - timedelta(days=day.weekday())
