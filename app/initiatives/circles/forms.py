"""What is asked about circles."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.forms import DecidingForm, Form, LocalForm, VersionedForm
from app.initiatives.circles.matching import Meeting
from app.initiatives.circles.operations.changing import When
from app.initiatives.circles.operations.meeting import Terms
from app.initiatives.circles.states import CIRCLE, DROP_REASONS
from app.network.parties.models import Organisation
from app.ui.choice_fields import DateField, SelectField, as_id, choices, names_of
from app.ui.fields import CheckboxField, IntegerField, LongTextField, TextField
from app.ui.listing import Filters
from app.ui.one_answer import only_one
from app.ui.time_field import TimeField
from app.workshops.planning.models.place import Place

TIMES = 5
"""Times of the week: mornings, afternoons, evenings, Saturdays, Sundays."""


class CircleFilters(Filters):
    """Those that are open or meet, unless the address says another state."""

    state = SelectField(_("State"), choices=choices(CIRCLE.names, _("Open or meeting")))


class SearchForm(LocalForm):
    """What those of a circle share besides a language."""

    hours = IntegerField(
        _("Times of the week at which all can"),
        most=TIMES,
        description=_(
            "Of mornings, afternoons, evenings, Saturdays and Sundays. Who never said when is then left out."
        ),
    )
    is_near = CheckboxField(
        _("All live in one parish"), description=_("Or have a transport of their own to come there.")
    )

    @property
    def meeting(self) -> Meeting:
        return Meeting(self.hours.data or 0, bool(self.is_near.data))


class WhenForm(VersionedForm):
    """On which day they meet for the first time, and where."""

    on = DateField(_("Day"))
    place_id = SelectField(_("Room"), coerce=as_id)
    place_name = TextField(_("Another place"), max_length=200)

    def offer(self, places: Iterable[Place]) -> None:
        self.place_id.choices = choices(names_of(places), _("Another place, named below"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Of two places the one that was given now counts."""
        return bool(super().validate(extra_validators)) and only_one(self, self.place_id, self.place_name)

    @property
    def when(self) -> When:
        return When(
            on=self.on.data, place_id=self.place_id.data or None, place_name=self.place_name.data or ""
        )


class DropForm(Form):
    """Why a circle is dropped."""

    reason = SelectField(_("Why"), required=True, choices=choices(DROP_REASONS, _("Choose a reason")))
    note = LongTextField(_("Note"), max_length=500, description=_("Nothing about health or family."))


class AtelierForm(DecidingForm):
    """What a learning atelier takes beside what is known of the circle."""

    title = TextField(_("Title"), required=True, max_length=120)
    organisation_id = SelectField(_("Hosted by"), required=True, coerce=as_id)
    on = DateField(_("Day"), required=True)
    starts = TimeField(_("Begins"), required=True)
    ends = TimeField(_("Ends"), required=True)

    def offer(self, hosts: Iterable[Organisation]) -> None:
        self.organisation_id.choices = choices(names_of(hosts), _("Choose an organisation"))

    def validate(self, extra_validators: Any = None) -> bool:
        """It ends after it begins."""
        if not super().validate(extra_validators):
            return False
        if self.ends.at <= self.starts.at:
            self.ends.errors = [_("It ends before it begins. Please check both times.")]
            return False
        return True

    @property
    def terms(self) -> Terms:
        assert self.organisation_id.data
        assert self.on.data
        return Terms(
            title=self.title.data,
            organisation_id=self.organisation_id.data,
            on=self.on.data,
            starts=self.starts.at,
            ends=self.ends.at,
        )
