"""Obligations, papers, and what is decided about a protocol."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core.forms import DecidingForm, Form, OpenedForm, VersionedForm
from app.network.protocols.forms.protocols import NO_NAMES, NOBODY
from app.network.protocols.models import ProtocolObligation, ProtocolParty
from app.network.protocols.operations.parts import Duty
from app.network.protocols.states import END_REASONS
from app.network.protocols.wording import PAPERS
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices
from app.ui.fields import LongTextField, TextField
from app.ui.upload_field import UploadField

PDF = [".pdf"]


class ObligationForm(Form, OpenedForm):
    """What is owed."""

    carried = (*Form.carried, *OpenedForm.carried)
    side_id = SelectField(_("Owed by"), required=True, coerce=as_id)
    what = LongTextField(_("What is owed"), required=True, max_length=1_000, description=NO_NAMES)
    due_on = DateField(_("Until"), description=_("Empty: as long as the protocol lasts."))
    owner_id = SelectField(
        _("Seen to by"), coerce=as_id, description=_("Who of the office sees to it that it is done.")
    )

    def offer(self, sides: Iterable[ProtocolParty], staff: Mapping[UUID, str]) -> None:
        """Fill the lists to choose from."""
        names = {each.id: each.party.name for each in sides}
        self.side_id.choices = choices(names, _("Choose one of the parties"))
        self.owner_id.choices = choices(staff, NOBODY)

    @property
    def duty(self) -> Duty:
        return Duty(
            side_id=self.side_id.data,
            what=self.what.data,
            due_on=self.due_on.data,
            owner_id=self.owner_id.data,
        )


class EditObligationForm(ObligationForm, VersionedForm):
    carried = VersionedForm.carried


def duty_answers(obligation: ProtocolObligation) -> dict[str, Any]:
    names = ("side_id", "what", "due_on", "owner_id", "version")
    return {name: getattr(obligation, name) for name in names}


class DoneForm(VersionedForm):
    done_on = DateField(_("Fulfilled on"), required=True)
    evidence = LongTextField(
        _("What shows it"), max_length=1_000, description=_("Such as a letter, a list, a link. No names.")
    )


class PaperForm(Form):
    kind = RadiosField(_("Kind"), required=True, choices=choices(PAPERS))
    title = TextField(_("Title"), description=_("If it needs one."))
    upload = UploadField(_("PDF"), accept=PDF, required=True, description=_("At most 10 MB."))


class SigningForm(DecidingForm):
    signed_on = DateField(
        _("Signed on"), required=True, description=_("The day on which the last of them signed.")
    )
    upload = UploadField(
        _("Signed paper, as PDF"), accept=PDF, description=_("At most 10 MB. It can be added later too.")
    )


class RenewalForm(DecidingForm):
    ends_on = DateField(_("New last day"), description=_("Empty: it has no end any more."))
    note = LongTextField(_("Note"), max_length=500, description=NO_NAMES)
    upload = UploadField(_("Paper of the renewal, as PDF"), accept=PDF, description=_("At most 10 MB."))


class EndingForm(Form):
    reason = RadiosField(_("Why"), required=True, choices=choices(END_REASONS))
    note = LongTextField(_("Note"), max_length=500, description=NO_NAMES)
