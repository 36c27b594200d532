"""The words of a message with an invitation: no name is in it, for others may read the screen."""

from flask_babel import format_date
from flask_babel import gettext as _

from app.initiatives.teams.invitation import Invitation
from app.network.models import Municipality
from app.people.messages import Notice, Words


def letter(invitation: Invitation, municipality: Municipality, address: str) -> Notice:
    """What the group is for, until when to answer, and where."""

    def words(_code: str) -> Words:
        told = [
            _(
                "A few people could begin this together: %(title)s. We thought of you for what you can do.",
                title=invitation.title,
            ),
            _("What it is about, and what you would bring, stands on this page. There you say yes or no:"),
            address,
            _("Looking at the page changes nothing, and no is as good an answer as yes."),
        ]
        if invitation.answer_by:
            told.append(_("You can answer until %(day)s.", day=format_date(invitation.answer_by, "long")))

        def short(title: str) -> str:
            return _("Would you join in? %(title)s. Say yes or no: %(address)s", title=title, address=address)

        subject = _("Would you join in? %(title)s", title=invitation.title)
        return Words(invitation.title, subject, told, short)

    return Notice(municipality, words)
