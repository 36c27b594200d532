"""A real SMTP server that keeps what it was handed."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.header import decode_header, make_header
from email.message import Message as EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class Inbox(Message):
    """`url` is what SMTP_URL is set to."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.messages: list[EmailMessage] = []

    def handle_message(self, message: EmailMessage) -> None:
        self.messages.append(message)

    @property
    def subjects(self) -> list[str]:
        return [str(make_header(decode_header(each["Subject"]))) for each in self.messages]

    def links(self) -> list[str]:
        """The addresses in the plain text of the newest message."""
        parts = [each for each in self.messages[-1].walk() if each.get_content_type() == "text/plain"]
        content = parts[0].get_payload(decode=True)
        assert isinstance(content, bytes)
        return re.findall(r"https?://\S+", content.decode())


@contextmanager
def receiving() -> Iterator[Inbox]:
    """A server on a free port, for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    inbox = Inbox(f"smtp://127.0.0.1:{port}")
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield inbox
    finally:
        server.stop()
