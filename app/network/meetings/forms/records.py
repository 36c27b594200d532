"""Agenda, invited, notes, decisions, corrections, the rule of a body."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm, VersionedForm
from app.core.http import local_path
from app.network.meetings.answers import ANSWERS
from app.network.meetings.forms.meetings import NOT_ABOUT_PARTICIPANTS, demand_few_lines, lines_of
from app.network.meetings.models.meeting import Answer, ItemKind
from app.network.meetings.models.record import Stance
from app.network.meetings.operations.invitees import Guest
from app.network.meetings.operations.resolutions import Outcome
from app.network.meetings.quorum import Rule, RuleKind
from app.network.meetings.wording import ANSWERED_HOW, BY_PHONE, ITEM_KINDS, RULE_KINDS, STANCES
from app.network.parties.models import Organisation
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices, names_of
from app.ui.fields import CheckboxField, EmailField, IntegerField, LongTextField, TextField
from app.ui.one_answer import goes_with

LONGEST_NOTES = 20_000
MINUTES = _("What the minutes say of it: who said what, if they asked for that, and how it was dealt with.")


class NewItemsForm(Form):
    """Further items of an agenda."""

    words = LongTextField(_("Items"), required=True, description=_("One item a line."))
    kind = RadiosField(
        _("What is asked of the meeting"),
        required=True,
        choices=choices(ITEM_KINDS),
        default=ItemKind.INFORMATION.value,
    )

    def validate_words(self, field: LongTextField) -> None:
        demand_few_lines(field)
        if not lines_of(field.data):
            raise ValidationError(str(_("Please fill this in.")))

    @property
    def lines(self) -> list[str]:
        return lines_of(self.words.data)


class EditItemForm(VersionedForm):
    """An item as it was read."""

    words = TextField(_("Item"), required=True, max_length=300)
    kind = RadiosField(_("What is asked of the meeting"), required=True, choices=choices(ITEM_KINDS))


class NotesForm(VersionedForm):
    """What the minutes say of an item, as it was read."""

    notes = LongTextField(_("Notes"), max_length=LONGEST_NOTES, description=MINUTES)


class InviteeForm(Form):
    """Somebody invited: for an organisation, by name, or both."""

    party_id = SelectField(_("Organisation"), coerce=as_id)
    name = TextField(_("Name"))
    role = TextField(
        _("Role at the meeting"), description=_("Such as: president, technician, representative.")
    )
    email = EmailField(_("E-mail"), description=_("The convocation goes there."))
    is_member = CheckboxField(_("A member: counts for the quorum, and votes"), default=True)

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """Fill the list to choose from."""
        self.party_id.choices = choices(names_of(organisations), _("None"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Without organisation and without name nobody is meant."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and not (self.party_id.data or self.name.data):
            self.name.errors = [str(_("Please choose an organisation or write a name."))]
            return False
        return is_valid

    @property
    def guest(self) -> Guest:
        return Guest(
            party_id=self.party_id.data,
            name=self.name.data,
            role=self.role.data,
            email=self.email.data,
            is_member=self.is_member.data,
        )


class EditInviteeForm(InviteeForm, VersionedForm):
    """Somebody invited, as they were read."""


class AnswerForm(VersionedForm):
    """What somebody answered to whoever asked, as it was read."""

    answer = RadiosField(_("Answer"), choices=choices(ANSWERS, _("No answer yet")))
    spokesperson = TextField(_("Represented by"), description=_("Who comes in their place."))
    answered_how = RadiosField(_("How did the answer come?"), choices=choices(ANSWERED_HOW), default=BY_PHONE)

    def validate(self, extra_validators: Any = None) -> bool:
        """Only who will be represented is represented by somebody."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.answer.data != Answer.REPRESENTED:
            return goes_with(self, self.spokesperson, self.answer)
        return is_valid

    @property
    def chosen(self) -> Answer | None:
        return Answer(self.answer.data) if self.answer.data else None


