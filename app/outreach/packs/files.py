"""The files that a page needs without network: what it names, and what these name in turn."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from app.core.assets import content_of

_NAMED = {
    ".css": re.compile(r"""(?:@import\s+|url\()["']?([^"')]+)["']?"""),
    ".js": re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']"""),
}
_OUTSIDE = ("data:", "#", "http:", "https:")


def files_of(html: str, folder: str) -> Sequence[str]:
    """The addresses under `folder` ("/assets/0123456789ab/") that a page's markup leads to, in order."""
    named = re.findall(rf"{re.escape(folder)}([^\"'\s)>]+)", html)
    found: dict[str, None] = {}
    waiting = [*dict.fromkeys(named)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            waiting.extend(_named_in(path))
    return [folder + path for path in sorted(found)]


@lru_cache(maxsize=512)
def _named_in(path: str) -> tuple[str, ...]:
    """Those that a style or a module names, as paths from the folder; a file's content never changes."""
    pattern = _NAMED.get(PurePosixPath(path).suffix)
    return tuple(_within(path, pattern)) if pattern else ()


def _within(path: str, pattern: re.Pattern[str]) -> Iterator[str]:
    for name in pattern.findall(content_of(path).decode()):
        if not name.startswith(_OUTSIDE):
            yield _joined(PurePosixPath(path).parent, name)


def _joined(base: PurePosixPath, name: str) -> str:
    parts = [*base.parts]
    for part in PurePosixPath(name).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
