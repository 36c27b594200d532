"""The rows about sessions of registration: what devices take along, and what they hand over afterwards.

The server runs as in production; two devices hand over, each four records at once (js/outreach/sync.js).
"""

import gzip
import http.client
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from app.dev.bench.rows import Row
from app.dev.bench.server import serving
from app.dev.processes import SERVER

AT_ONCE = 4
MOST_SECONDS, MOST_BYTES = 30.0, 1_100_000
Device = Mapping[str, Any]


def outreach_rows(environment: dict[str, str], devices: Sequence[Device]) -> Iterator[Row]:
    """The pack of one, then everything that both kept; `devices` are those of bench/outreach.py."""
    cores = range(os.cpu_count() or 1)
    with serving("wsgi:server", environment, command=SERVER, cores=cores) as (port, _):
        size = _pack(port, devices[0])
        text = f"{size / 1_000_000:.2f} MB"
        yield Row("the pack as sent", text, "≤ 1.1 MB", size <= MOST_BYTES)
        started = time.perf_counter()
        count = _hand_over(port, devices)
        took = time.perf_counter() - started
        yield Row(f"{count} registrations handed over", f"{took:.1f} s", "≤ 30 s", took <= MOST_SECONDS)


def entered_row(told: str) -> Row:
    """What the worker told: seconds, and how many people it entered."""
    took, count = told.split()
    return Row("opened and entered by the worker", f"{float(took):.0f} s for {count}", "", reached=True)


def _pack(port: int, device: Device) -> int:
    """Bytes of the page, as a proxy compresses it, and of all its files as the server sends them."""
    page = f"/outreach/packs/{device['pack']}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    size = len(gzip.compress(_ask(connection, device, "GET", page), 6))
    files = json.loads(_ask(connection, device, "GET", f"{page}/files.json"))["files"]
    packed = {"Accept-Encoding": "br, gzip"}
    return size + sum(len(_ask(connection, device, "GET", each, headers=packed)) for each in files)


def _hand_over(port: int, devices: Sequence[Device]) -> int:
    """All of it; how many records."""
    parts = [(each, each["records"][hand::AT_ONCE]) for each in devices for hand in range(AT_ONCE)]
    with ThreadPoolExecutor(len(parts)) as hands:
        return sum(hands.map(lambda part: _send(port, *part), parts))


def _send(port: int, device: Device, records: Sequence[Mapping[str, Any]]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    own = {"X-Outreach": "1", "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    for each in records:
        path, body = f"/outreach/records/{each['record']}", json.dumps(each).encode()
        answer = json.loads(_ask(connection, device, "PUT", path, headers=own, body=body))
        assert answer["received_at"]
    connection.close()
    return len(records)


def _ask(
    connection: http.client.HTTPConnection,
    device: Device,
    method: str,
    path: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> bytes:
    own = {"Host": f"localhost:{connection.port}", "Cookie": f"__Host-outreach={device['key']}"}
    connection.request(method, path, body, {**own, **(headers or {})})
    answer = connection.getresponse()
    content = answer.read()
    if answer.status >= 400:
        raise RuntimeError(f"{path} answered {answer.status}")
    return content
