"""What is asked about a proposed team: who comes in, is invited and accepts, and what becomes of it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from app.core.forms import DecidingForm, Form
from app.initiatives.groups.kinds import kinds
from app.initiatives.teams.forms.own_answer import NO, YES
from app.initiatives.teams.forms.searches import called
from app.initiatives.teams.queries.people import Found
from app.initiatives.teams.states import DROP_REASONS, TEAM
from app.initiatives.teams.ways import NOTED
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices
from app.ui.fields import CheckboxField, LongTextField, TextField
from app.ui.listing import Filters

ANSWERS: dict[str, Any] = {YES: _("Accepts"), NO: _("Declines")}
NO_HEALTH = _("Nothing about health or family.")


class TeamFilters(Filters):
    """Those somebody works with, unless the address says another state."""

    state = SelectField(_("State"), choices=choices(TEAM.names, _("Still open")))


class AddPersonForm(DecidingForm):
    """Who comes into the team, and perhaps in whose place; `q` is what they were looked for by."""

    carried = (*DecidingForm.carried, "q")
    q = HiddenField()
    person = RadiosField(_("Who comes in"), required=True, coerce=as_id)
    instead_of = SelectField(_("In the place of"), coerce=as_id)

    def offer(self, found: Iterable[Found], hints: Mapping[UUID, str], present: Mapping[UUID, str]) -> None:
        """`hints`: what somebody brings, by id; `present`: by the id of a place who has it."""
        self.person.choices = choices(
            {each.id: " – ".join(filter(None, (called(each), hints.get(each.id)))) for each in found}
        )
        self.instead_of.choices = choices(present, _("Nobody: one more"))


class InviteForm(DecidingForm):
    """Until when those who were not asked yet can answer, and whether messages leave at once."""

    answer_by = DateField(_("They can answer until"), required=True)
    by_message = CheckboxField(_("Send it at once to those who agreed to messages"), default=True)


class AnswerForm(Form):
    """What somebody said who was invited."""

    answer = RadiosField(_("Answer"), required=True, choices=choices(ANSWERS))
    how = RadiosField(_("How they said it"), required=True, choices=choices(NOTED), default="desk")
    note = LongTextField(_("Note"), max_length=500, description=NO_HEALTH)


class DropForm(Form):
    """Why a proposal is dropped."""

    reason = SelectField(_("Why"), required=True, choices=choices(DROP_REASONS, _("Choose a reason")))
    note = LongTextField(_("Note"), max_length=500, description=NO_HEALTH)


class JoinForm(DecidingForm):
    """Those who accepted join the initiative that was to be completed."""


class GroupForm(DecidingForm):
    """What those who accepted begin."""

    title = TextField(_("What the group is called for now"), required=True, max_length=120)
    kind = SelectField(_("Kind"), required=True)

    def offer(self) -> None:
        self.kind.choices = choices(kinds().offered(), _("Choose a kind"))
