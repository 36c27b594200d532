"""What a series is, and how a list of them is narrowed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core.forms import Form, LocalForm, VersionedForm
from app.network.parties.models import Organisation
from app.network.protocols.choosing import ProtocolField
from app.ui.choice_fields import (
    CheckboxesField,
    DateField,
    RadiosField,
    SelectField,
    as_id,
    choices,
    names_of,
)
from app.ui.fields import CheckboxField, IntegerField, LongTextField, TextField
from app.ui.languages import language_names
from app.ui.listing import ANY, Filters
from app.workshops.planning.kinds import kinds
from app.workshops.planning.models.series import Admission, Workshop
from app.workshops.planning.operations.series import COLUMNS, OFFICE, Plan
from app.workshops.planning.states import CANCEL_REASONS, SERIES
from app.workshops.planning.wording import ADMISSIONS, TARGET_GROUPS

ENTERED_BY = {"partner": _("The partner that hosts it"), "office": _("The office")}
NOT_ABOUT_PEOPLE = _("Do not name participants here: everybody in the office reads it.")


class WorkshopForm(Form):
    """A series, without its sessions: those have pages of their own."""

    title = TextField(_("Title"), required=True)
    kind = SelectField(_("Kind"), required=True)
    description = LongTextField(
        _("Description"), description=_("In plain words: what people do there, and what they take along.")
    )
    organisation_id = SelectField(_("Hosted by"), required=True, coerce=as_id)
    leader = SelectField(_("Answers for it"), coerce=as_id)
    others = CheckboxesField(_("Also leading it"), coerce=as_id)
    groups = CheckboxesField(_("For whom"), description=_("Nothing ticked: for everybody."))
    language = SelectField(_("Language"), required=True)
    capacity = IntegerField(_("Seats"), least=1, most=9_999, description=_("Empty: as many people as come."))
    admission = RadiosField(
        _("Admission"), required=True, choices=choices(ADMISSIONS), default=Admission.OPEN.value
    )
    answer_hours = IntegerField(
        _("Hours to answer when a seat becomes free"),
        required=True,
        least=1,
        most=720,
        default=48,
        description=_("Counted from when the person was really reached."),
    )
    certificate_share = IntegerField(
        _("Percentage of the hours needed for a certificate"), required=True, least=0, most=100, default=80
    )
    material = LongTextField(
        _("Material"), max_length=1_000, description=_("What people bring, and what has to be there.")
    )
    is_public = CheckboxField(_("Offered at the kiosk while it is open or running"), default=True)
    protocol_id = ProtocolField()

    def offer(self, hosts: Iterable[Organisation], staff: Mapping[UUID, str], *, kept: str = "") -> None:
        """Fill the lists to choose from; a kind that it has already stays, though nobody chooses it now."""
        self.kind.choices = choices(kinds().offered(kept=[kept]), _("Choose a kind"))
        self.organisation_id.choices = choices(names_of(hosts), _("Choose an organisation"))
        self.leader.choices = choices(staff, _("Nobody yet"))
        self.others.choices = choices(staff)
        self.groups.choices = choices(TARGET_GROUPS)
        self.language.choices = choices(language_names())

    def leave_to_the_office(self) -> None:
        """What is about people and papers is not asked of a partner."""
        for name in OFFICE:
            del self[name]

    @property
    def plan(self) -> Plan:
        """The series as typed."""
        values = self.values
        people = [each for each in (values.pop("leader"), *values.pop("others")) if each]
        return Plan(**values, facilitator_ids=list(dict.fromkeys(people)))


class NewWorkshopForm(WorkshopForm, LocalForm):
    """A series that is not there yet."""


class EditWorkshopForm(WorkshopForm, VersionedForm):
    """A series as it was read."""


def values_of(workshop: Workshop) -> dict[str, Any]:
    """A series as the form shows it."""
    leaders = workshop.leader_ids
    return {name: getattr(workshop, name) for name in (*COLUMNS, "version")} | {
        "leader": leaders[0] if leaders else None,
        "others": leaders[1:],
        "groups": [each.group for each in workshop.groups],
    }


class CancelForm(Form):
    """Why something does not take place."""

    reason = RadiosField(_("Why"), required=True, choices=choices(CANCEL_REASONS))
    note = LongTextField(_("Note"), max_length=500, description=NOT_ABOUT_PEOPLE)


class CopyForm(Form):
    """A series once more."""

    title = TextField(_("Title"), required=True)
    start = DateField(
        _("First session on or after"),
        required=True,
        description=_("The sessions keep their weekdays and the weeks between them."),
    )

    @property
    def first(self) -> date:
        """The day chosen, once the form is valid."""
        assert self.start.data is not None
        return self.start.data


class WorkshopFilters(Filters):
    """What the list is narrowed to."""

    q = TextField(_("Title"), render_kw={"autocomplete": "off"})
    kind = SelectField(_("Kind"))
    state = SelectField(_("State"))
    facilitator = SelectField(_("Led by"), coerce=as_id)
    host = SelectField(_("Hosted by"), coerce=as_id)
    entered_by = SelectField(_("Entered by"), choices=[ANY, *choices(ENTERED_BY)])
    first = DateField(_("From"))
    last = DateField(_("Until"))

    def offer(self, hosts: Iterable[Organisation], staff: Mapping[UUID, str]) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = [ANY, *choices(kinds())]
        self.state.choices = [ANY, *choices(SERIES.names)]
        self.facilitator.choices = [ANY, *choices(staff)]
        self.host.choices = [ANY, *choices(names_of(hosts))]
