"""A measure; how many of them under which budget; which are listed."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice

from app.core import i18n
from app.core.forms import Form, LocalForm, VersionedForm
from app.directory.index.vocabulary import vocabulary
from app.initiatives.measures.models import Measure
from app.initiatives.measures.operations.catalogue import Plan
from app.initiatives.measures.wording import KINDS
from app.skills.scales import LEVEL_WORDS, Level
from app.ui.choice_fields import CheckboxesField, SelectField, choices
from app.ui.fields import IntegerField, LongTextField, TextField
from app.ui.listing import ANY, Filters
from app.ui.money_field import MoneyField

MOST_MONEY = Decimal(10_000_000)
MOST_SEATS = 9_999
MOST_CHOSEN = 20


def _reasons() -> list[SelectChoice]:
    """Why offers stay unfilled, in the language of the page."""
    known, language = vocabulary("unfilled"), i18n.current().code
    return choices({key: known.name(key, language).value for key in known.offered()})


class MeasureForm(Form):
    title = TextField(_("What it is"), required=True, description=_("Such as: Curso de motosserra."))
    kind = SelectField(_("Kind"), required=True, choices=choices(KINDS, _("Choose a kind")))
    description = LongTextField(_("Description"), description=_("Who holds it, how long, what it takes."))
    cents = MoneyField(
        _("What it costs, in euros"),
        required=True,
        most=MOST_MONEY,
        description=_("All together; 0 for nothing."),
    )
    seats = IntegerField(
        _("Seats"), least=1, most=MOST_SEATS, description=_("For so many people; empty: for everybody.")
    )
    gives = SelectField(
        _("How well one can do it afterwards"),
        required=True,
        choices=choices(LEVEL_WORDS),
        default=Level.ALONE.value,
        description=_("Of the competences that it gives: they are chosen on the next page."),
    )
    lifts = CheckboxesField(
        _("Which reasons for unfilled offers it takes away"),
        choices=_reasons,
        description=_("An offer opens when every reason that is noted of it is taken away."),
    )

    @property
    def plan(self) -> Plan:
        return Plan(**{**self.values, "cents": self.cents.cents or 0, "lifts": tuple(self.lifts.data or ())})


class NewMeasureForm(MeasureForm, LocalForm):
    """`source`: what its competences are taken from, "offer" or "workshop" and its id."""

    carried = (*LocalForm.carried, "source")
    source = HiddenField()


class EditMeasureForm(MeasureForm, VersionedForm):
    carried = VersionedForm.carried


ANSWERED = ("title", "kind", "description", "cents", "seats", "gives", "lifts", "version")


def answers(measure: Measure) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in ANSWERED}


class MeasureListFilters(Filters):
    q = TextField(_("Search"))
    kind = SelectField(_("Kind"), choices=choices(KINDS, ANY.label))
    offered = SelectField(
        _("Which"), choices=choices({"": _("Those that are offered"), "no": _("Those no longer offered")})
    )


class MeasureSearchForm(LocalForm):
    at_most = IntegerField(
        _("How many measures, at most"), required=True, least=1, most=MOST_CHOSEN, default=5
    )
    budget = MoneyField(_("Budget, in euros"), most=MOST_MONEY, description=_("Empty: whatever they cost."))

    def refuse(self, sentences: Iterable[str]) -> None:
        self.at_most.errors = [*sentences]
