"""The words with which owners are asked to check what the directory says of them."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import format_date
from flask_babel import gettext as _

from app.core import mail
from app.core.i18n import MAIN, speaking
from app.directory.services.models import Service
from app.directory.services.operations.checking import Reminder

LinkOf = Callable[[Service], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A service in the letter: its name, when it was checked last, its address on the internet or ""."""

    name: str
    checked: str
    link: str


def send(reminder: Reminder, link_of: LinkOf) -> None:
    """Queue the letter, in Portuguese: it goes to organisations."""
    with speaking(MAIN):
        lines = [_line(service, link_of) for service in reminder.services]
        subject = _("Please check what the directory says of you")
        text = mail.drawn("directory/services/mail/check.txt", subject=subject, lines=lines)
        html = mail.drawn("directory/services/mail/check.html", subject=subject, lines=lines)
    mail.queue(to=reminder.to, subject=subject, text=text, html=html)


def _line(service: Service, link_of: LinkOf) -> Line:
    checked = (
        _("checked on %(day)s", day=format_date(service.checked_on, "long"))
        if service.checked_on
        else _("never checked")
    )
    return Line(service.name, checked, link_of(service))
