"""Who joins, what they do and give, why they go."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import Form, OpenedForm, VersionedForm
from app.initiatives.groups.forms.initiatives import NO_NAMES
from app.initiatives.groups.models import Backer, Member
from app.initiatives.groups.operations.backers import Backing
from app.initiatives.groups.operations.members import Terms
from app.initiatives.groups.shares import share_of, typed_of
from app.initiatives.groups.states import DECLINE_REASONS, LEAVE_REASONS
from app.initiatives.groups.wording import BACKER_ROLES
from app.network.parties.models import Organisation
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices, names_of
from app.ui.fields import IntegerField, LongTextField, TextField

HOW = {"active": _("Takes part from today"), "invited": _("Is invited, and answers later")}


class ShareField(TextField):
    """A share in per cent as people write it ("33,34"); `hundredths` are those of a per cent, or None."""

    hundredths: int | None = None
    longest = 10

    def process_data(self, value: Any) -> None:
        super().process_data(typed_of(value) if isinstance(value, int) else value)

    def pre_validate(self, _form: Any) -> None:
        if self.data:
            self.hundredths = share_of(self.data)
            if self.hundredths is None:
                raise ValidationError(
                    gettext("Please write a share between 0 and 100, with two decimals at most: 25 or 33,34.")
                )


class TermsForm(Form, OpenedForm):
    """What somebody does and gives."""

    carried = (*Form.carried, *OpenedForm.carried)
    role = TextField(_("What they do in it"), max_length=120)
    hours = IntegerField(_("Hours a week that they give"), least=0, most=60)
    share = ShareField(
        _("Share, in per cent"),
        description=_("Only where shares count. Where they do not come to 100, the page says so."),
    )
    note = LongTextField(_("Note"), max_length=500, description=_("Nothing about health or family."))

    @property
    def terms(self) -> Terms:
        return Terms(
            role=self.role.data,
            hours=self.hours.data,
            share=self.share.hundredths,
            note=self.note.data,
        )


class NewMemberForm(TermsForm):
    """Somebody who was found takes part, or is invited."""

    how = RadiosField(_("How they come in"), required=True, choices=choices(HOW), default="active")


class EditMemberForm(TermsForm, VersionedForm):
    carried = VersionedForm.carried


def terms_of(member: Member) -> dict[str, Any]:
    return {name: getattr(member, name) for name in ("role", "hours", "share", "note", "version")}


class LeaveForm(Form):
    """When and why somebody goes."""

    on = DateField(_("Last day"), required=True)
    reason = SelectField(_("Why"), required=True, choices=choices(LEAVE_REASONS, _("Choose a reason")))
    note = LongTextField(_("Note"), max_length=500, description=NO_NAMES)

    @property
    def day(self) -> date:
        """The day chosen, once the form is valid."""
        assert self.on.data is not None
        return self.on.data


class DeclineForm(Form):
    """Why somebody does not take part."""

    reason = SelectField(_("Why"), required=True, choices=choices(DECLINE_REASONS, _("Choose a reason")))
    note = LongTextField(_("Note"), max_length=500, description=NO_NAMES)


class BackerForm(Form, OpenedForm):
    """An organisation that stands behind it."""

    carried = (*Form.carried, *OpenedForm.carried)
    organisation_id = SelectField(_("Organisation"), required=True, coerce=as_id)
    role = RadiosField(_("As what"), required=True, choices=choices(BACKER_ROLES))
    words = LongTextField(_("What it does"), max_length=500, description=NO_NAMES)
    since = DateField(_("Since"))
    until = DateField(_("Until"))

    def offer(self, organisations: Iterable[Organisation], kept: Mapping[Any, str]) -> None:
        """Fill the list of organisations; one that is chosen already stays."""
        self.organisation_id.choices = choices(
            {**kept, **names_of(organisations)}, _("Choose an organisation")
        )

    def validate_until(self, field: DateField) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(gettext("This day is before the first one."))

    @property
    def backing(self) -> Backing:
        return Backing(
            organisation_id=self.organisation_id.data,
            role=self.role.data,
            words=self.words.data,
            since=self.since.data,
            until=self.until.data,
        )


class EditBackerForm(BackerForm, VersionedForm):
    carried = VersionedForm.carried


def backing_of(backer: Backer) -> dict[str, Any]:
    names = ("organisation_id", "role", "words", "since", "until", "version")
    return {name: getattr(backer, name) for name in names}
