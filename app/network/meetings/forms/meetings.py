"""What a meeting is, its steps, and how the lists are narrowed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm, VersionedForm
from app.network.meetings.models.meeting import Meeting, MeetingKind
from app.network.meetings.operations.meetings import MeetingPlan
from app.network.meetings.queries.decisions import DONE, LATE, OPEN
from app.network.meetings.states import CANCEL_REASONS, MEETING
from app.network.meetings.wording import KINDS
from app.network.parties.models import Body
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices, names_of
from app.ui.fields import CheckboxField, LongTextField, TextField
from app.ui.listing import ANY, Filters
from app.ui.time_field import TimeField

NOT_ABOUT_PARTICIPANTS = _("Do not name participants here: partners read it.")
MOST_ITEMS = 60
PLAN = ("kind", "body_id", "title", "on", "starts", "ends", "place")


class MeetingForm(Form):
    """A meeting, without its agenda and who is invited: those have pages of their own."""

    kind = SelectField(_("Kind"), required=True)
    body_id = SelectField(_("Body"), coerce=as_id)
    title = TextField(_("Title"), required=True)
    on = DateField(_("Day"), required=True)
    starts = TimeField(_("Begins"), required=True)
    ends = TimeField(_("Ends"), required=True)
    place = TextField(_("Place"), required=True)

    def offer(self, bodies: Iterable[Body]) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = choices(KINDS, _("Choose a kind"))
        self.body_id.choices = choices(names_of(bodies), _("None: it is of no body"))

    def validate(self, extra_validators: Any = None) -> bool:
        """The times are compared once both were read."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.ends.at <= self.starts.at:
            self.ends.errors = [str(_("It ends before it begins. Please check both times."))]
            return False
        return is_valid

    @property
    def plan(self) -> MeetingPlan:
        """The meeting as typed, once the form is valid."""
        assert isinstance(self.on.data, date)
        return MeetingPlan(
            kind=MeetingKind(self.kind.data),
            body_id=self.body_id.data,
            title=self.title.data,
            on=self.on.data,
            starts=self.starts.at,
            ends=self.ends.at,
            place=self.place.data,
        )


class NewMeetingForm(MeetingForm, LocalForm):
    """A meeting that is not there yet, with the first lines of its agenda."""

    agenda = LongTextField(
        _("Agenda"),
        description=_("One item a line; each can be changed later, and say whether it asks for a decision."),
    )

    def validate_agenda(self, field: LongTextField) -> None:
        demand_few_lines(field)

    @property
    def lines(self) -> list[str]:
        return lines_of(self.agenda.data)


class EditMeetingForm(MeetingForm, VersionedForm):
    """A meeting as it was read."""


def values_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting as the form shows it."""
    return {name: getattr(meeting, name) for name in (*PLAN, "version")}


def lines_of(words: str) -> list[str]:
    """The items that somebody wrote, one a line."""
    return [line.lstrip("-–•* ").strip() for line in words.splitlines() if line.strip("-–•* ")]


def demand_few_lines(field: LongTextField) -> None:
    """Raise ValidationError for an agenda longer than any meeting, or a line longer than an item."""
    lines = lines_of(field.data)
    if len(lines) > MOST_ITEMS or any(len(line) > 300 for line in lines):
        raise ValidationError(
            str(_("Please write at most %(most)s items, each of at most 300 characters.", most=MOST_ITEMS))
        )


class ConveneForm(Form):
    """Nothing to fill in but whether the convocation leaves by mail at once."""

    write = CheckboxField(_("Send the convocation by e-mail to everybody with an address"), default=True)


class CancelMeetingForm(Form):
    """Why it does not take place."""

    reason = RadiosField(_("Why"), required=True, choices=choices(CANCEL_REASONS))
    note = LongTextField(_("Note"), max_length=500, description=NOT_ABOUT_PARTICIPANTS)
    write = CheckboxField(_("Tell everybody who was written to, by e-mail"), default=True)


class HoldForm(Form):
    """When it really began."""

    began = TimeField(_("Began at"), required=True)
    on_second_call = CheckboxField(_("It began on the second call, after waiting for the quorum"))


class HoursForm(VersionedForm):
    """When it began and ended, as it was read."""

    began = TimeField(_("Began at"), required=True)
    closed = TimeField(_("Ended at"))
    on_second_call = CheckboxField(_("It began on the second call, after waiting for the quorum"))

    def validate(self, extra_validators: Any = None) -> bool:
        """The times are compared once both were read."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.closed.data and self.closed.at <= self.began.at:
            self.closed.errors = [str(_("It ends before it begins. Please check both times."))]
            return False
        return is_valid


class ApprovalForm(Form):
    """When and where the minutes were approved."""

    on = DateField(_("Approved on"), required=True)
    in_meeting_id = SelectField(_("Approved in"), coerce=as_id)

    def offer(self, later: Iterable[Meeting], names: dict[Any, str]) -> None:
        """Fill the list to choose from; `names` of the later meetings by id."""
        offered = {each.id: names[each.id] for each in later}
        self.in_meeting_id.choices = choices(offered, _("At the end of this meeting, or in writing"))

    @property
    def day(self) -> date:
        """The day chosen, once the form is valid."""
        assert isinstance(self.on.data, date)
        return self.on.data


class MeetingFilterForm(Filters):
    """What the list of meetings is narrowed to."""

    q = TextField(_("Title"), render_kw={"autocomplete": "off"})
    body = SelectField(_("Body"), coerce=as_id)
    kind = SelectField(_("Kind"))
    state = SelectField(_("State"))
    first = DateField(_("From"))
    last = DateField(_("Until"))

    def offer(self, bodies: Iterable[Body]) -> None:
        """Fill the lists to choose from."""
        self.body.choices = [ANY, *choices(names_of(bodies))]
        self.kind.choices = [ANY, *choices(KINDS)]
        self.state.choices = [ANY, *choices(MEETING.names)]


class DecisionFilterForm(Filters):
    """What the list of decisions is narrowed to."""

    state = SelectField(_("State"))
    body = SelectField(_("Body"), coerce=as_id)
    mine = CheckboxField(_("Only what is mine to do"))

    def offer(self, bodies: Iterable[Body]) -> None:
        """Fill the lists to choose from."""
        states = {OPEN: _("Still to do"), LATE: _("Overdue"), DONE: _("Carried out")}
        self.state.choices = [ANY, *choices(states)]
        self.body.choices = [ANY, *choices(names_of(bodies))]
