"""The catalogues in translations/: `python -m app.dev.translations update|check|compile`.

    update    take new messages of the sources into every .po, drop those that are gone
    check     say what is missing or wrong (app/dev/translation_checks.py); exit 1 if anything is
    compile   make the .mo that the application reads

There is no .pot: the sources are read anew each time. A .po holds neither dates nor line numbers,
in the order of the sources, so that a diff shows words only. Every language translates the words
of its scopes: "office" is everything, "kiosk" what translations/kiosk.txt lists.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from app.core.config import ROOT
from app.core.i18n import TRANSLATIONS, Language, languages
from app.dev import translation_checks

# As babel knows them, with the short names that our modules import them by.
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}


def translated_languages() -> list[Language]:
    """Every language but English, which the sources are written in."""
    return [each for each in languages().values() if each.code != "en"]


def kiosk_paths() -> tuple[str, ...]:
    """The folders and files that translations/kiosk.txt lists."""
    lines = (TRANSLATIONS / "kiosk.txt").read_text("utf-8").splitlines()
    return tuple(word for line in lines if (word := line.partition("#")[0].strip()))


@cache
def _found() -> tuple[tuple[str, str | tuple[str, ...], str | None], ...]:
    """Every message of the sources: its file, its text or texts, its context."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    results = extract_from_dir(ROOT, methods, options, KEYWORDS, directory_filter=_is_source)
    return tuple((path, message, context) for path, _line, message, _comments, context in results)


def _is_source(folder: str | os.PathLike[str]) -> bool:
    parts = Path(folder).relative_to(ROOT).parts
    return parts[0] == "app" and "static" not in parts


def sources(scope: str) -> Catalog:
    """The messages of a scope, "kiosk" or "office", in the order of the sources."""
    paths = kiosk_paths() if scope == "kiosk" else ("app/",)
    catalog = Catalog()
    for path, message, context in _found():
        if path.startswith(paths):
            catalog.add(message, context=context)
    return catalog


def wanted(language: Language) -> Catalog:
    """The messages that a language must have translated."""
    return sources("office" if "office" in language.scopes else "kiosk")


def po_path(code: str) -> Path:
    """The catalogue that people write."""
    return TRANSLATIONS / code / "LC_MESSAGES" / "messages.po"


def read(language: Language) -> Catalog:
    """A language's catalogue as it stands; a new language begins with an empty one."""
    path = po_path(language.code)
    if not path.exists():
        return Catalog(locale=language.code)
    with path.open("rb") as file:
        return read_po(file, locale=language.code, abort_invalid=True)


@contextmanager
def replace(path: Path) -> Iterator[BinaryIO]:
    """Write a file anew, whole or not at all: servers and tests may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(f".{os.getpid()}")
    with scratch.open("wb") as file:
        yield file
    scratch.replace(path)


def write(language: Language, catalog: Catalog) -> None:
    """Write a catalogue with a header that never changes by itself."""
    with replace(po_path(language.code)) as file:
        file.write(_header(language.code).encode())
        write_po(file, catalog, width=0, no_location=True, omit_header=True, ignore_obsolete=True)


def _header(code: str) -> str:
    return (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {code}\\n"\n'
        f'"Plural-Forms: {get_plural(code)}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    )


def update() -> None:
    """Merge the sources into every catalogue. A changed message is a new one: nothing is guessed."""
    for language in translated_languages():
        catalog = read(language)
        catalog.update(wanted(language), no_fuzzy_matching=True)
        write(language, catalog)
        left = sum(not translation_checks.is_translated(message) for message in catalog if message.id)
        print(f"{language.code}: {len(catalog)} messages, {left} to translate")


def compile_catalogs() -> None:
    for language in translated_languages():
        with replace(po_path(language.code).with_suffix(".mo")) as file:
            write_mo(file, read(language))


def problems() -> Iterator[str]:
    yield from translation_checks.too_few(len(sources("office")), len(sources("kiosk")))
    for language in translated_languages():
        for problem in translation_checks.problems(language.code, wanted(language), read(language)):
            yield f"{language.code}: {problem}"


def check() -> None:
    found = list(problems())
    print(*found, sep="\n")
    if found:
        sys.exit(
            f"{len(found)} problems in translations/. `python -m app.dev.translations update` adds messages"
        )


COMMANDS = {"update": update, "check": check, "compile": compile_catalogs}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[sys.argv[1]]()