class ResolutionForm(Form):
    """What was resolved. Of an opinion `subject`, `link` and `stance` are asked too."""

    subject = TextField(_("Opinion on"), description=_("What it was given on, such as a request or a plan."))
    link = TextField(
        _("Address of it in the portal"), description=_("If it is there: what the browser shows, from /.")
    )
    stance = RadiosField(_("The opinion is"), choices=choices(STANCES))
    words = LongTextField(_("What was resolved"), required=True, description=NOT_ABOUT_PARTICIPANTS)
    votes_for = IntegerField(_("Votes in favour"), most=999, description=_("Empty: by consensus."))
    votes_against = IntegerField(_("Votes against"), most=999)
    abstained = IntegerField(_("Abstentions"), most=999)
    owner_party_id = SelectField(_("Organisation that carries it out"), coerce=as_id)
    owner_staff_id = SelectField(_("Who looks after it here"), coerce=as_id)
    due_on = DateField(_("Until"), description=_("Until it is done it comes back."))

    def offer(
        self, organisations: Mapping[UUID, str], staff: Mapping[UUID, str], *, is_opinion: bool
    ) -> None:
        """Fill the lists to choose from, and leave out what is only asked of an opinion."""
        self.owner_party_id.choices = choices(organisations, _("None"))
        self.owner_staff_id.choices = choices(staff, _("Nobody"))
        if not is_opinion:
            del self.subject, self.link, self.stance

    def validate_link(self, field: TextField) -> None:
        if field.data and not local_path(field.data):
            raise ValidationError(str(_("Please write an address of this portal, beginning with /.")))

    def validate(self, extra_validators: Any = None) -> bool:
        """Votes against mean nothing without those in favour; an opinion is on something, and says what."""
        is_valid = bool(super().validate(extra_validators))
        others = (self.votes_against.data, self.abstained.data)
        if is_valid and self.votes_for.data is None and any(each is not None for each in others):
            self.votes_for.errors = [str(_("Please fill this in."))]
            return False
        if is_valid and "subject" in self:
            missing = [each for each in (self.subject, self.stance) if not each.data]
            for each in missing:
                each.errors = [str(_("Please fill this in."))]
            return not missing
        return is_valid

    @property
    def outcome(self) -> Outcome:
        is_opinion = "subject" in self
        return Outcome(
            words=self.words.data,
            votes_for=self.votes_for.data,
            votes_against=self.votes_against.data,
            abstained=self.abstained.data,
            owner_party_id=self.owner_party_id.data,
            owner_staff_id=self.owner_staff_id.data,
            due_on=self.due_on.data,
            subject=self.subject.data if is_opinion else "",
            link=self.link.data if is_opinion else "",
            stance=Stance(self.stance.data) if is_opinion else None,
        )


class EditResolutionForm(ResolutionForm, VersionedForm):
    """A resolution as it was read."""


class DissentForm(Form):
    """What somebody said against it."""

    whose = TextField(_("Whose"), required=True, description=_("Name and organisation, as the minutes say."))
    words = LongTextField(_("In their words"), required=True)


class CloseForm(VersionedForm):
    """What became of a decision."""

    on = DateField(_("Done on"), required=True)
    how = LongTextField(_("What was done"), required=True, max_length=1_000)

    @property
    def day(self) -> date:
        """The day chosen, once the form is valid."""
        assert isinstance(self.on.data, date)
        return self.on.data


class CorrectionForm(Form):
    """What approved minutes should have said."""

    words = LongTextField(_("Correction"), required=True, description=_("Where it says …, it should say …"))


class RuleForm(LocalForm):
    """The rule of a body from a day on."""

    kind = RadiosField(
        _("To decide there must be"),
        required=True,
        choices=choices(RULE_KINDS),
        default=RuleKind.MAJORITY.value,
    )
    number = IntegerField(_("How many members"), least=1, most=999, description=_("Only for a fixed number."))
    second_after = IntegerField(
        _("Second call after so many minutes"), least=1, most=600, description=_("Empty: there is none.")
    )
    second_least = IntegerField(
        _("On the second call at least"), least=1, most=999, description=_("Empty: whoever is there.")
    )
    since = DateField(_("Holds since"), required=True)

    def validate(self, extra_validators: Any = None) -> bool:
        """A fixed number says which, and nothing is filled in that means nothing."""
        is_valid = bool(super().validate(extra_validators))
        if not is_valid:
            return False
        is_number = self.kind.data == RuleKind.NUMBER
        if is_number and self.number.data is None:
            self.number.errors = [str(_("Please fill this in."))]
        idle = [
            (self.number, self.number.data is not None and not is_number),
            (self.second_after, bool(self.second_after.data) and self.kind.data == RuleKind.NONE),
            (self.second_least, bool(self.second_least.data) and not self.second_after.data),
        ]
        for field, is_idle in idle:
            if is_idle:
                field.errors = [
                    str(_("This means nothing beside the other answers: please change one of them."))
                ]
        return not any(each.errors for each in (self.number, self.second_after, self.second_least))

    @property
    def rule(self) -> Rule:
        kind = RuleKind(self.kind.data)
        return Rule(kind, self.number.data, self.second_after.data, self.second_least.data)

    @property
    def day(self) -> date:
        """The day chosen, once the form is valid."""
        assert isinstance(self.since.data, date)
        return self.since.data
