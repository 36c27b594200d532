"""Load from this process to a server on this machine, bounded in time."""

import http.client
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles

CONNECTIONS = 4
ROUNDS, ROUND_SECONDS = 7, 0.5
Body = Callable[[], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked for: a path on a port, with headers; `body` makes where to and the form of each POST,
    `paths` where to of each GET.
    """

    port: int
    path: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: Body | None = None
    expected: int = 200
    paths: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Requests a second, and the seconds each request took."""

    rate: float
    latencies: list[float]

    @property
    def tail(self) -> float:
        """The 99th percentile as a multiple of the median."""
        return self.slowest / median(self.latencies)

    @property
    def slowest(self) -> float:
        """The 99th percentile in seconds."""
        return quantiles(self.latencies, n=100)[98]


def ask(connection: http.client.HTTPConnection, target: Target) -> bytes:
    """One request; RuntimeError when the answer is another than expected: no error page is measured."""
    path = target.path
    if target.body is None:
        path = target.paths() if target.paths else path
        connection.request("GET", path, headers=target.headers)
    else:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        path, content = target.body()
        connection.request("POST", path, content, {**target.headers, **form})
    answer = connection.getresponse()
    page = answer.read()
    if answer.status != target.expected:
        raise RuntimeError(f"{path} answered {answer.status}")
    return page


@dataclass(frozen=True, slots=True)
class Share:
    """Our rate as a share of the other's, and our rate in requests a second: medians of the rounds."""

    share: float
    rate: float


def share(ours: Target, other: Target) -> Share:
    """As many requests as the servers take, in turns: what disturbs the machine disturbs both alike."""
    for target in (ours, other):
        _run(target, ROUND_SECONDS, pause=0)
    pairs = [
        (_run(ours, ROUND_SECONDS, pause=0).rate, _run(other, ROUND_SECONDS, pause=0).rate)
        for _ in range(ROUNDS)
    ]
    return Share(median(one / two for one, two in pairs), median(one for one, _ in pairs))


def at_rate(target: Target, rate: float, seconds: float) -> Result:
    """`rate` requests a second, evenly; a request that had to wait for its turn counts the waiting."""
    return _run(target, seconds, pause=CONNECTIONS / rate)


def flat_out(target: Target, seconds: float) -> Result:
    """As many requests as the server takes from four clients, none of whom waits between two."""
    return _run(target, seconds, pause=0)


def _run(target: Target, seconds: float, *, pause: float) -> Result:
    latencies: list[float] = []
    start = time.perf_counter() + 0.05

    def work(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=30)
        due = start + pause * number / CONNECTIONS
        while due < start + seconds:
            time.sleep(max(0.0, due - time.perf_counter()))
            ask(connection, target)
            latencies.append(time.perf_counter() - due)
            due = due + pause if pause else time.perf_counter()
        connection.close()

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(work, range(CONNECTIONS)))
    return Result(len(latencies) / seconds, latencies)
