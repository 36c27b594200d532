"""Which ideas are listed, and what is made of one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core.forms import Form
from app.initiatives.ideas.states import IDEA
from app.ui.choice_fields import SelectField, as_id, choices
from app.ui.listing import Filters


class IdeaFilters(Filters):
    """What the list is narrowed to: what waits, unless the address says another state."""

    state = SelectField(_("State"), choices=choices(IDEA.names))


class OpportunityOfIdeaForm(Form):
    """A new draft, or one that is known."""

    opportunity_id = SelectField(_("Opportunity"), coerce=as_id)

    def offer(self, known: Iterable[Any]) -> None:
        """Fill the list of known ones."""
        titles: dict[UUID, str] = {each.id: each.title for each in known}
        self.opportunity_id.choices = choices(titles, _("A new one, as a draft"))


class InitiativeOfIdeaForm(Form):
    """The initiative that does it."""

    initiative_id = SelectField(_("Initiative"), required=True, coerce=as_id)

    def offer(self, known: Iterable[Any]) -> None:
        """Fill the list of those that go on."""
        titles: dict[UUID, str] = {each.id: each.title for each in known}
        self.initiative_id.choices = choices(titles, _("Choose an initiative"))
