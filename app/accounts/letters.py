"""The words of the messages that accounts send."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.accounts.models import Invitation
from app.core.i18n import offered, speaking
from app.network.models import Municipality


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as plain text."""

    subject: str
    text: str


def invitation(invitation: Invitation, municipality: Municipality, link: str) -> Letter:
    """The one-time link, in every language of the office: nobody knows yet which one the person reads."""
    subjects, texts = [], []
    for language in offered("office"):
        with speaking(language.code):
            subjects.append(_("Invitation to Autonomus"))
            texts.append(
                _(
                    "Hello %(name)s,\n\n"
                    "You are invited to work in Autonomus for the municipality of %(municipality)s. "
                    "Open this link to choose your password:\n\n%(link)s\n\n"
                    "It works once, for 7 days. If you do not expect this invitation, do nothing.",
                    name=invitation.name,
                    municipality=municipality.name,
                    link=link,
                )
            )
    return Letter(" / ".join(subjects), "\n\n—\n\n".join(texts))
