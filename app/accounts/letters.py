"""The words of the messages that accounts send."""

from datetime import datetime

from flask_babel import gettext as _

from app.accounts.models import Invitation, Staff
from app.core.i18n import language, offered, speaking
from app.core.mail import Letter, Part, letter
from app.network.models import Municipality
from app.ui.wording import instant


def invitation(invitation: Invitation, municipality: Municipality, link: str) -> Letter:
    """The one-time link, in every language of the office: nobody knows yet which one the person reads."""
    subjects, parts = [], []
    for each in offered("office"):
        with speaking(each.code):
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
            parts.append(Part(each, said.split("\n\n")))
    return letter(subjects, parts)


def new_password(staff: Staff, link: str) -> Letter:
    """The link for a new password, in the language that the person works in."""
    with speaking(staff.language):
        said = _(
            "Hello %(name)s,\n\n"
            "Open this link to choose a new password for Autonomus:\n\n%(link)s\n\n"
            "It works once, for 7 days. If you asked nobody for it, tell the administrator of your "
            "municipality.",
            name=staff.name,
            link=link,
        )
        return letter([_("New password for Autonomus")], [Part(language(staff.language), said.split("\n\n"))])


def factors_reset(staff: Staff, by: str) -> Letter:
    """That the second factors of somebody were taken away, and by whom ("" for the command line)."""
    with speaking(staff.language):
        said = _(
            "Hello %(name)s,\n\n"
            "%(by)s removed the second factor of your account in Autonomus: the app, the passkeys and the "
            "recovery codes. You were signed out everywhere.\n\n"
            "Sign in with your password and add a second factor again. If you asked nobody for this, tell "
            "the administrator of your municipality at once, and change your password.",
            name=staff.name,
            by=by or _("Whoever runs the portal"),
        )
        subject = _("Your second factor for Autonomus was removed")
        return letter([subject], [Part(language(staff.language), said.split("\n\n"))])


def app_added(staff: Staff, at: datetime) -> Letter:
    """That the person added an app that shows codes."""
    with speaking(staff.language):
        happened = _(
            "An app that shows codes was added to your account in Autonomus: %(at)s.", at=instant(at)
        )
        return _of_change(staff, _("An app was added to your account in Autonomus"), happened)


def app_removed(staff: Staff, at: datetime) -> Letter:
    """That the person removed their app."""
    with speaking(staff.language):
        happened = _(
            "The app that shows codes was removed from your account in Autonomus: %(at)s.", at=instant(at)
        )
        return _of_change(staff, _("The app was removed from your account in Autonomus"), happened)


def passkey_added(staff: Staff, at: datetime, name: str) -> Letter:
    """That the person added a passkey, by the name that they gave it."""
    with speaking(staff.language):
        happened = _(
            "The passkey “%(name)s” was added to your account in Autonomus: %(at)s.",
            name=name,
            at=instant(at),
        )
        return _of_change(staff, _("A passkey was added to your account in Autonomus"), happened)


def passkey_removed(staff: Staff, at: datetime, name: str) -> Letter:
    """That the person removed a passkey."""
    with speaking(staff.language):
        happened = _(
            "The passkey “%(name)s” was removed from your account in Autonomus: %(at)s.",
            name=name,
            at=instant(at),
        )
        return _of_change(staff, _("A passkey was removed from your account in Autonomus"), happened)


def _of_change(staff: Staff, subject: str, happened: str) -> Letter:
    """Whoever did it themselves has nothing to do; anybody else learns of it only so."""
    said = [
        _("Hello %(name)s,", name=staff.name),
        happened,
        _("If that was you, there is nothing to do."),
        _(
            "If it was not, somebody else uses your account. Tell the administrator of your municipality "
            "at once. In your account, remove what is not yours, end the other sessions and change your "
            "password."
        ),
    ]
    return letter([subject], [Part(language(staff.language), said)])


def factors_tried(staff: Staff) -> Letter:
    """That somebody has shown the right password and many wrong second factors."""
    with speaking(staff.language):
        said = _(
            "Hello %(name)s,\n\n"
            "Somebody signed in to Autonomus with your password, and then typed wrong codes again and again. "
            "For an hour no code is taken.\n\n"
            "If that was not you, somebody knows your password: change it as soon as you can sign in.",
            name=staff.name,
        )
        subject = _("Wrong codes for your account in Autonomus")
        return letter([subject], [Part(language(staff.language), said.split("\n\n"))])
