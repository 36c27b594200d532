"""What is asked about a person that changes or is counted. Nothing is required."""

from collections.abc import Collection
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from app.core import i18n
from app.core.forms import TapForm, VersionedForm
from app.people.facts import kinds
from app.people.facts.days import written
from app.people.facts.held import Held, keys, value
from app.people.groups import DECLARED, GROUP, NOT_SAID
from app.people.known_days import BornField, KnownDayField
from app.people.wording import GROUPS, SOURCES
from app.ui.choice_fields import CheckboxesField, DateField, RadiosField, SelectField, choices
from app.ui.countries import country_choices
from app.ui.fields import IntegerField, TextField
from app.ui.languages import language_choices

NOT_KNOWN: Any = _("Not known")
BOTH: Any = _("A language and how well it is spoken go together. Please choose both.")
NOTHING_SINCE: Any = _(
    "Nothing was changed that this day could be of. To mend the day of an answer, press “It was wrong” "
    "beside it and note it anew."
)
CHANGED, MENDED = "changed", "mended"
CHANGES = {
    CHANGED: _("Something changed in the person's life"),
    MENDED: _("What stood here was wrong"),
}


class FactsForm(VersionedForm):
    """What holds now; what is changed is noted, and what was there before stays in the history."""

    born = BornField()
    gender = SelectField(_("Gender"))
    nationality = SelectField(_("Country of nationality"))
    schooling = SelectField(
        _("Schooling"), description=_("The last level that was completed, in any country.")
    )
    work = SelectField(_("Situation with regard to work"))
    benefit = SelectField(_("Benefit received"))
    spoken_language = SelectField(
        _("Another language the person speaks"),
        choices=lambda: [*choices({}, _("None")), *language_choices()],
    )
    spoken_level = SelectField(_("How well it is spoken"))
    interest = CheckboxesField(_("What the person looks for"))
    hours = CheckboxesField(_("When the person has time"))
    transport = SelectField(_("Own transport"))
    distance = IntegerField(_("How far the person can go, in kilometres"), most=500)
    representative = TextField(
        _("Who represents the person"),
        description=_("Only of minors and adults whom somebody represents: the name. Contacts have a page."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    group = CheckboxesField(
        _("Groups"),
        description=_(
            "Only what the person says of themselves. What the answers above tell counts before this."
        ),
        choices=choices({group: GROUPS[group] for group in DECLARED}),
    )
    change = RadiosField(_("What you have changed"), required=True, choices=choices(CHANGES), default=CHANGED)
    since = KnownDayField(
        _("Since when"),
        max_length=20,
        description=_(
            "As much as is known; without it, from today. It goes for everything you have changed, but for "
            "birth, gender and nationality when they are first noted."
        ),
        render_kw={"autocomplete": "off"},
    )
    source = RadiosField(_("How we know"), required=True, choices=choices(SOURCES), default="said")

    def offer(self, held: Held, today: date) -> None:
        """The answers that can be chosen, those that hold among them."""
        self.today = today
        for kind in ("gender", "schooling", "work", "benefit", "transport"):
            self[kind].choices = choices(kinds.offered(kind, [value(held, kind)]), NOT_KNOWN)
        for kind in ("hours", kinds.INTEREST):
            self[kind].choices = choices(kinds.offered(kind, keys(held, kind)))
        self.spoken_level.choices = choices(kinds.offered("spoken"), NOT_KNOWN)
        rather_not = kinds.not_said(i18n.current().code).value
        self.nationality.choices = [*choices({NOT_SAID: rather_not}, NOT_KNOWN), *country_choices()]

    def validate_born(self, field: KnownDayField) -> None:
        field.read(self.today)

    def validate_since(self, field: KnownDayField) -> None:
        field.read(self.today)

    def validate_spoken_language(self, _field: SelectField) -> None:
        if not self.spoken_level.data:
            raise ValidationError(str(BOTH))

    def validate_spoken_level(self, _field: SelectField) -> None:
        if not self.spoken_language.data:
            raise ValidationError(str(BOTH))

    def answers(self, held: Held) -> dict[str, dict[str, str]]:
        """By kind what was answered, as `note_facts` takes it; `held` holds the languages known before."""
        spoken = {key: held[kinds.SPOKEN, key].value for key in keys(held, kinds.SPOKEN)}
        if self.spoken_language.data:
            spoken[self.spoken_language.data] = self.spoken_level.data
        one = {kind: {"": _said(self[kind].data)} for kind in ONE_ANSWER} | {
            kinds.BORN: {"": self.born.known}
        }
        several = {kind: dict.fromkeys(self[kind].data or (), kinds.YES) for kind in SEVERAL}
        return {**one, **several, kinds.SPOKEN: spoken}


class OnDayForm(TapForm):
    """On which day one wants to know what held; stands in the address."""

    on = DateField(_("What held on this day"))


ONE_ANSWER = (
    *("born", "gender", "nationality", "schooling", "work", "benefit", "transport", "distance"),
    "representative",
)
SEVERAL = ("hours", kinds.INTEREST, GROUP)


def answered(held: Held) -> dict[str, Any]:
    """What stands in the form: what holds."""
    one: dict[str, Any] = {kind: value(held, kind) for kind in ONE_ANSWER}
    several: dict[str, Collection[str]] = {kind: keys(held, kind) for kind in SEVERAL}
    far, born = one["distance"], one["born"]
    return {**one, **several, "distance": int(far) if far else None, "born": written(born)}


def _said(answer: Any) -> str:
    return "" if answer is None else str(answer)
