"""What a series is, and how a list of them is narrowed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice
from wtforms import IntegerField as PlainIntegerField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.core.forms import Form
from app.network.models import Organisation
from app.people.wording import language_names
from app.ui.choice_fields import CheckboxesField, DateField, RadiosField, SelectField
from app.ui.fields import CheckboxField, IntegerField, LongTextField, TextField
from app.workshops.models import Admission, Workshop, WorkshopKind
from app.workshops.services import Plan
from app.workshops.wording import (
    ADMISSIONS,
    CANCEL_REASONS,
    STATES,
    TARGET_GROUPS,
    kind_names,
)

ONCE_MORE = _("Please send the form once more.")
ANY = SelectChoice("", _("Any"))
NOT_ABOUT_PEOPLE = _("Do not name participants here: everybody in the office reads it.")


def choices(names: Mapping[Any, Any]) -> list[SelectChoice]:
    """The answers of a list of names by key."""
    return [SelectChoice(str(key), name) for key, name in names.items()]


class WorkshopForm(Form):
    """A series, without its sessions: those have pages of their own."""

    title = TextField(_("Title"), required=True)
    kind = SelectField(_("Kind"), required=True)
    description = LongTextField(
        _("Description"), description=_("In plain words: what people do there, and what they take along.")
    )
    organisation_id = SelectField(_("Hosted by"), required=True)
    leader = SelectField(_("Answers for it"))
    others = CheckboxesField(_("Also leading it"))
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

    def offer(self, hosts: Iterable[Organisation], staff: Mapping[UUID, str]) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = [SelectChoice("", _("Choose a kind")), *choices(kind_names())]
        names = [SelectChoice(str(each.id), each.name) for each in hosts]
        self.organisation_id.choices = [SelectChoice("", _("Choose an organisation")), *names]
        self.leader.choices = [SelectChoice("", _("Nobody yet")), *choices(staff)]
        self.others.choices = choices(staff)
        self.groups.choices = choices(TARGET_GROUPS)
        self.language.choices = choices(language_names())

    @property
    def plan(self) -> Plan:
        """The series as typed."""
        hours, share = self.answer_hours.data, self.certificate_share.data
        assert hours is not None
        assert share is not None
        people = [each for each in (self.leader.data, *(self.others.data or ())) if each]
        return Plan(
            kind=WorkshopKind(self.kind.data),
            title=self.title.data,
            organisation_id=UUID(self.organisation_id.data),
            facilitator_ids=[UUID(each) for each in dict.fromkeys(people)],
            description=self.description.data,
            material=self.material.data,
            language=self.language.data,
            capacity=self.capacity.data,
            admission=Admission(self.admission.data),
            answer_hours=hours,
            certificate_share=share,
            is_public=self.is_public.data,
            groups=self.groups.data or (),
        )


class NewWorkshopForm(WorkshopForm):
    municipality_id = HiddenField()

    def validate_municipality_id(self, field: HiddenField) -> None:
        try:
            UUID(str(field.data or ""))
        except ValueError:
            raise ValidationError(str(ONCE_MORE)) from None

    @property
    def drawn_in(self) -> UUID:
        """The municipality in which the form was drawn."""
        return UUID(str(self.municipality_id.data))


class EditWorkshopForm(WorkshopForm):
    version = PlainIntegerField(widget=HiddenInput())

    def validate_version(self, field: PlainIntegerField) -> None:
        if field.data is None:
            raise ValidationError(str(ONCE_MORE))


def values_of(workshop: Workshop) -> dict[str, Any]:
    """A series as the form shows it."""
    columns = [
        "title",
        "kind",
        "description",
        "language",
        "capacity",
        "admission",
        "answer_hours",
        "certificate_share",
        "material",
        "is_public",
    ]
    people = [str(each.staff_id) for each in workshop.facilitators]
    return {name: getattr(workshop, name) for name in columns} | {
        "organisation_id": str(workshop.organisation_id),
        "leader": people[0] if people else "",
        "others": people[1:],
        "groups": [each.group for each in workshop.groups],
        "version": workshop.version,
    }


class TextsForm(Form):
    """The same in another language; what is left empty is shown in Portuguese."""

    title = TextField(_("Title"))
    description = LongTextField(_("Description"))
    material = LongTextField(_("Material"), max_length=1_000)


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


class WorkshopFilters(wtforms.Form):
    """What the list is narrowed to; stands in the address."""

    q = TextField(_("Title"), render_kw={"autocomplete": "off"})
    kind = SelectField(_("Kind"))
    state = SelectField(_("State"))
    facilitator = SelectField(_("Led by"))
    host = SelectField(_("Hosted by"))
    first = DateField(_("From"))
    last = DateField(_("Until"))

    def offer(self, hosts: Iterable[Organisation], staff: Mapping[UUID, str]) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = [ANY, *choices(kind_names())]
        self.state.choices = [ANY, *choices(STATES)]
        self.facilitator.choices = [ANY, *choices(staff)]
        self.host.choices = [ANY, *(SelectChoice(str(each.id), each.name) for each in hosts)]
