"""The lists of the shelves, as their addresses ask for them."""

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from app.directory.index.forms import choices_of, offered
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.pages import Shelf
from app.directory.shelves.queries import EntryFilters
from app.ui.choice_fields import SelectField, choices
from app.ui.fields import TextField
from app.ui.listing import ANY, Filters, Listing, read_listing


class EntryListFilters(Filters):
    """Of every list; one takes away the fields it does not have."""

    q = TextField(_("Title"))
    kind = SelectField(_("Kind"))
    state = SelectField(_("State"))
    hindrance = SelectField(_("Why it stays unfilled"), choices=offered("unfilled", ANY))


def asked_entries(shelf: Shelf, args: MultiDict[str, str]) -> tuple[Listing, EntryFilters]:
    """What an address asks of a list, and that as its query takes it."""
    form = EntryListFilters(args)
    form.state.choices = [ANY, *choices(shelf.machine.names)]
    if shelf.kinds:
        form.kind.choices = choices_of(shelf.kinds, first=ANY)
    else:
        del form.kind
    if shelf.model is not Offer:
        del form.hindrance
    asked = read_listing(form, args=args)
    names = ("kind", "state", "hindrance")
    return asked, EntryFilters(text=asked["q"], **{name: asked[name] for name in names})
