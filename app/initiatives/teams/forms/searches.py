"""What is wished of a team: as a whole, and of people by name."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from app.core.forms import Form, VersionedForm
from app.initiatives.teams.asked import SINGLE, Options
from app.initiatives.teams.models import Asking
from app.initiatives.teams.problem import ANY, MOST
from app.initiatives.teams.queries.people import Found
from app.network.queries import OfferedParish
from app.ui.choice_fields import CheckboxesField, RadiosField, SelectField, as_id, choices
from app.ui.fields import CheckboxField, IntegerField, TextField
from app.ui.languages import language_names
from app.ui.listing import Filters

TIMES = 5
"""Times of the week: mornings, afternoons, evenings, Saturdays, Sundays."""
ASKINGS: dict[str, Any] = {
    Asking.MUST.value: _("Must be in it"),
    Asking.MUST_NOT.value: _("Must not be in it"),
    Asking.TOGETHER.value: _("All of them or none"),
    Asking.APART.value: _("At most one of them"),
}


class OptionsForm(VersionedForm):
    """What the team as a whole has to be like."""

    fewest = IntegerField(_("At least so many people"), required=True, least=1, most=MOST)
    most = IntegerField(_("At most so many people"), required=True, least=1, most=MOST)
    parishes = CheckboxesField(
        _("Who live in"), coerce=as_id, description=_("Tick none if it does not matter.")
    )
    has_transport = CheckboxField(_("Who live elsewhere have a transport of their own"))
    kilometres = IntegerField(
        _("Who live elsewhere go so many kilometres"),
        most=500,
        description=_("As they said. Leave it empty if it does not matter."),
    )
    language = SelectField(_("A language that all speak"))
    hours = IntegerField(
        _("Times of the week at which all can"),
        most=TIMES,
        description=_(
            "Of mornings, afternoons, evenings, Saturdays and Sundays. Who never said when is then left out."
        ),
    )

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        self.parishes.choices = choices({each.id: each.name for each in parishes})
        known = {ANY: _("Whichever, if it is the same"), **language_names()}
        self.language.choices = choices(known, _("Does not matter"))

    def validate(self, extra_validators: Any = None) -> bool:
        """The most are no fewer than the fewest."""
        if not super().validate(extra_validators):
            return False
        if (self.most.data or 0) < (self.fewest.data or 0):
            self.most.errors = [_("This is fewer than the fewest.")]
            return False
        return True

    @property
    def options(self) -> Options:
        return Options(
            fewest=self.fewest.data or 1,
            most=self.most.data or 1,
            parishes=tuple(each for each in self.parishes.data or () if each),
            has_transport=bool(self.has_transport.data),
            kilometres=self.kilometres.data or 0,
            language=self.language.data or "",
            hours=self.hours.data or 0,
        )


def drawn(options: Options, version: int) -> dict[str, Any]:
    """What the form starts with."""
    return {
        "fewest": options.fewest,
        "most": options.most,
        "parishes": list(options.parishes),
        "has_transport": options.has_transport,
        "kilometres": options.kilometres or None,
        "language": options.language,
        "hours": options.hours or None,
        "version": version,
    }


class LookForm(Filters):
    """By which name people are looked for; stands in the address."""

    q = TextField(_("Name"), render_kw={"autocomplete": "off"})


class WishForm(Form):
    """Something wished of people among those shown; `q` is what they were looked for by."""

    carried = (*Form.carried, "q")
    q = HiddenField()
    people = CheckboxesField(_("People"), required=True, coerce=as_id)
    kind = RadiosField(
        _("What is wished"), required=True, choices=choices(ASKINGS), default=Asking.MUST.value
    )

    def offer(self, found: Iterable[Found]) -> None:
        self.people.choices = choices({each.id: called(each) for each in found})

    def validate(self, extra_validators: Any = None) -> bool:
        """Some wishes are about two people or more."""
        if not super().validate(extra_validators):
            return False
        if self.asking not in SINGLE and len(self.chosen) < 2:
            self.people.errors = [_("Please choose two people or more for this.")]
            return False
        return True

    @property
    def asking(self) -> Asking:
        return Asking(self.kind.data)

    @property
    def chosen(self) -> list[UUID]:
        return [each for each in self.people.data or () if each]


def called(person: Found) -> str:
    """A name, with the year of birth that tells two of one name apart."""
    return f"{person.name} ({person.birth_year})" if person.birth_year else person.name
