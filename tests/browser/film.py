"""What a camera sees: QR codes as frames of a film, which Chromium takes for its camera."""

from collections.abc import Sequence
from pathlib import Path

import segno
from playwright.sync_api import Browser

from tests.browser.conftest import launched

WIDTH, HEIGHT = 1280, 960
PAPER, TABLE, INK = 235, 120, 16
"""How bright the three are: black is not 0 nor white 255 in a film."""
QUIET_ZONE = 4
EACH = 8
"""So many frames show one code, at ten a second."""


def frame(words: str) -> bytes:
    """The code, upright, on paper, on a grey table."""
    matrix = segno.make(words, error="l", micro=False).matrix
    size = len(matrix) + 2 * QUIET_ZONE
    scale = HEIGHT // size
    blank = [0] * QUIET_ZONE
    inner = [[*blank, *row, *blank] for row in matrix]
    around = [[0] * size] * QUIET_ZONE
    start, left = (HEIGHT - size * scale) // 2, (WIDTH - size * scale) // 2
    rows = [bytes([TABLE]) * WIDTH] * HEIGHT
    for at, row in enumerate([*around, *inner, *around]):
        line = b"".join(bytes([INK if dark else PAPER]) * scale for dark in row)
        whole = (bytes([TABLE]) * left + line).ljust(WIDTH, bytes([TABLE]))
        rows[start + at * scale : start + (at + 1) * scale] = [whole] * scale
    return b"".join(rows) + bytes([128]) * (WIDTH * HEIGHT // 2)


def film(path: Path, codes: Sequence[str]) -> None:
    """Shows one code after the other, and begins anew; without a code, an empty table."""
    empty = bytes([TABLE]) * (WIDTH * HEIGHT) + bytes([128]) * (WIDTH * HEIGHT // 2)
    frames = [frame(words) for words in codes] or [empty]
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(head + b"".join(b"FRAME\n" + each for each in frames for _ in range(EACH)))


def with_camera(browser: Browser, path: Path, *, allowed: bool = True) -> Browser:
    """Another browser, whose camera shows the film at `path`; the person allows it, or does not."""
    answer = "" if allowed else "=deny"
    return launched(
        browser.browser_type,
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={path}",
        f"--use-fake-ui-for-media-stream{answer}",
    )
