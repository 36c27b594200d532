"""What is asked of whoever invites, and closes an invitation."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice

from app.core import i18n
from app.core.forms import Form, LocalForm
from app.network.joining.operations import Recipient
from app.network.joining.states import CLOSE_REASONS, INVITATION
from app.network.joining.wording import ROLES
from app.ui.choice_fields import RadiosField, SelectField, choices
from app.ui.fields import EmailField, LongTextField, TextField
from app.ui.listing import Filters


class InviteForm(LocalForm):
    """Whom, for what, and where the link goes."""

    party_id = SelectField(_("Organisation"), required=True)
    role = RadiosField(_("Asked to be"), required=True, choices=choices(ROLES))
    recipient = TextField(
        _("To whom"), required=True, description=_("As the letter says hello, such as “Dr. Ana Reis”.")
    )
    email = EmailField(_("E-mail"), description=_("Without one the invitation is printed."))
    language = SelectField(_("Language of the letter"), required=True)
    words = LongTextField(
        _("What you say beside it"),
        max_length=1_000,
        description=_("They read it as you write it. Nothing about participants."),
    )

    def __init__(self, parties: list[SelectChoice], **options: Any) -> None:
        super().__init__(**options)
        self.party_id.choices = [SelectChoice("", _("Choose an organisation")), *parties]
        self.language.choices = [SelectChoice(each.code, each.name) for each in i18n.offered("kiosk")]

    @property
    def chosen_party(self) -> UUID:
        return UUID(self.party_id.data)

    @property
    def to(self) -> Recipient:
        return Recipient(self.recipient.data, self.email.data or "", self.language.data)


class CloseForm(Form):
    """Why nothing comes of it."""

    reason = SelectField(_("Why"), required=True, choices=choices(CLOSE_REASONS, _("Choose a reason")))
    note = LongTextField(_("Note"), max_length=500)


class InvitationFilters(Filters):
    """Those that were answered, unless the address says another state."""

    state = SelectField(_("State"), choices=choices(INVITATION.names))
