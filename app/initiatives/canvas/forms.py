"""The seven questions, what is compared, and the language beside Portuguese on paper."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core import i18n
from app.core.forms import VersionedForm
from app.initiatives.canvas.models import Canvas
from app.initiatives.canvas.questions import HINTS, QUESTIONS
from app.ui.choice_fields import SelectField, as_id
from app.ui.fields import LongTextField
from app.ui.listing import Filters

LONGEST = 1_200


def _question(key: str) -> LongTextField:
    return LongTextField(QUESTIONS[key], max_length=LONGEST, description=HINTS[key])


class CanvasForm(VersionedForm):
    """A canvas as it was read: `version` is its number, 0 before the first."""

    whom = _question("whom")
    what = _question("what")
    found = _question("found")
    needs = _question("needs")
    costs = _question("costs")
    brings = _question("brings")
    good = _question("good")

    @property
    def answers(self) -> Mapping[str, str]:
        return {key: self[key].data for key in QUESTIONS}


class CompareFilters(Filters):
    """Two versions; unless the address says others, the newest and the one before it."""

    earlier = SelectField(_("Earlier version"), coerce=as_id)
    later = SelectField(_("Later version"), coerce=as_id)

    def offer(self, names: Iterable[tuple[Canvas, Any]]) -> None:
        """Fill both lists, the newest first."""
        self.earlier.choices = self.later.choices = [SelectChoice(str(each.id), name) for each, name in names]


class PaperFilters(Filters):
    """In which language the questions stand beside the Portuguese ones."""

    language = SelectField(_("Language beside Portuguese"))

    def offer(self, spoken: Iterable[str]) -> None:
        """All languages of the product, those that members speak first."""
        first = set(spoken)
        others = [each for each in i18n.offered("kiosk") if each.code != i18n.MAIN]
        ordered = sorted(others, key=lambda each: each.code not in first)
        alone = SelectChoice("", _("Portuguese alone"))
        self.language.choices = [alone, *(SelectChoice(each.code, each.name) for each in ordered)]
