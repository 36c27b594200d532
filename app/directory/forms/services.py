"""What the pages of services ask for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice
from wtforms import IntegerField as PlainIntegerField
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.core import i18n
from app.core.forms import Form, TapForm
from app.directory.forms.hours import HoursField
from app.directory.freshness import INTERVALS
from app.directory.models import Structure
from app.directory.service_card import TEXT_FIELDS
from app.directory.service_wording import INTERVALS as INTERVAL_NAMES
from app.directory.service_wording import REASONS, STATES, TEXT_LABELS
from app.directory.vocabulary import vocabulary
from app.network.models import Municipality, Organisation
from app.network.queries import OfferedParish
from app.ui.choice_fields import CheckboxesField, RadiosField, SelectField
from app.ui.fields import EmailField, IntegerField, LongTextField, PhoneField, TextField

ANY = SelectChoice("", _("Any"))
COUNTRY = "PT"
SPOKEN = ("pt", "en", "fr", "es", "uk", "ru", "ro", "ar", "hi", "ne", "bn", "ur", "zh", "de", "it")
"""Languages that are spoken at the desks of the country; sign language is one: "psr"."""
ONCE_MORE = _("Please send the form once more.")


def looks_like_link(_form: Any, field: wtforms.Field) -> None:
    """An address of the internet, or nothing."""
    if field.data and not field.data.startswith(("https://", "http://")):
        raise ValidationError(str(_("Please write the whole address, beginning with https://.")))


def choices_of(name: str, keep: Iterable[str] = ()) -> list[SelectChoice]:
    """The values of a vocabulary, and those an entry has although nobody offers them any more."""
    language = i18n.current().code
    known = vocabulary(name)
    keys = dict.fromkeys([*(value.key for value in known.values()), *keep])
    return [SelectChoice(key, known.name(key, language).value) for key in keys]


class VersionedForm(Form):
    """A form over something that others may change meanwhile."""

    version = PlainIntegerField(widget=HiddenInput())

    def validate_version(self, field: PlainIntegerField) -> None:
        if field.data is None:
            raise ValidationError(str(ONCE_MORE))


class ServiceForm(Form):
    """A service in Portuguese; other languages have a page each."""

    name = TextField(_("Name"), required=True, max_length=150)
    description = LongTextField(
        _("Description"),
        required=True,
        max_length=10_000,
        description=_("What people get there, in short sentences and everyday words. No names of persons."),
    )
    kind = SelectField(_("Kind"))
    themes = CheckboxesField(_("What it is about"))
    needs = CheckboxesField(_("Also helps with"), description=_("Beyond what the themes above already say."))
    groups = CheckboxesField(_("Whom it is for"))
    groups_detail = TextField(_("Whom it is for, in words"), max_length=1_000)
    access_conditions = LongTextField(_("Conditions"), max_length=4_000)
    what_to_bring = LongTextField(
        _("What to bring"), max_length=4_000, description=_("Only what is really asked for there.")
    )
    cost = RadiosField(_("Cost"))
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

    def offer(
        self,
        *,
        municipality: Municipality,
        parishes: Sequence[OfferedParish],
        stored: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Fill the lists to choose from; `stored` are the answers the service has now."""
        kept = stored or {}
        self.kind.choices = [SelectChoice("", _("Not said")), *choices_of("kind")]
        self.cost.choices = choices_of("cost")
        for name in ("themes", "needs", "groups", "reception", "request", "requester"):
            self[name].choices = choices_of(name, kept.get(name, ()))
        codes = dict.fromkeys([*SPOKEN, *kept.get("languages", ())])
        self.languages.choices = [SelectChoice(code, i18n.language_name(code)) for code in codes]
        self.parish_id.choices = [
            SelectChoice("", _("That of the place")),
            *(SelectChoice(str(each.id), each.name) for each in parishes),
        ]
        self.zone.choices = zone_choices(municipality, parishes, kept.get("zone", ()))
        intervals = dict.fromkeys([*INTERVALS, *map(int, kept.get("check_every", ()))])
        self.check_every.choices = [
            SelectChoice(str(days), INTERVAL_NAMES.get(days, _("Every %(count)s days", count=days)))
            for days in intervals
        ]

    @property
    def changes(self) -> dict[str, Any]:
        """What was typed, as the services of the directory take it."""
        values = {name: self[name].data for name in self._fields if name not in _NO_COLUMNS}
        values["cost"] = values["cost"] or ""
        values["parish_id"] = UUID(values["parish_id"]) if values["parish_id"] else None
        values["check_every"] = int(values["check_every"])
        return values


