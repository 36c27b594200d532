"""Mail leaves after the commit, as a job, through a real SMTP server; without one it waits in the queue."""

import smtplib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit
from uuid import UUID

from flask import render_template

from app.core import jobs
from app.core.config import settings
from app.core.i18n import Language

TIMEOUT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Part:
    """What a letter says in one language, paragraph by paragraph; `foot`: why it came, if not as staff."""

    language: Language
    paragraphs: Sequence[str]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: its subject, the same words as plain text and as a page."""

    subject: str
    text: str
    html: str


class MailNotConfigured(RuntimeError):
    """SMTP_URL is not set."""


def is_configured() -> bool:
    return bool(settings().smtp_url)


def drawn(template: str, **context: object) -> str:
    """A message drawn from its template; its page extends ui/layouts/mail.html, its text mail.txt."""
    return render_template(template, **context)


def letter(subjects: Iterable[str], parts: Sequence[Part]) -> Letter:
    """The same in several languages below each other; what the subjects have in common is said once."""
    words = {"subject": " / ".join(dict.fromkeys(subjects)), "parts": parts}
    text, html = drawn("ui/mail/letter.txt", **words), drawn("ui/mail/letter.html", **words)
    return Letter(str(words["subject"]), text, html)


def queue(*, to: str, subject: str, text: str, html: str = "", job_id: UUID | None = None) -> UUID:
    """Send a message once the current transaction has committed. Gives the job."""
    payload = {"to": to, "subject": subject, "text": text, "html": html}
    return jobs.enqueue("mail.send", payload, job_id=job_id)


@jobs.handler("mail.send")
def send(payload: jobs.Payload) -> None:
    """Hand one message to the SMTP server; raises what smtplib raises, so that the job is tried again."""
    known = settings()
    if not known.smtp_url:
        raise MailNotConfigured
    message = EmailMessage()
    message["From"], message["To"] = known.mail_from, payload["to"]
    message["Subject"], message["Date"] = payload["subject"], formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=known.mail_from.rpartition("@")[2])
    message.set_content(payload["text"])
    if payload["html"]:
        message.add_alternative(payload["html"], subtype="html")
    url = urlsplit(known.smtp_url)
    connect = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
    with connect(url.hostname or "", url.port or 0, timeout=TIMEOUT_SECONDS) as server:
        server.ehlo()
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)
