"""The project sheet: two or three ways to go, each with the same questions."""

from collections.abc import Sequence
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core.forms import Form
from app.ui.choice_fields import DateField, SelectField
from app.ui.fields import LongTextField, TextField
from app.workshops.models import AlternativeKind, ProjectSheet
from app.workshops.services.project_sheets import FEWEST, Way

KINDS: dict[str, Any] = {
    AlternativeKind.JOB.value: _("A job"),
    AlternativeKind.OWN_ACTIVITY.value: _("On my own account"),
    AlternativeKind.TOGETHER.value: _("Together with others"),
    AlternativeKind.TRAINING.value: _("Learning more"),
}
NO_NAMES = _("No names of others, nothing about health.")
ASKED = ("title", "brings", "takes", "first_step")


class WayForm(wtforms.Form):
    """One way; a third one may be left empty."""

    kind = SelectField(
        _("Kind of way"), required=True, choices=[SelectChoice(key, words) for key, words in KINDS.items()]
    )
    title = TextField(_("In one line"), max_length=120)
    brings = LongTextField(_("What I bring"), max_length=1_000, description=NO_NAMES)
    takes = LongTextField(_("What it takes"), max_length=1_000, description=NO_NAMES)
    first_step = LongTextField(_("First step"), max_length=500, description=NO_NAMES)
    first_step_by = DateField(_("Until when"))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written about this way."""
        return not any(self[name].data for name in ASKED) and self.first_step_by.data is None


class SheetForm(Form):
    """The whole sheet. `chosen`: the place of a way, from 0, or nothing yet."""

    version = wtforms.IntegerField(widget=wtforms.widgets.HiddenInput())
    workshop = SelectField(_("Made in"))
    chosen = SelectField(
        _("The way I choose"),
        choices=[
            SelectChoice("", _("Nothing is decided yet")),
            *(SelectChoice(str(at), label) for at, label in enumerate((_("Way 1"), _("Way 2"), _("Way 3")))),
        ],
    )
    first = wtforms.FormField(WayForm, _("Way 1"))
    second = wtforms.FormField(WayForm, _("Way 2"))
    third = wtforms.FormField(WayForm, _("Way 3"))

    @property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong, way by way: the summary of errors leads to its column."""
        return {name: _messages(errors) for name, errors in super().errors.items()}

    @property
    def ways(self) -> tuple[WayForm, ...]:
        """The three columns, in order."""
        return (self.first.form, self.second.form, self.third.form)

    @property
    def written(self) -> list[Way]:
        """What was filled in; of a valid form at least two."""
        return [_way(each) for each in self.ways if not each.is_empty]

    @property
    def chosen_place(self) -> int | None:
        """The place of the chosen way among those that were filled in."""
        places = [at for at, each in enumerate(self.ways) if not each.is_empty]
        wanted = str(self.chosen.data or "")
        return places.index(int(wanted)) if wanted.isdigit() and int(wanted) in places else None

    def validate_ways(self) -> bool:
        """Whether there are two ways to compare; says so at the second."""
        if not self.validate():
            return False
        if len(self.written) < FEWEST:
            empty = next(each for each in self.ways if each.is_empty)
            empty.title.errors = [_("Please write at least two ways, so that they can be compared.")]
            return False
        return True

    def take_in(self, ticked: Sequence[str], place: int) -> None:
        """Add the ticked competences to what one way brings, each once and on its own line."""
        field = self.ways[place].brings
        lines = [line for line in (field.data or "").split("\n") if line]
        field.data = "\n".join([*lines, *(name for name in ticked if name not in lines)])


def drawn(sheet: ProjectSheet | None, kinds: Sequence[str] = ()) -> dict[str, Any]:
    """What the form starts with: a stored sheet, and empty ways of these kinds where it has none."""
    names = ("first", "second", "third")
    empty = {name: {"kind": str(kind)} for name, kind in zip(names, kinds, strict=False)}
    if sheet is None:
        return empty
    stored = {
        name: {key: getattr(each, key) for key in ("kind", *ASKED, "first_step_by")}
        for name, each in zip(names, sheet.alternatives, strict=False)
    }
    chosen = "" if sheet.chosen is None else str(sheet.chosen)
    return {**empty, **stored, "chosen": chosen, "version": sheet.version}


def _messages(errors: Any) -> list[str]:
    nested = errors.values() if isinstance(errors, dict) else [errors]
    return [str(message) for messages in nested for message in messages]


def _way(form: WayForm) -> Way:
    return Way(
        kind=AlternativeKind(form.kind.data),
        title=form.title.data,
        brings=form.brings.data,
        takes=form.takes.data,
        first_step=form.first_step.data,
        first_step_by=form.first_step_by.data,
    )
