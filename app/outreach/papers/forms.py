"""What is asked about the paper of a session."""

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core import i18n
from app.core.forms import LocalForm
from app.outreach.papers.operations import MOST_AT_ONCE
from app.outreach.papers.pack import Wanted
from app.ui.choice_fields import CheckboxesField, SelectField, choices
from app.ui.fields import IntegerField
from app.ui.listing import Filters

USUALLY = 20
MOST_NUMBER = 9_999
PARTS = {
    "sheets": _("Sheets to fill in, one for each person"),
    "cards": _("Cards to take home"),
    "list": _("List of presences to sign"),
}


class SlipsForm(LocalForm):
    """How many more numbers."""

    count = IntegerField(_("How many people"), least=1, most=MOST_AT_ONCE, required=True, default=USUALLY)

    @property
    def how_many(self) -> int:
        return int(self.count.data or 0)


class PrintForm(Filters):
    """Which numbers are printed, on what, in which languages."""

    first = IntegerField(_("From number"), least=1, most=MOST_NUMBER, required=True)
    last = IntegerField(_("To number"), least=1, most=MOST_NUMBER, required=True)
    language = SelectField(
        _("Language of sheets and cards"),
        choices=lambda: choices(
            {each.code: each.name for each in i18n.offered("kiosk") if each.code != i18n.MAIN},
            _("Portuguese only"),
        ),
    )
    part = CheckboxesField(_("What to print"), choices=choices(PARTS))
    notice = CheckboxesField(
        _("What is read out before, a page for each language"),
        choices=lambda: choices({each.code: each.name for each in i18n.offered("kiosk")}),
    )

    def validate_last(self, field: IntegerField) -> None:
        if self.first.data is None or field.data is None:
            return
        if field.data < self.first.data:
            raise ValidationError(str(_("This is less than the number before.")))
        if field.data - self.first.data >= MOST_AT_ONCE:
            raise ValidationError(str(_("Please print at most %(most)s at once.", most=MOST_AT_ONCE)))

    @property
    def range(self) -> tuple[int, int]:
        """The first number and the last, of a form that was found right."""
        return int(self.first.data or 0), int(self.last.data or 0)

    @property
    def wanted(self) -> Wanted:
        parts = set(self.part.data or ())
        return Wanted(
            language=self.language.data or i18n.MAIN,
            notices=tuple(self.notice.data or ()),
            has_sheets="sheets" in parts,
            has_cards="cards" in parts,
            has_list="list" in parts,
        )


class FateForm(Filters):
    """Of which number one wants to know what became of it."""

    number = IntegerField(_("Number of the sheet"), least=1, most=MOST_NUMBER)
