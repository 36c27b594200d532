"""What the office types into a list of competences."""

from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core import i18n
from app.core.forms import Form, TapForm
from app.skills.operations.entries import LONGEST_WORDS
from app.skills.scales import FREQUENCY_WORDS, LEVEL_WORDS, WISH_WORDS
from app.ui.choice_fields import RadiosField, SelectField, choices
from app.ui.fields import TextField

PAPER_ROWS = 24


class EntryForm(TapForm):
    """One entry of a list; drawn many times on a page, so each has its prefix."""

    level = SelectField(_("How well"), choices=choices(LEVEL_WORDS, _("Not said")))
    wish = SelectField(_("Wish"), choices=choices(WISH_WORDS, _("Not said")))
    evidence = TextField(_("What speaks for it"), max_length=500)
    FIELDS = ("level", "wish", "evidence")

    def belongs_to(self, entry_id: UUID) -> bool:
        """Whether this is the form of that entry."""
        return entry_id.hex in str(self.level.name)

    def validate_for(self, *, confirms: bool) -> bool:
        """Whether the answers can be kept; to confirm, the level must be agreed on."""
        is_valid = bool(self.validate())
        if confirms and is_valid and not self.level.data:
            self.level.errors = [_("Please agree on the level first.")]
            return False
        return is_valid


class AnswerForm(TapForm):
    """The answer to a card; no answer takes an earlier one back."""

    competence_id = wtforms.HiddenField()
    frequency = RadiosField(_("How often"), choices=choices(FREQUENCY_WORDS))


class OwnWordsForm(TapForm):
    text = TextField(
        _("In the person's own words"),
        required=True,
        max_length=LONGEST_WORDS,
        description=_("As it was said. No names, nothing about health or family."),
    )


class SearchForm(TapForm):
    class Meta:
        csrf = False

    q = TextField(_("What can the person do?"))


def kiosk_languages() -> list[SelectChoice]:
    return [SelectChoice(each.code, each.name) for each in i18n.offered("kiosk")]


class PaperForm(Form):
    """The head of a filled-in card sheet; its lines are no fields."""

    language = SelectField(_("Language of the sheet"), required=True, choices=kiosk_languages)
    edition = TextField(
        _("Edition"), required=True, max_length=8, description=_("Four characters at the foot of the sheet.")
    )
    participant_id = wtforms.HiddenField()
