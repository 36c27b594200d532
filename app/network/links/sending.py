"""The letter with a link: what the purpose asks, the address, and what it is worth."""

from contextlib import suppress
from zoneinfo import ZoneInfo

from flask import has_request_context
from flask_babel import format_date
from flask_babel import gettext as _

from app.core import clock, mail
from app.core.actor import Actor
from app.core.config import settings
from app.core.errors import NotFound
from app.core.http import public_address
from app.core.i18n import speaking
from app.core.mail import Part
from app.network.links.errands import errand_of, errands
from app.network.links.models import PartnerLink
from app.network.links.operations import note_mailed
from app.network.links.queries import list_unanswered
from app.network.links.tokens import token_of
from app.network.queries import get_municipality, get_zone


def address_of(link: PartnerLink) -> str:
    """What is mailed or printed; "" where a command knows no public name of the installation."""
    token = token_of(link.id)
    if has_request_context():
        return public_address("network.use_link", link_token=token)
    base = settings().public_url
    return f"{base}/l/{token}" if base else ""


def send(actor: Actor, *, link: PartnerLink, is_reminder: bool = False) -> bool:
    """Mail it to whom it was made for; False where it is only printed, or there is no mail here.

    Raises LinkClosed, and NotFound where what it is about is gone.
    """
    address = address_of(link)
    if not (link.email and address and mail.is_configured()):
        return False
    with speaking(link.language) as spoken:
        message = errand_of(link).letter(link)
        subject = _("Reminder: %(subject)s", subject=message.subject) if is_reminder else message.subject
        zone = ZoneInfo(get_zone(link.municipality_id))
        until = format_date(link.expires_at.astimezone(zone).date(), "long")
        place = get_municipality(link.municipality_id).name
        paragraphs = [
            _("Hello %(name)s,", name=link.recipient),
            *message.paragraphs,
            address,
            _("The link works until %(day)s. You need no account and no password.", day=until),
            _("Whoever has the link can answer with it. If it is not for you, please do nothing."),
        ]
        foot = _("The municipality of %(place)s wrote to you because it works with you.", place=place)
        letter = mail.letter([subject], [Part(spoken, paragraphs, foot)])
    note_mailed(actor, link=link, is_reminder=is_reminder)
    mail.queue(to=link.email, subject=letter.subject, text=letter.text, html=letter.html)
    return True


def remind(actor: Actor) -> None:
    """Write once more to whoever has not answered and soon cannot (nightly)."""
    for errand in errands().values():
        if errand.reminded is not None:
            for link in list_unanswered(errand.purpose, until=clock.now() + errand.reminded):
                with suppress(NotFound):  # of one that is gone its page tells
                    send(actor, link=link, is_reminder=True)
