"""Whether people with slow connections, or attackers, hold up the others: tried from outside, as they would.

Connections announce a form and send the first letters of it only; meanwhile others ask for a page.
"""

import socket
import ssl
import time
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

PATH = "/healthz"
ANNOUNCED = (
    "POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 1000\r\n\r\nem"
)
ASKED = "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
TIMES, PAUSE = 20, 0.1
LONGEST = 10.0
"""Seconds that somebody waits for a page before it counts as none."""
UNNOTICED, MOST = 0.5, 3
"""Who waits so many seconds notices nothing; beyond it, so many times as long as in calm is too long."""


@dataclass(frozen=True, slots=True)
class Found:
    """The longest that somebody waited for a page, in calm and beside slow senders, in seconds; and after how
    many the slow ones were sent away, None where they were not.
    """

    calm: float
    beside: float
    ended_after: float | None

    @property
    def others_wait(self) -> bool:
        return self.beside > max(UNNOTICED, MOST * self.calm)


def try_out(address: str, *, senders: int, patience: float) -> Found:
    """Ask a page in calm and beside so many slow senders, who hold on for `patience` seconds at most.

    Raises OSError where nothing answers.
    """
    place = urlsplit(address)
    calm = _longest(place)
    if calm >= LONGEST:
        raise TimeoutError(f"{place.geturl()}{PATH} does not answer")
    with ExitStack() as held:
        started, slow = time.monotonic(), list[socket.socket]()
        with suppress(TimeoutError):  # where the door is shut already
            slow += (held.enter_context(closing(_announced(place))) for _ in range(senders))
        beside = _longest(place)
        ended = [_is_ended(each, started + patience) for each in slow]
        return Found(calm, beside, time.monotonic() - started if all(ended) else None)


def _longest(place: SplitResult) -> float:
    """The longest that a page took, asked for some times."""
    longest = 0.0
    for _ in range(TIMES):
        time.sleep(PAUSE)
        longest = max(longest, _asked(place))
        if longest >= LONGEST:
            break
    return longest


def _asked(place: SplitResult) -> float:
    """Seconds until a page is there; LONGEST where it does not come."""
    started = time.monotonic()
    try:
        with closing(_connection(place)) as connection:
            connection.sendall(ASKED.format(path=PATH, host=place.netloc).encode())
            if b" 200 " not in connection.recv(1024).partition(b"\r\n")[0]:
                raise OSError(f"{place.geturl()}{PATH} does not answer 200")
    except TimeoutError:
        return LONGEST
    return time.monotonic() - started


def _announced(place: SplitResult) -> socket.socket:
    connection = _connection(place)
    connection.sendall(ANNOUNCED.format(host=place.netloc).encode())
    return connection


def _connection(place: SplitResult) -> socket.socket:
    host = place.hostname or ""
    plain = socket.create_connection((host, place.port or (443 if place.scheme == "https" else 80)), LONGEST)
    if place.scheme != "https":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _is_ended(connection: socket.socket, latest: float) -> bool:
    """Whether the other side answers or hangs up by then."""
    connection.settimeout(max(0.01, latest - time.monotonic()))
    try:
        with suppress(ConnectionError):
            connection.recv(1)
    except TimeoutError:
        return False
    return True
