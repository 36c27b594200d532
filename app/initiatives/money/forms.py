"""What is asked about needs, sources and movements of money."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm, OpenedForm, VersionedForm
from app.initiatives.money.models import MoneyNeed, MoneySource, MovementKind
from app.initiatives.money.operations.money import Movement, Need, SourceFacts
from app.initiatives.money.wording import MOVEMENT_KINDS, SOURCE_KINDS
from app.network.parties.models import Organisation
from app.ui.choice_fields import DateField, SelectField, as_id, choices, names_of
from app.ui.fields import TextField
from app.ui.money_field import MoneyField
from app.ui.one_answer import goes_with
from app.ui.upload_field import UploadField

MOST = Decimal(10_000_000)
"""Euros."""
NO_NAMES = _("No names of persons: whoever may see initiatives reads it.")


class AmountField(MoneyField):
    """More than nothing."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, most=MOST, **options)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.data and not self.cents:
            raise ValidationError(gettext("Please write more than nothing."))


class NeedForm(Form, OpenedForm):
    """Something that costs."""

    carried = (*Form.carried, *OpenedForm.carried)
    title = TextField(
        _("What is needed"), required=True, description=_("Such as: tools, first rent, insurance.")
    )
    cents = AmountField(_("What it costs, in euros"), required=True)

    @property
    def need(self) -> Need:
        return Need(title=self.title.data, cents=self.cents.cents or 0)


class NewNeedForm(NeedForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditNeedForm(NeedForm, VersionedForm):
    carried = VersionedForm.carried


class SourceForm(Form, OpenedForm):
    """Where some of it comes from."""

    carried = (*Form.carried, *OpenedForm.carried)
    kind = SelectField(_("Kind"), required=True, choices=choices(SOURCE_KINDS, _("Choose a kind of source")))
    title = TextField(
        _("What it is called"), required=True, description=_("Such as: support for investment, fair in May.")
    )
    organisation_id = SelectField(_("Who gives it"), coerce=as_id)
    need_id = SelectField(
        _("For which need"),
        coerce=as_id,
        description=_("Only where it may be used for nothing else. For two needs write two sources."),
    )

    def offer(self, organisations: Iterable[Organisation], needs: Iterable[MoneyNeed]) -> None:
        """Fill the lists of who gives, and of what it is for."""
        self.organisation_id.choices = choices(names_of(organisations), _("Nobody of the partnership"))
        self.need_id.choices = choices({each.id: each.title for each in needs}, _("For any need"))

    @property
    def facts(self) -> SourceFacts:
        return SourceFacts(
            kind=self.kind.data,
            title=self.title.data,
            organisation_id=self.organisation_id.data,
            need_id=self.need_id.data,
        )


class NewSourceForm(SourceForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditSourceForm(SourceForm, VersionedForm):
    carried = VersionedForm.carried


class MovementForm(LocalForm, OpenedForm):
    """What happened with a source on a day."""

    carried = (*LocalForm.carried, *OpenedForm.carried)
    kind = SelectField(
        _("What happened"), required=True, choices=choices(MOVEMENT_KINDS, _("Choose what happened"))
    )
    cents = AmountField(
        _("Amount, in euros"),
        required=True,
        description=_("What is paid back counts as spent; what is given in kind counts what it is worth."),
    )
    on = DateField(_("Day"), required=True)
    need_id = SelectField(
        _("On which need it was spent"), coerce=as_id, description=_("Only of what was spent.")
    )
    reference = TextField(_("Reference"), max_length=60, description=_("Such as the number of an invoice."))
    words = TextField(_("Note"), description=NO_NAMES)
    upload = UploadField(_("Paper, as PDF"), accept=[".pdf"], description=_("At most 10 MB."))

    def offer(self, needs: Iterable[MoneyNeed]) -> None:
        """Fill the list of what it may have been spent on."""
        self.need_id.choices = choices({each.id: each.title for each in needs}, _("No need in particular"))

    def validate(self, extra_validators: Any = None) -> bool:
        """A need belongs to what was spent, and to nothing else."""
        if not super().validate(extra_validators):
            return False
        return self.kind.data == MovementKind.SPENT or goes_with(self, self.need_id, self.kind)

    @property
    def movement(self) -> Movement:
        day: Any = self.on.data
        return Movement(
            kind=self.kind.data,
            on=day,
            cents=self.cents.cents or 0,
            reference=self.reference.data,
            words=self.words.data,
            need_id=self.need_id.data,
        )


def need_answers(need: MoneyNeed) -> dict[str, Any]:
    return {name: getattr(need, name) for name in ("title", "cents", "version")}


def source_answers(source: MoneySource) -> dict[str, Any]:
    names = ("kind", "title", "organisation_id", "need_id", "version")
    return {name: getattr(source, name) for name in names}
