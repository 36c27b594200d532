"""Mail leaves after the commit, as a job, through a real SMTP server; without one it waits in the queue."""

import smtplib
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template

from app.core import jobs
from app.core.config import Config

TIMEOUT_SECONDS = 20


class MailNotConfigured(RuntimeError):
    """SMTP_URL is not set."""


def is_configured() -> bool:
    """Whether this installation can send mail at all."""
    return bool(_settings().smtp_url)


def drawn(template: str, **context: object) -> str:
    """A message drawn from its template; its page extends ui/layouts/mail.html, its text mail.txt."""
    return render_template(template, **context)


def queue(*, to: str, subject: str, text: str, html: str = "") -> None:
    """Send a message once the current transaction has committed."""
    jobs.enqueue("mail.send", {"to": to, "subject": subject, "text": text, "html": html})


@jobs.handler("mail.send")
def send(payload: jobs.Payload) -> None:
    """Hand one message to the SMTP server; raises what smtplib raises, so that the job is tried again."""
    settings = _settings()
    if not settings.smtp_url:
        raise MailNotConfigured
    message = EmailMessage()
    message["From"], message["To"] = settings.mail_from, payload["to"]
    message["Subject"], message["Date"] = payload["subject"], formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=settings.mail_from.rpartition("@")[2])
    message.set_content(payload["text"])
    if payload["html"]:
        message.add_alternative(payload["html"], subtype="html")
    url = urlsplit(settings.smtp_url)
    connect = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
    with connect(url.hostname or "", url.port or 0, timeout=TIMEOUT_SECONDS) as server:
        server.ehlo()
        if url.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)


def _settings() -> Config:
    settings: Config = current_app.settings  # type: ignore[attr-defined]
    return settings
