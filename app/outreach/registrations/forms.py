"""What somebody who registers is asked: one form, wherever it is filled in. Only the name is required."""

from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField
from wtforms.validators import ValidationError

from app.core.db import new_id
from app.core.forms import ONCE_MORE, TypedForm
from app.core.i18n import MAIN
from app.outreach.registrations.choices import Choices
from app.outreach.registrations.consents_field import ConsentsField
from app.outreach.registrations.slip_field import SlipField
from app.outreach.registrations.told import MOST_COMPETENCES, Told
from app.people.contacts import is_unread
from app.people.facts import kinds
from app.people.known_days import BornField
from app.people.wording import HOW, UNREAD
from app.skills import snapshot
from app.ui.choice_fields import (
    NOT_OFFERED,
    CheckboxesField,
    RadiosField,
    SelectField,
    as_id,
    choices,
    names_of,
)
from app.ui.fields import CheckboxField, TextField

SLIP_TAKEN: Any = _("Somebody of this session has this number already. Please look at the slip once more.")
OTHER_THERE: Any = _(
    "This form was sent before, with other answers, or taken back since. If this is somebody else, please "
    "send it once more: they are then registered for themselves."
)
PRIVATE = {"autocomplete": "off", "dir": "auto"}


class RegistrationForm(TypedForm):
    """It carries the id of the registration: sent twice, or typed again from a device, it is the same.

    An answer that was offered when the form was prepared counts, although it is not offered any more.
    """

    carried = ("id",)
    id = HiddenField(default=lambda: str(new_id()))
    name = TextField(
        _("Name"),
        required=True,
        description=_("As the person wants to be called, in any script."),
        render_kw=PRIVATE,
    )
    slip = SlipField(_("Number of the slip"), render_kw={"autocomplete": "off", "dir": "ltr"})
    born = BornField()
    contact = TextField(
        _("Telephone or e-mail"),
        max_length=200,
        description=_("If there is one; a neighbour’s will do."),
        render_kw=PRIVATE,
    )
    parish = SelectField(_("Parish"), coerce=as_id)
    language = SelectField(_("Language the person speaks"), default=MAIN)
    work = RadiosField(_("Situation with regard to work"))
    interests = CheckboxesField(_("What the person looks for"))
    competences = CheckboxesField(_("What the person can do"), validate_choice=False)
    wishes = CheckboxesField(_("Workshops the person would like"), coerce=as_id, validate_choice=False)
    wants_call = CheckboxField(_("The person would like to be called"))
    groups = CheckboxesField(_("Groups"), description=_("Only what the person says of themselves."))
    representative = TextField(_("Who represents the person"), render_kw=PRIVATE)
    consents = ConsentsField(_("What the person agrees to"))
    how = RadiosField(
        _("How did the person answer?"),
        choices=choices({how: HOW[how] for how in ("spoken", "signed")}),
        default="spoken",
    )

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The form that a device kept, name by name as a browser would have sent it; without its token."""
        return cls(formdata=MultiDict(pairs), meta={"csrf": False})

    def offer(self, offered: Choices) -> None:
        """What can be chosen, and what this form chose when it could be."""
        self.offered = offered
        parishes = [*offered.parishes, *(each for each in offered.former if each.id == self.parish.data)]
        self.parish.choices = choices(names_of(parishes), _("Not known"))
        self.language.choices = choices(offered.languages)
        self.work.choices = choices(kinds.offered(kinds.WORK, [self.work.data or ""]))
        self.interests.choices = choices(kinds.offered(kinds.INTEREST, self.interests.data or ()))
        self.competences.choices = choices({each.key: each.key for each in offered.cards})
        self.wishes.choices = choices({each.id: each.title for each in offered.series})
        self.groups.choices = choices(offered.groups)
        self.consents.recipients = {each.recipient_id for each in offered.consents if each.recipient_id}

    def begin_anew(self) -> None:
        """What was typed is to be sent as a registration of its own: under this id stands something else."""
        self.id.data = str(new_id())
        self.id.raw_data = None
        self.id.errors = [str(OTHER_THERE)]

    @property
    def new_id(self) -> UUID:
        """The id of the registration."""
        return UUID(str(self.id.data))

    @property
    def told(self) -> Told:
        """What was said; of a form that was found right."""
        return Told(
            name=self.name.data,
            contact=self.contact.data or "",
            born=self.born.known,
            parish_id=self.parish.data,
            language=self.language.data or MAIN,
            work=self.work.data or "",
            groups=tuple(self.groups.data or ()),
            interests=tuple(self.interests.data or ()),
            competences=tuple(dict.fromkeys(self.competences.data or ())),
            wishes=tuple(dict.fromkeys(each for each in self.wishes.data or () if each)),
            consents=self.consents.answers(self.how.data or "spoken"),
            representative=self.representative.data or "",
            slip=self.slip.data or "",
            wants_call=self.wants_call.data,
        )

    def validate_id(self, field: HiddenField) -> None:
        try:
            UUID(field.data or "")
        except ValueError:
            field.data = str(new_id())
            raise ValidationError(str(ONCE_MORE)) from None

    def validate_slip(self, field: SlipField) -> None:
        """As a number: 007 and 7 are one slip. One that was scanned gives the registration its id."""
        if not field.is_number:
            raise ValidationError(str(_("Please write the number in digits, as it stands on the slip.")))
        field.data = str(int(field.data))
        if field.scanned:
            self.id.data, self.id.raw_data = str(field.scanned.id), None

    def validate_born(self, field: BornField) -> None:
        field.read(self.offered.today)

    def validate_contact(self, field: TextField) -> None:
        if is_unread(field.data or ""):
            raise ValidationError(str(UNREAD))

    def validate_competences(self, field: CheckboxesField) -> None:
        keys = set(field.data)
        if len(keys) > MOST_COMPETENCES:
            raise ValidationError(str(_("Please leave at most %(most)s.", most=MOST_COMPETENCES)))
        known = snapshot.current()
        if not all(known.by_key(each) for each in keys):
            raise ValidationError(str(NOT_OFFERED))
