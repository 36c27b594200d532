"""What an initiative is, and how the list of them is narrowed."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core.forms import Form, LocalForm, OpenedForm, VersionedForm
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.operations.initiatives import Plan
from app.initiatives.groups.states import INITIATIVE
from app.network.queries import OfferedParish
from app.ui.choice_fields import SelectField, as_id, choices, names_of
from app.ui.fields import LongTextField, SearchField, TextField
from app.ui.listing import ANY, Filters

NO_NAMES = _("Do not name people here: everybody in the office reads it.")
ASKED = ("kind", "title", "summary", "place", "parish_id", "answerable_id")


class InitiativeForm(Form, OpenedForm):
    """What it is."""

    carried = (*Form.carried, *OpenedForm.carried)
    kind = SelectField(_("Kind"), required=True)
    title = TextField(_("Title"), required=True, max_length=120)
    summary = LongTextField(
        _("In a few words"),
        max_length=1_000,
        description=_("What it sells or does, for whom.") + " " + NO_NAMES,
    )
    place = TextField(_("Place"))
    parish_id = SelectField(_("Parish"), coerce=as_id)
    answerable_id = SelectField(_("Answers for it in the office"), coerce=as_id)

    def offer(self, parishes: Iterable[OfferedParish], staff: Mapping[UUID, str], *, kept: str = "") -> None:
        """Fill the lists to choose from; a kind that it has already stays, though nobody chooses it now."""
        self.kind.choices = choices(kinds().offered(kept=[kept]), _("Choose a kind"))
        self.parish_id.choices = choices(names_of(parishes), _("No parish"))
        self.answerable_id.choices = choices(staff, _("Nobody yet"))

    @property
    def plan(self) -> Plan:
        """The initiative as typed."""
        return Plan(**{name: self[name].data for name in ASKED})


class NewInitiativeForm(InitiativeForm, LocalForm):
    """One that is not there yet."""

    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditInitiativeForm(InitiativeForm, VersionedForm):
    """One as it was read."""

    carried = VersionedForm.carried


def values_of(initiative: Initiative) -> dict[str, Any]:
    """An initiative as the form shows it."""
    return {name: getattr(initiative, name) for name in (*ASKED, "version")}


class InitiativeFilters(Filters):
    """What the list is narrowed to."""

    q = SearchField(_("Title"))
    kind = SelectField(_("Kind"))
    state = SelectField(_("Stage"))
    parish = SelectField(_("Parish"), coerce=as_id)
    answerable = SelectField(_("Answers for it"), coerce=as_id)

    def offer(self, parishes: Iterable[OfferedParish], staff: Mapping[UUID, str]) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = [ANY, *choices(kinds())]
        self.state.choices = [ANY, *choices({"going_on": _("Whatever goes on"), **INITIATIVE.names})]
        self.parish.choices = [ANY, *choices(names_of(parishes))]
        self.answerable.choices = [ANY, *choices(staff)]
