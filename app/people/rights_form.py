"""What is asked when somebody's data is to be kept, to rest or to go."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import Form
from app.people.rights import words
from app.people.rights.reasons import TOLD_HOW
from app.people.wording import NOT_HERE
from app.ui.choice_fields import DateField, RadiosField, choices
from app.ui.fields import CheckboxField, LongTextField


class HoldForm(Form):
    reason = RadiosField(_("Why it has to be kept"), required=True, choices=choices(words.HOLD_REASONS))
    until_on = DateField(_("Until"), required=True, description=_("The last day on which it has to be kept."))
    note = LongTextField(_("Note"), max_length=500, description=NOT_HERE)
    today: date

    def validate_until_on(self, field: DateField) -> None:
        if field.data and field.data < self.today:
            raise ValidationError(str(_("This day is over: it would keep nothing.")))


class RestrictionForm(Form):
    reason = RadiosField(_("Why"), required=True, choices=choices(words.RESTRICTION_REASONS))
    asked_by = RadiosField(_("Who asked for it?"), required=True, choices=choices(words.ASKED_BY))
    note = LongTextField(_("Note"), max_length=500, description=NOT_HERE)


class ErasureForm(Form):
    reason = RadiosField(_("Why"), required=True, choices=choices(words.ERASURE_REASONS))
    is_meant = CheckboxField(_("I have read what goes, and that it cannot be brought back"))

    def validate_is_meant(self, field: CheckboxField) -> None:
        if not field.data:
            raise ValidationError(str(_("Please confirm: nothing of this can be brought back.")))


class NoticeForm(Form):
    told_how = RadiosField(_("How is the person told?"), required=True)

    def offer(self, written: str) -> None:
        """What staff do themselves and, before it, the message that can leave: "mail", "sms" or ""."""
        leaves = {written: words.WRITTEN[written]} if written else {}
        self.told_how.choices = choices(leaves | {how: words.TOLD_HOW[how] for how in TOLD_HOW})
