"""A movement of printed copies."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core.forms import Form, OpenedForm
from app.directory.shelves.models.stock import Movement
from app.directory.shelves.operations.stock import Moved
from app.directory.shelves.wording import MOVEMENTS
from app.network.parties.models import Organisation
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices, names_of
from app.ui.fields import IntegerField, TextField
from app.ui.one_answer import goes_with


class MovementForm(Form, OpenedForm):
    carried = (*Form.carried, *OpenedForm.carried)
    kind = RadiosField(_("What happened"), required=True, choices=choices(MOVEMENTS))
    copies = IntegerField(
        _("Copies"), required=True, most=99_999, description=_("Of a count: how many there are now.")
    )
    moved_on = DateField(_("Day"), required=True)
    party_id = SelectField(_("Delivered by"), coerce=as_id, description=_("Only where copies came."))
    note = TextField(_("Note"), description=_("No names of persons."))

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """Fill the list of who can have brought them."""
        self.party_id.choices = choices(names_of(organisations), _("Nobody of these"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Only what is delivered is brought by somebody."""
        if not super().validate(extra_validators):
            return False
        if not self.copies.data and self.kind.data != Movement.COUNTED:
            self.copies.errors = [gettext("Please say how many.")]
            return False
        if self.kind.data == Movement.DELIVERED:
            return True
        is_said = goes_with(self, self.party_id, self.kind)
        self.party_id.data = None if is_said else self.party_id.data
        return is_said

    @property
    def moved(self) -> Moved:
        day: Any = self.moved_on.data
        return Moved(
            kind=Movement(self.kind.data),
            copies=self.copies.data or 0,
            on=day,
            party_id=self.party_id.data,
            note=self.note.data,
        )
