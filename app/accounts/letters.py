"""The words of the messages that accounts send."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.accounts.models import Invitation
from app.core import mail
from app.core.i18n import Language, offered, speaking
from app.network.models import Municipality


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: its subject, the same words as plain text and as a page."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a message says in one language, paragraph by paragraph."""

    language: Language
    paragraphs: list[str]


def invitation(invitation: Invitation, municipality: Municipality, link: str) -> Letter:
    """The one-time link, in every language of the office: nobody knows yet which one the person reads."""
    subjects, parts = [], []
    for language in offered("office"):
        with speaking(language.code):
            subjects.append(_("Invitation to Autonomus"))
            said = _(
                "Hello %(name)s,\n\n"
                "You are invited to work in Autonomus for the municipality of %(municipality)s. "
                "Open this link to choose your password:\n\n%(link)s\n\n"
                "It works once, for 7 days. If you do not expect this invitation, do nothing.",
                name=invitation.name,
                municipality=municipality.name,
                link=link,
            )
            parts.append(Part(language, said.split("\n\n")))
    subject = " / ".join(subjects)
    text = mail.drawn("accounts/mail/invitation.txt", subject=subject, parts=parts)
    return Letter(subject, text, mail.drawn("accounts/mail/invitation.html", subject=subject, parts=parts))
