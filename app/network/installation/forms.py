"""What is asked of an installation: its launch, the plan of a step, what a step points to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm, VersionedForm
from app.network.installation.models import InstallationStep
from app.network.installation.operations.installation import StepPlan
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices
from app.ui.fields import IntegerField, LongTextField, SearchField
from app.ui.listing import Filters
from app.ui.money_field import MoneyField

PLANNED = ("owner_id", "starts_on", "due_on", "cents", "hours", "note", "version")
NO_NAMES = _("No names of persons: whoever may see the partnership reads it.")


class LaunchForm(Form):
    launch_on = DateField(
        _("Day of the launch"),
        required=True,
        description=_("On which the programme is presented to everybody. It can be changed later."),
    )

    @property
    def day(self) -> date:
        """The day chosen, once the form is valid."""
        assert isinstance(self.launch_on.data, date)
        return self.launch_on.data


class BeginForm(LaunchForm, LocalForm):
    """A new installation, perhaps from the list of another municipality."""

    source_id = SelectField(
        _("Begin with"),
        coerce=as_id,
        description=_(
            "From another municipality come the days, moved with the launch, the money and the hours. "
            "Nobody sees to a step yet, and none points to anything."
        ),
    )

    def offer(self, sources: Sequence[tuple[UUID, str]]) -> None:
        """Fill the list; where no other municipality has one, it is not asked."""
        self.source_id.choices = choices(
            {source: gettext("The list of %(place)s", place=name) for source, name in sources},
            _("An empty list"),
        )
        if not sources:
            del self.source_id

    @property
    def source(self) -> UUID | None:
        return self.source_id.data if "source_id" in self else None


class EditLaunchForm(LaunchForm, VersionedForm):
    """The day of the launch as it was read."""


class StepForm(VersionedForm):
    """What is planned of a step."""

    owner_id = SelectField(_("Seen to by"), coerce=as_id)
    starts_on = DateField(_("From"))
    due_on = DateField(_("Until"), description=_("After this day it is late, unless it is done."))
    cents = MoneyField(_("Budget in euros"))
    hours = IntegerField(_("Hours of staff lent"), most=100_000)
    note = LongTextField(_("Note"), max_length=1_000, description=NO_NAMES)

    def offer(self, staff: Mapping[UUID, str]) -> None:
        """Fill the list of those who can see to it."""
        self.owner_id.choices = choices(staff, _("Nobody yet"))

    def validate_due_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(gettext("Please check the days: this one is before the first."))

    @property
    def plan(self) -> StepPlan:
        return StepPlan(
            owner_id=self.owner_id.data,
            starts_on=self.starts_on.data,
            due_on=self.due_on.data,
            cents=self.cents.cents,
            hours=self.hours.data,
            note=self.note.data,
        )


def answers(step: InstallationStep) -> dict[str, Any]:
    """A step as its form shows it."""
    return {name: getattr(step, name) for name in PLANNED}


class SetAsideForm(Form):
    why = LongTextField(_("Why it is not needed here"), required=True, max_length=500, description=NO_NAMES)


class ThingSearch(Filters):
    q = SearchField(_("Words of its title"))


class ThingForm(Form):
    """Which of the things that were found."""

    thing_id = RadiosField(_("Which one"), required=True, coerce=as_id)

    def offer(self, things: Mapping[UUID, str]) -> None:
        """Fill the list to choose from."""
        self.thing_id.choices = choices(things)
