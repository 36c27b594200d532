"""The lists of services and of places, as their addresses ask for them."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from app.core.actor import Actor
from app.directory.index.forms import named, offered
from app.directory.services.queries import services
from app.directory.services.queries.services import today
from app.directory.services.states import SERVICE
from app.network.parties.queries import list_organisations
from app.network.queries import list_parishes
from app.ui.choice_fields import SelectField, choices
from app.ui.fields import TextField
from app.ui.listing import ANY, Filters, Listing, read_listing

FRESHNESS: dict[str, Any] = {"due": _("To be checked"), "fresh": _("Up to date")}


class ServiceFilters(Filters):
    q = TextField(_("Search"), max_length=120)
    theme = SelectField(_("Theme"), choices=offered("themes", ANY))
    state = SelectField(_("State"), choices=[ANY, *choices(SERVICE.names)])
    organisation = SelectField(_("Organisation"))
    parish = SelectField(_("Parish"))
    freshness = SelectField(_("Checked"), choices=choices(FRESHNESS, ANY.label))


class StructureSearch(Filters):
    q = TextField(_("Name"), max_length=120)


def asked_services(actor: Actor, args: MultiDict[str, str]) -> tuple[Listing, services.Filters]:
    """What an address asks of the list of services, and that as its query takes it."""
    here = actor.here()
    form = ServiceFilters(args)
    form.organisation.choices = named(list_organisations(here), ANY)
    form.parish.choices = named(list_parishes(here, on=today(here)), ANY)
    asked = read_listing(form, args=args)
    return asked, services.Filters(
        text=asked["q"],
        theme=asked["theme"],
        state=asked["state"],
        organisation_id=_id(asked["organisation"]),
        parish_id=_id(asked["parish"]),
        freshness=asked["freshness"],
    )


def _id(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None