_NO_COLUMNS = {"csrf_token", "request_key", "version", "structure_id", "municipality_id"}


def zone_choices(
    municipality: Municipality, parishes: Sequence[OfferedParish], keep: Iterable[str]
) -> list[SelectChoice]:
    """The country, the municipality, its parishes by official code, and codes of elsewhere that came in."""
    names = {COUNTRY: _("Whole country"), municipality.code: municipality.name}
    names |= {parish.code: parish.name for parish in parishes}
    return [SelectChoice(code, names.get(code, code)) for code in dict.fromkeys([*names, *keep])]


class NewServiceForm(ServiceForm):
    structure_id = SelectField(_("Place"), required=True)
    municipality_id = HiddenField()

    def offer_places(self, places: Sequence[Structure]) -> None:
        """The places at which the actor may write."""
        choices = [SelectChoice(str(each.id), each.name) for each in places]
        self.structure_id.choices = [SelectChoice("", _("Choose a place")), *choices]

    def validate_municipality_id(self, field: HiddenField) -> None:
        try:
            UUID(str(field.data or ""))
        except ValueError:
            raise ValidationError(str(ONCE_MORE)) from None


class EditServiceForm(ServiceForm, VersionedForm):
    pass


class TextsForm(VersionedForm):
    """The texts of a service in one other language."""

    name = TextField(TEXT_LABELS["name"], max_length=150, render_kw={"dir": "auto"})
    description = LongTextField(TEXT_LABELS["description"], max_length=10_000, render_kw={"dir": "auto"})
    groups_detail = LongTextField(TEXT_LABELS["groups_detail"], render_kw={"dir": "auto"})
    access_conditions = LongTextField(TEXT_LABELS["access_conditions"], render_kw={"dir": "auto"})
    what_to_bring = LongTextField(TEXT_LABELS["what_to_bring"], render_kw={"dir": "auto"})
    cost_detail = LongTextField(TEXT_LABELS["cost_detail"], render_kw={"dir": "auto"})
    request_detail = LongTextField(TEXT_LABELS["request_detail"], render_kw={"dir": "auto"})
    directions = LongTextField(TEXT_LABELS["directions"], render_kw={"dir": "auto"})

    @property
    def texts(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in TEXT_FIELDS}


class DecisionForm(Form):
    """Why a service goes back, is hidden or put away."""

    reason = RadiosField(_("Reason"), required=True)
    note = LongTextField(
        _("Note"), max_length=1_000, description=_("Whoever looks after the service reads this.")
    )

    def offer(self, reasons: Iterable[str]) -> None:
        """The reasons of this decision."""
        self.reason.choices = [SelectChoice(key, REASONS[key]) for key in reasons]


class CompetencesForm(VersionedForm):
    """For whom, by what they can do, a service is interesting."""

    competences = CheckboxesField(_("Competences"))


class ServiceFilters(TapForm):
    q = TextField(_("Search"), max_length=120)
    theme = SelectField(_("Theme"))
    state = SelectField(_("State"))
    organisation = SelectField(_("Organisation"))
    parish = SelectField(_("Parish"))
    freshness = SelectField(_("Checked"))

    def offer(self, organisations: Sequence[Organisation], parishes: Sequence[OfferedParish]) -> None:
        """Fill the lists to choose from."""
        self.theme.choices = [ANY, *choices_of("themes")]
        self.state.choices = [ANY, *(SelectChoice(key, label) for key, label in STATES.items())]
        self.organisation.choices = [ANY, *(SelectChoice(str(o.id), o.name) for o in organisations)]
        self.parish.choices = [ANY, *(SelectChoice(str(p.id), p.name) for p in parishes)]
        self.freshness.choices = [
            ANY,
            SelectChoice("due", _("To be checked")),
            SelectChoice("fresh", _("Up to date")),
        ]
