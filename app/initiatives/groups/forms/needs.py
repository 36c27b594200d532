"""How much of each competence it takes: a row of three answers for each."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _

from app.core.forms import VersionedForm
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.operations.needs import Extent
from app.initiatives.groups.wording import WEIGHTS
from app.skills.scales import LEVEL_WORDS
from app.ui.choice_fields import SelectField, choices
from app.ui.fields import IntegerField

MOST_PEOPLE = 20


class ExtentForm(wtforms.Form):
    """One competence."""

    weight = SelectField(_("How much it matters"), required=True, choices=choices(WEIGHTS))
    minimum_level = SelectField(_("At least"), choices=choices(LEVEL_WORDS, _("Any level")))
    people = IntegerField(_("How many people"), required=True, least=1, most=MOST_PEOPLE)

    @property
    def extent(self) -> Extent:
        return Extent(
            weight=int(self.weight.data),
            minimum_level=self.minimum_level.data,
            people=self.people.data or 1,
        )


class NeedsForm(VersionedForm):
    """All of an initiative."""

    @property
    def rows(self) -> list[tuple[UUID, wtforms.FormField]]:
        """By the id of a competence its part of the form."""
        found = [each for each in self if isinstance(each, wtforms.FormField)]
        return [(UUID(each.short_name[1:]), each) for each in found]

    @property
    def extents(self) -> Mapping[UUID, Extent]:
        return {key: each.form.extent for key, each in self.rows}


def needs_form(initiative: Initiative, names: Mapping[UUID, str]) -> NeedsForm:
    """With a row for each of its needs, by name."""
    rows = {
        f"n{each.competence_id.hex}": wtforms.FormField(ExtentForm, names.get(each.competence_id, ""))
        for each in initiative.needs
    }
    kept: dict[str, Any] = {
        f"n{each.competence_id.hex}": {
            "weight": str(each.weight),
            "minimum_level": each.minimum_level,
            "people": each.people,
        }
        for each in initiative.needs
    }
    form: type[NeedsForm] = type("NeedsOfOneForm", (NeedsForm,), rows)
    return form(data={**kept, "version": initiative.version})
