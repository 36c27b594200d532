"""The project sheet: two or three ways to go, each with the same questions."""

from collections.abc import Sequence
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _

from app.core.forms import Form, VersionedForm
from app.ui.choice_fields import DateField, SelectField, as_id, choices
from app.ui.fields import LongTextField, TextField
from app.workshops.projects.models import AlternativeKind, ProjectSheet
from app.workshops.projects.operations import FEWEST, Way

KINDS: dict[str, Any] = {
    AlternativeKind.JOB.value: _("A job"),
    AlternativeKind.OWN_ACTIVITY.value: _("On my own account"),
    AlternativeKind.TOGETHER.value: _("Together with others"),
    AlternativeKind.TRAINING.value: _("Learning more"),
}
NO_NAMES = _("No names of others, nothing about health.")
WAYS: Any = (_("Way 1"), _("Way 2"), _("Way 3"))
ASKED = ("title", "brings", "takes", "first_step")


class WayForm(wtforms.Form):
    """One way; a third one may be left empty."""

    kind = SelectField(_("Kind of way"), required=True, choices=choices(KINDS))
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
    """The whole sheet. `chosen`: the position of a way, from 0, or nothing yet."""

    workshop = SelectField(_("Made in"), coerce=as_id)
    chosen = SelectField(
        _("The way I choose"), choices=choices(dict(enumerate(WAYS)), _("Nothing is decided yet"))
    )
    first = wtforms.FormField(WayForm, WAYS[0])
    second = wtforms.FormField(WayForm, WAYS[1])
    third = wtforms.FormField(WayForm, WAYS[2])

    @property
    def ways(self) -> tuple[WayForm, ...]:
        """The three columns, in order."""
        return (self.first.form, self.second.form, self.third.form)

    @property
    def written(self) -> list[Way]:
        """What was filled in; of a valid form at least two."""
        return [Way(**each.data) for each in self.ways if not each.is_empty]

    @property
    def chosen_position(self) -> int | None:
        """Where the chosen way stands among those that were filled in."""
        filled = [at for at, each in enumerate(self.ways) if not each.is_empty]
        wanted = str(self.chosen.data or "")
        return filled.index(int(wanted)) if wanted.isdecimal() and int(wanted) in filled else None

    def validate(self, extra_validators: Any = None) -> bool:
        """There are two ways to compare; the second says so where it is empty."""
        if not super().validate(extra_validators):
            return False
        if len(self.written) < FEWEST:
            empty = next(each for each in self.ways if each.is_empty)
            empty.title.errors = [_("Please write at least two ways, so that they can be compared.")]
            return False
        return True

    def take_in(self, ticked: Sequence[str], position: int) -> None:
        """Add the ticked competences to what one way brings, each once and on its own line."""
        field = self.ways[position].brings
        lines = [line for line in (field.data or "").split("\n") if line]
        field.data = "\n".join([*lines, *(name for name in ticked if name not in lines)])


class EditSheetForm(SheetForm, VersionedForm):
    """A sheet as it was read."""


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
