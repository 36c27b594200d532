"""What is asked about people. Only a name to be called by is required."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm, TapForm, VersionedForm
from app.core.pdf import has_letters
from app.network.parties.models import Organisation
from app.network.queries import OfferedParish
from app.people.contacts import ContactKind, is_unread
from app.people.groups import DECLARED
from app.people.known_days import BirthEntry, BornField
from app.people.merging.queries import Preview
from app.people.merging.reasons import offered as offered_to_merge
from app.people.models import Participant
from app.people.openings import offered
from app.people.wording import (
    CONTACT_KINDS,
    GROUPS,
    HOW,
    NOT_HERE,
    SEAL_REASONS,
    UNREAD,
    UNSEAL_REASONS,
)
from app.ui.choice_fields import CheckboxesField, RadiosField, SelectField, as_id, choices, names_of
from app.ui.fields import LongTextField, SearchField, TextField
from app.ui.languages import language_choices

KEPT, GONE = "kept", "gone"
"""Of two records that are merged: the one that stays, and the one that becomes part of it."""
SAME_RECORD = _("That is this same record. Please choose the other one.")
ELSEWHERE = _("That record belongs to another municipality: the two stay apart.")


class TypedPhoneField(TextField):
    """Telephone numbers kept as they were typed: "912 345 678 (vizinha), 934 567 890"."""

    input_type = "tel"

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:  # noqa: ARG002, FBT001 -- WTForms' signature
        """What has the digits of a number is to be read as one, or nobody finds the person by it."""
        if not validation_stopped and is_unread(self.data or ""):
            raise ValidationError(str(UNREAD))


class ParticipantForm(Form):
    name = TextField(
        _("Name"),
        required=True,
        description=_("As the person wants to be called, in any script."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    language = SelectField(_("Language"), required=True, choices=language_choices)
    parish_id = SelectField(_("Parish"), coerce=as_id)
    note = LongTextField(_("Note"), max_length=1_000, description=NOT_HERE)

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        self.parish_id.choices = choices(names_of(parishes), _("Not known"))


class LookForm(LocalForm):
    """Asks for everybody to be compared; its id is the task's."""


class NewParticipantForm(BirthEntry, ParticipantForm, LocalForm):
    """Besides who it is what is quickly said; everything else has its page (fact_form.py)."""

    born = BornField()
    groups = CheckboxesField(
        _("Groups"),
        description=_("Only what the person says of themselves."),
        choices=choices({group: GROUPS[group] for group in DECLARED}),
    )
    phone = TypedPhoneField(_("Telephone"), max_length=40, render_kw={"autocomplete": "off"})


class EditParticipantForm(ParticipantForm, VersionedForm):
    """A change; here too, not when somebody comes for the first time, how papers write the name."""

    name_on_papers = TextField(
        _("Name on papers"),
        description=_("Only where it is not the name above: as the person spells it on papers."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )

    def validate_name_on_papers(self, field: TextField) -> None:
        if not has_letters(field.data or ""):
            message = _("Papers have no letters for this script. Please write it in Latin letters.")
            raise ValidationError(str(message))


class ContactForm(Form):
    kind = RadiosField(
        _("Kind"),
        required=True,
        choices=choices(CONTACT_KINDS),
        default=ContactKind.PHONE.value,
    )
    value = TextField(
        _("Contact"),
        required=True,
        description=_("As the person gives it, such as the number of a neighbour and when to call."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )

    def validate_value(self, field: TextField) -> None:
        if self.kind.data == ContactKind.PHONE and is_unread(field.data or ""):
            raise ValidationError(str(UNREAD))


class RecipientForm(Form):
    """Which organisation the person is asked about; stands in the address."""

    organisation = SelectField(_("Organisation"), required=True)

    def offer(self, organisations: Iterable[Organisation]) -> None:
        self.organisation.choices = choices(names_of(organisations), _("Choose an organisation"))


class ConsentForm(Form):
    """How the person answered; the answer itself is the button that was pressed."""

    given_how = RadiosField(
        _("How did the person answer?"),
        required=True,
        choices=choices({how: HOW[how] for how in ("spoken", "signed")}),
        default="spoken",
    )


class SealForm(Form):
    reason = RadiosField(_("Why"), required=True, choices=choices(SEAL_REASONS))
    note = LongTextField(_("Note"), max_length=500, description=NOT_HERE)


class UnsealForm(Form):
    reason = RadiosField(_("Why"), required=True, choices=choices(UNSEAL_REASONS))
    note = LongTextField(_("Note"), max_length=500, description=NOT_HERE)


class OpeningForm(Form):
    """Each reason is a button; what is written beside it is not needed."""

    note = TextField(_("Note, if one is needed"), max_length=200, description=NOT_HERE)
    reason = RadiosField(
        _("Why do you open this record?"), required=True, choices=lambda: choices(dict(offered()))
    )


class TeamForm(Form):
    staff_id = SelectField(_("Colleague"), required=True)

    def offer(self, colleagues: dict[str, str]) -> None:
        """The colleagues by id and name."""
        self.staff_id.choices = choices(colleagues, _("Choose a colleague"))


class MergeForm(Form):
    """Why two records are one person's. `seen`: what the page said would happen (merging/queries.py)."""

    carried = (*Form.carried, "seen")
    seen = HiddenField()
    reason = RadiosField(_("How do you know?"), required=True)
    note = LongTextField(_("Note"), max_length=500, description=NOT_HERE)
    asked: Sequence[RadiosField] = ()

    @property
    def others(self) -> frozenset[str]:
        """The questions to which the answer of the record that goes holds."""
        return frozenset(each.short_name for each in self.asked if each.data == GONE)


def merge_form(preview: Preview) -> MergeForm:
    """With a question for each thing that the two records say differently."""
    fields: dict[str, Any] = {
        each.name: RadiosField(each.label, choices=choices({KEPT: each.kept, GONE: each.gone}), default=KEPT)
        for each in preview.questions
    }
    form: MergeForm = type("AskedMergeForm", (MergeForm,), fields)()
    form.reason.choices = choices(offered_to_merge())
    form.asked = [form[name] for name in fields]
    return form


class OtherRecordForm(TapForm):
    """Looks for the other record of the same person, by name; stands in the address."""

    q = SearchField(_("Name"), render_kw={"autocomplete": "off", "dir": "auto"})

    def refuses(self, kept: Participant, other: Participant) -> bool:
        """Whether the two cannot be one; says why."""
        if kept.id == other.id:
            self.q.errors = [str(SAME_RECORD)]
        elif kept.municipality_id != other.municipality_id:
            self.q.errors = [str(ELSEWHERE)]
        return bool(self.q.errors)
