"""Which proposals are listed, and what is asked when one is declined."""

from flask_babel import lazy_gettext as _

from app.core.forms import Form
from app.ui.choice_fields import SelectField, choices
from app.ui.fields import LongTextField
from app.ui.listing import Filters
from app.workshops.proposals.states import DECLINE_REASONS, PROPOSAL


class ProposalFilters(Filters):
    """What the list is narrowed to: those that wait, unless the address says another state."""

    state = SelectField(_("State"), choices=choices(PROPOSAL.names))


class ProposalAnswerForm(Form):
    """Why a proposal is declined."""

    reason = SelectField(_("Why"), required=True, choices=choices(DECLINE_REASONS, _("Choose a reason")))
    note = LongTextField(_("Note"), max_length=500)
