"""A place that is used again and again."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from app.core.forms import Form, LocalForm, VersionedForm
from app.network.queries import OfferedParish
from app.ui.choice_fields import SelectField, as_id, choices, names_of
from app.ui.fields import CheckboxField, IntegerField, SearchField, TextField
from app.ui.listing import Filters
from app.workshops.planning.operations.places import PlaceFacts


class PlaceForm(Form):
    name = TextField(_("Name"), required=True)
    address = TextField(_("Address"))
    directions = TextField(
        _("How to find it"), description=_("By landmarks, such as: beside the pharmacy, first floor.")
    )
    parish_id = SelectField(_("Parish"), coerce=as_id)
    seats = IntegerField(_("Seats"), least=1, most=9_999)
    is_step_free = CheckboxField(_("Can be reached without steps"))

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        """Fill the list to choose from."""
        self.parish_id.choices = choices(names_of(parishes), _("Not known"))

    @property
    def facts(self) -> PlaceFacts:
        """The place as typed."""
        return PlaceFacts(**self.values)


class NewPlaceForm(PlaceForm, LocalForm):
    """A place that is not known yet."""


class EditPlaceForm(PlaceForm, VersionedForm):
    """A place as it was read."""


class PlaceFilters(Filters):
    """What the list is narrowed to."""

    q = SearchField(_("Name"), render_kw={"autocomplete": "off"})
