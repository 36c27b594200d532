"""Forms of parties."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice

from app.core.forms import Form, LocalForm, VersionedForm
from app.network.parties.models import OrganisationKind
from app.network.parties.wording import KIND_NAMES
from app.ui.choice_fields import CheckboxesField, SelectField, as_id, choices
from app.ui.fields import TextField
from app.ui.listing import Filters


class OrganisationForm(Form):
    """`reach` is asked only of those who manage several municipalities."""

    name = TextField(_("Name"), required=True)
    kind = SelectField(_("Kind"), required=True, choices=choices(KIND_NAMES, _("Choose a kind")))
    parent_id = SelectField(
        _("Part of"), description=_("For an internal unit: the organisation it belongs to."), coerce=as_id
    )
    reach = CheckboxesField(_("Works in"))

    def __init__(
        self, *args: Any, parents: list[SelectChoice], municipalities: list[SelectChoice], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.parent_id.choices = [SelectChoice("", _("Nothing: it stands alone")), *parents]
        self.reach.choices = municipalities
        if len(municipalities) < 2:
            del self.reach

    @property
    def chosen_kind(self) -> OrganisationKind:
        return OrganisationKind(self.kind.data)

    @property
    def chosen_reach(self) -> frozenset[UUID] | None:
        """The municipalities ticked; None where they were not asked."""
        return frozenset(map(UUID, self.reach.data or ())) if "reach" in self else None


class NewOrganisationForm(OrganisationForm, LocalForm):
    """A new one works in the municipality where it was drawn."""


class EditOrganisationForm(OrganisationForm, VersionedForm):
    """A change."""


class OrganisationSearchForm(Filters):
    q = TextField(_("Name"))
