"""The words with which owners are asked to check what the directory says of them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _

from app.core import mail
from app.core.actor import Actor
from app.core.i18n import MAIN, speaking
from app.directory.services.models import Service
from app.directory.services.operations.checking import Reminder
from app.network.links.models import PartnerLink
from app.network.links.operations import note_mailed
from app.network.links.sending import address_of

LinkOf = Callable[[Service], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A service in the letter: its name, when it was checked last, its address on the internet or ""."""

    name: str
    checked: str
    link: str


def send(actor: Actor, reminder: Reminder, link_of: LinkOf) -> None:
    """Queue the letter, in Portuguese: it goes to organisations; with links of their own where they have no
    account, else with the pages of the services.
    """
    with speaking(MAIN):
        lines = [_line(each, reminder.links.get(each.id), link_of) for each in reminder.services]
        subject = _("Please check what the directory says of you")
        words = {"subject": subject, "lines": lines, "has_account": not reminder.links}
        text = mail.drawn("directory/services/mail/check.txt", **words)
        html = mail.drawn("directory/services/mail/check.html", **words)
    for link in reminder.links.values():
        note_mailed(actor, link=link)
    mail.queue(to=reminder.to, subject=subject, text=text, html=html)


def _line(service: Service, link: PartnerLink | None, link_of: LinkOf) -> Line:
    checked = (
        _("checked on %(day)s", day=format_date(service.checked_on, "long"))
        if service.checked_on
        else _("never checked")
    )
    return Line(service.name, checked, address_of(link) if link else link_of(service))
