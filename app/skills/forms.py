"""What the office types into a list of competences."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import wtforms
from flask import request
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core import i18n
from app.core.forms import Form, OpenedForm, TapForm
from app.core.opened import asked
from app.core.text import tidy
from app.skills.models.inventory import EntryState, InventoryEntry
from app.skills.operations.entries import LONGEST_WORDS, standing
from app.skills.operations.review import Row
from app.skills.scales import FREQUENCY_WORDS, LEARNING_WORDS, LEVEL_WORDS, WISH_WORDS
from app.skills.wording import RETURN_REASONS
from app.ui.choice_fields import RadiosField, SelectField, choices
from app.ui.fields import CheckboxField, TextField

PAPER_ROWS = 24
CALLED = "-called"


class EntryForm(wtforms.Form):
    """One entry of a list."""

    level = SelectField(_("How well"), choices=choices(LEVEL_WORDS, _("Not said")))
    wish = SelectField(_("Wish"), choices=choices(WISH_WORDS, _("Not said")))
    evidence = TextField(_("What speaks for it"), max_length=500)
    was = wtforms.HiddenField()
    called = wtforms.HiddenField()
    seen: Any = CheckboxField(_("Confirm with the person"))

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return str(self.level.id)

    def validate(self, extra_validators: Any = None) -> bool:
        """What was gone through with the person has the level that was agreed on."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and (self.seen is None or self.seen.data) and not self.level.data:
            self.level.errors = [_("Please agree on the level first.")]
            return False
        return is_valid

    @property
    def row(self) -> Row:
        """What was typed, once it is valid."""
        is_seen = bool(self.seen and self.seen.data)
        return Row(self.level.data, self.wish.data, self.evidence.data or "", is_seen, self.was.data or "")


class AgreedForm(EntryForm):
    """An entry that was gone through with the person before."""

    seen = None


class ListForm(OpenedForm):
    """All entries of a list, each with a form of its own; made by `list_form`."""

    def of(self, entry_id: UUID) -> EntryForm:
        form: EntryForm = self[name_of(entry_id)].form
        return form

    def forget(self, entry_id: UUID) -> bool:
        """What was typed into a line that is to be taken out does not matter, be it right or wrong; whether
        the line still stands as it was drawn does.
        """
        line = self[name_of(entry_id)]
        was = line.form.was.data
        line.process(None, line.object_data)
        return was == line.form.was.data and all(self.opened.holds(each) for _label, each in asked(line.form))

    def gone(self) -> list[str]:
        """What the lines were called that were drawn and stand in the list no more."""
        sent = {
            name.removesuffix(CALLED): tidy(words)
            for name, words in request.form.items()
            if name.endswith(CALLED)
        }
        return [words for name, words in sent.items() if name not in self]


def name_of(entry_id: UUID) -> str:
    """What the form of an entry is called by."""
    return f"e{entry_id.hex}"


def list_form(entries: Iterable[InventoryEntry], names: Mapping[UUID, str]) -> ListForm:
    """The form of a whole list; `names` are words for the entries."""
    made, data = type("Rows", (ListForm,), {}), dict[str, dict[str, str]]()
    for entry in entries:
        name = name_of(entry.id)
        form_of = AgreedForm if entry.state == EntryState.CONFIRMED else EntryForm
        setattr(made, name, wtforms.FormField(form_of, names[entry.id]))
        data[name] = {field: getattr(entry, field) or "" for field in ("level", "wish", "evidence")}
        data[name] |= {"was": standing(entry), "called": names[entry.id]}
    form: ListForm = made(data=data)
    return form


class AnswerForm(TapForm):
    """The answer to a card, none takes an earlier one back; or whether somebody would like to learn it."""

    competence_id = wtforms.HiddenField()
    frequency = RadiosField(_("How often"), choices=choices(FREQUENCY_WORDS))
    wished = RadiosField(_("Learning"), choices=choices(LEARNING_WORDS))


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


class ReturnForm(Form):
    """Why a list that was received waits under its code again."""

    reason = RadiosField(
        _("Or it waits under its code again. Why?"),
        required=True,
        choices=choices(RETURN_REASONS),
        default="wrong_person",
    )
