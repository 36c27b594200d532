"""What the pages of services ask for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core.forms import Form, LocalForm, VersionedForm
from app.directory.index.forms import (
    NOT_SAID,
    choices_of,
    chosen_id,
    in_languages,
    looks_like_link,
    named,
    offered,
)
from app.directory.services.models import Service
from app.directory.services.wording import INTERVALS, TEXT_LABELS
from app.network.models import Municipality
from app.network.protocols.choosing import ProtocolField
from app.network.queries import OfferedParish
from app.ui.choice_fields import CheckboxesField, RadiosField, SelectField, choices
from app.ui.fields import EmailField, IntegerField, LongTextField, PhoneField, TextField
from app.ui.hours_field import HoursField
from app.ui.texts import Original

COUNTRY = "PT"
SPOKEN = ("pt", "en", "fr", "es", "uk", "ru", "ro", "ar", "hi", "ne", "bn", "ur", "zh", "de", "it")
"""Languages that are spoken at the desks of the country; sign language is one: "psr"."""
VOCABULARIES = ("themes", "needs", "groups", "reception", "request", "requester")
LONGEST = {"name": 150, "description": 10_000}
"""Of the texts of a service; any other has at most 4,000 letters."""


class ServiceForm(Form):
    """A service in Portuguese; other languages have a page each."""

    name = TextField(_("Name"), required=True, max_length=150)
    description = LongTextField(
        _("Description"),
        required=True,
        max_length=10_000,
        description=_("What people get there, in short sentences and everyday words. No names of persons."),
    )
    kind = SelectField(_("Kind"), choices=offered("kind", NOT_SAID))
    themes = CheckboxesField(_("What it is about"))
    needs = CheckboxesField(_("Also helps with"), description=_("Beyond what the themes above already say."))
    groups = CheckboxesField(_("Whom it is for"))
    groups_detail = TextField(_("Whom it is for, in words"), max_length=1_000)
    access_conditions = LongTextField(_("Conditions"), max_length=4_000)
    what_to_bring = LongTextField(
        _("What to bring"), max_length=4_000, description=_("Only what is really asked for there.")
    )
    cost = RadiosField(_("Cost"), choices=offered("cost"))
    cost_detail = TextField(_("What it costs, in words"), max_length=1_000)
    languages = CheckboxesField(_("Languages spoken"))

    reception = CheckboxesField(_("Where it happens"))
    request = CheckboxesField(_("Ways to ask for it"))
    requester = CheckboxesField(_("Who may ask for it"))
    request_detail = LongTextField(_("How to get it, in words"), max_length=4_000)
    request_url = TextField(_("Link"), max_length=1_000, validators=[looks_like_link])
    phone = PhoneField(_("Telephone"), description=_("Empty: that of the place."))
    email = EmailField(_("E-mail"), description=_("Empty: that of the place."))
    contact_name = TextField(_("Person to ask for"), description=_("Shown to staff only."))

    address = TextField(_("Address"), max_length=500, description=_("Empty: that of the place."))
    postal_code = TextField(_("Postal code"), max_length=20)
    town = TextField(_("Town"))
    parish_id = SelectField(_("Parish"))
    directions = LongTextField(
        _("The way by landmarks"),
        max_length=1_000,
        description=_("As one tells it in the street: beside the pharmacy, opposite the church."),
    )
    opening_hours = HoursField(_("Opening hours"), description=_("Empty: those of the place."))
    zone = CheckboxesField(_("Who may come, by where they live"))

    weekly_hours = IntegerField(_("Hours a week"), most=168)
    weeks = IntegerField(_("Number of weeks"), least=1, most=520)
    check_every = SelectField(
        _("To be checked"),
        required=True,
        description=_("We write to you when it is time. People see on which day it was checked."),
    )

    protocol_id = ProtocolField()

    def offer(
        self,
        *,
        municipality: Municipality,
        parishes: Sequence[OfferedParish],
        kept: Mapping[str, Sequence[str]],
    ) -> None:
        """Fill the lists to choose from; `kept` are the answers the service has now."""
        for name in VOCABULARIES:
            self[name].choices = choices_of(name, kept=kept.get(name, ()))
        self.languages.choices = in_languages([*SPOKEN, *kept.get("languages", ())])
        self.parish_id.choices = named(parishes, SelectChoice("", _("That of the place")))
        self.zone.choices = zone_choices(municipality, parishes, kept.get("zone", ()))
        intervals = dict.fromkeys([*INTERVALS, *map(int, kept.get("check_every", ()))])
        self.check_every.choices = [
            SelectChoice(str(days), INTERVALS.get(days, _("Every %(count)s days", count=days)))
            for days in intervals
        ]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the operations take it; of a form narrowed to some facts those alone."""
        readers: dict[str, Callable[[], Any]] = {
            "cost": lambda: self.cost.data or "",
            "parish_id": lambda: chosen_id(self.parish_id),
            "check_every": lambda: int(self.check_every.data),
        }
        return {name: readers[name]() if name in readers else value for name, value in super().values.items()}


def zone_choices(
    municipality: Municipality, parishes: Sequence[OfferedParish], keep: Iterable[str]
) -> list[SelectChoice]:
    """The country, the municipality, its parishes by official code, and codes of elsewhere that came in."""
    names = {COUNTRY: _("Whole country"), municipality.code: municipality.name}
    names |= {parish.code: parish.name for parish in parishes}
    return [SelectChoice(code, names.get(code, code)) for code in dict.fromkeys([*names, *keep])]


class NewServiceForm(ServiceForm, LocalForm):
    structure_id = SelectField(_("Place"), required=True)

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "structure_id"}


class EditServiceForm(ServiceForm, VersionedForm):
    """The whole service, or only some facts of it, which `only` names."""

    only: Sequence[str] = ()

    def narrow(self, names: Iterable[str]) -> None:
        """Ask for these facts alone, once their lists are filled; for all where none is a fact."""
        facts = {field.name for field in self} - {"csrf_token", *self.carried}
        self.only = [name for name in names if name in facts]
        for name in facts - set(self.only) if self.only else ():
            del self[name]


def originals_of(service: Service) -> list[Original]:
    """What of a service may be written in other languages."""
    return [
        Original(name, label, getattr(service, name), LONGEST.get(name, 4_000))
        for name, label in TEXT_LABELS.items()
    ]


class DecisionForm(Form):
    """Why a service goes back, is hidden or put away."""

    reason = RadiosField(_("Reason"), required=True)
    note = LongTextField(
        _("Note"), max_length=1_000, description=_("Whoever looks after the service reads this.")
    )

    def __init__(self, reasons: Mapping[str, Any], **options: Any) -> None:
        super().__init__(**options)
        self.reason.choices = choices(reasons)
