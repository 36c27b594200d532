"""What an opportunity is, how much of each competence it takes, why it ends, how the list is narrowed."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice
from wtforms.validators import ValidationError

from app.core.forms import DecidingForm, Form, LocalForm, VersionedForm
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.needs import MOST_PEOPLE, Need, Needing, TooManyPeople, needs_of
from app.initiatives.opportunities.operations import Plan
from app.initiatives.opportunities.states import DAY_OVER, ENDING, OPPORTUNITY
from app.initiatives.opportunities.wording import ORIGINS, WEIGHTS, month_names
from app.skills.scales import LEVEL_WORDS
from app.ui.choice_fields import CheckboxesField, DateField, SelectField, as_id, choices, names_of
from app.ui.fields import IntegerField, LongTextField, TextField
from app.ui.listing import ANY, Filters
from app.ui.money_field import MoneyField

NO_NAMES = _("No names of persons: whoever works in the office reads it.")
MOST_MONEY = Decimal(1_000_000)


def _months() -> list[SelectChoice]:
    return choices(month_names())


class OpportunityForm(Form):
    title = TextField(_("What is needed"), required=True)
    description = LongTextField(
        _("Description"), description=_("For whom, how often, what there is already. No names of persons.")
    )
    organisation_id = SelectField(_("Who told of it"), coerce=as_id)
    place = TextField(_("Place"), description=_("Where it is, as people say it."))
    parish_id = SelectField(_("Parish"), coerce=as_id)
    months = CheckboxesField(
        _("Season"), choices=_months, coerce=int, description=_("Nothing ticked: the whole year.")
    )
    income_from = MoneyField(_("Could bring in a month, from (euros)"), most=MOST_MONEY)
    income_to = MoneyField(
        _("Could bring in a month, up to (euros)"), most=MOST_MONEY, description=_("All together.")
    )
    fewest = IntegerField(_("At least so many people"), required=True, least=1, most=MOST_PEOPLE, default=1)
    most = IntegerField(_("At most so many people"), required=True, least=1, most=MOST_PEOPLE, default=5)
    ends_on = DateField(_("Last day"), description=_("After this day it ends by itself."))

    def offer(self, organisations: Mapping[UUID, str], parishes: Iterable[Any], empty: Any) -> None:
        """Fill the lists; `empty` says that no organisation told of it, None where one has to be named."""
        self.organisation_id.choices = choices(organisations, empty)
        self.parish_id.choices = choices(names_of(parishes), _("No certain parish"))

    def validate_income_to(self, field: MoneyField) -> None:
        least = self.income_from.cents
        if field.cents is not None and least is not None and field.cents < least:
            raise ValidationError(gettext("This is less than the amount before."))

    def validate_most(self, field: IntegerField) -> None:
        if field.data is not None and self.fewest.data is not None and field.data < self.fewest.data:
            raise ValidationError(gettext("This is less than the number before."))

    def refuse_seats(self) -> None:
        """It has needs that ask for more people than may take part."""
        self.most.errors = [gettext("One of its competences asks for more people than that.")]

    @property
    def plan(self) -> Plan:
        values: dict[str, Any] = {
            **self.values,
            "income_from": self.income_from.cents,
            "income_to": self.income_to.cents,
        }
        return Plan(**{**values, "months": tuple(sorted(self.months.data or ()))})


class NewOpportunityForm(OpportunityForm, LocalForm):
    carried = LocalForm.carried


class EditOpportunityForm(OpportunityForm, VersionedForm):
    carried = VersionedForm.carried


ANSWERED = (
    "title",
    "description",
    "organisation_id",
    "place",
    "parish_id",
    "months",
    "income_from",
    "income_to",
    "fewest",
    "most",
    "ends_on",
    "version",
)


def answers(opportunity: Opportunity) -> dict[str, Any]:
    return {name: getattr(opportunity, name) for name in ANSWERED}


class NeedForm(wtforms.Form):
    """How much of one competence."""

    weight = SelectField(_("How much it counts"), choices=choices(WEIGHTS), coerce=int)
    minimum_level = SelectField(_("At least"), choices=choices(LEVEL_WORDS, _("any level")))
    people = IntegerField(_("How many people"), required=True, least=1, most=MOST_PEOPLE)

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return str(self.people.id)


class NeedsForm(VersionedForm):
    """All needs of a thing, each with a form of its own; made by `needs_form`."""

    names: ClassVar[Mapping[str, UUID]] = {}

    def of(self, competence_id: UUID) -> NeedForm:
        form: NeedForm = self[_name_of(competence_id)].form
        return form

    def refuse(self, refused: TooManyPeople) -> None:
        """Say beside each need that more people are asked for than may take part."""
        for each in refused.competence_ids:
            self.of(each).people.errors = [gettext("These are more people than may take part.")]

    @property
    def needs(self) -> list[Need]:
        return [Need(competence_id=each, **self.of(each).data) for each in self.names.values()]


def needs_form(thing: Needing, version: int, words: Mapping[UUID, str]) -> NeedsForm:
    """The form of all needs of a thing as it was read; `words` are the names of the competences."""
    needs = needs_of(thing)
    names = {_name_of(each.competence_id): each for each in needs}
    fields = {
        name: wtforms.FormField(NeedForm, words.get(each.competence_id, "")) for name, each in names.items()
    }
    ids = {name: each.competence_id for name, each in names.items()}
    made = type("Needs", (NeedsForm,), {**fields, "names": ids})
    data: dict[str, Any] = {
        name: {"weight": each.weight, "minimum_level": each.minimum_level, "people": each.people}
        for name, each in names.items()
    }
    form: NeedsForm = made(data={**data, "version": version})
    return form


def _name_of(competence_id: UUID) -> str:
    return f"n{competence_id.hex}"


class EndForm(Form):
    """Why nobody is looked for any more."""

    reason = SelectField(
        _("Why"),
        required=True,
        choices=choices(
            {key: words for key, words in ENDING.items() if key != DAY_OVER}, _("Choose a reason")
        ),
    )
    note = LongTextField(_("Note"), max_length=500, description=NO_NAMES)


class MergeForm(DecidingForm):
    """Which one it is the same as, as that one was read."""

    kept_id = wtforms.HiddenField()


class OpportunityListFilters(Filters):
    q = TextField(_("What is needed"))
    state = SelectField(_("State"), choices=[ANY, *choices(OPPORTUNITY.names)])
    origin = SelectField(_("Known from"), choices=[ANY, *choices(ORIGINS)])
    parish = SelectField(_("Parish"), coerce=as_id)

    def offer(self, parishes: Iterable[Any]) -> None:
        """Fill the list of parishes."""
        self.parish.choices = [ANY, *choices(names_of(parishes))]
