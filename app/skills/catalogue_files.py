"""The catalogue as files: reads them and says, one sentence each, what is wrong with them."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "catalogue"
LANGUAGES = ("pt", "en", "uk", "ar")
FEWEST_COMPETENCES, FEWEST_CARDS = 150, 12
LONGEST_NAME, LONGEST_CARD, LONGEST_SYNONYM = 60, 90, 60
FEWEST_SYNONYMS = {"pt": 4}
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PICTOGRAM = re.compile(r"[0-9A-F]{4,5}(-[0-9A-F]{4,5})*")
_ESCO = re.compile(
    r"http://data\.europa\.eu/esco/skill/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)


class CatalogueError(Exception):
    """The files cannot be loaded; `problems` says why, one sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class TextFile:
    """The words of a competence in one language."""

    name: str
    card: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompetenceFile:
    """One competence as its files tell it; `contexts` begins with the main one."""

    key: str
    area: str
    contexts: tuple[str, ...]
    commonness: int
    pictogram: str
    esco: str | None
    texts: Mapping[str, TextFile]


@dataclass(frozen=True, slots=True)
class CatalogueFiles:
    """The whole catalogue, and the keys of the contexts of life."""

    competences: tuple[CompetenceFile, ...]
    contexts: tuple[str, ...]


def read_catalogue(folder: Path = FOLDER) -> CatalogueFiles:
    """Read the files; raises CatalogueError with every problem of shape at once."""
    problems: list[str] = []
    contexts = tuple(entry["key"] for entry in _read(folder / "contexts.toml", problems).get("context", ()))
    competences = []
    for path in sorted((folder / "areas").glob("*.toml")):
        area = path.stem
        texts = {lang: _read(folder / "text" / lang / f"{area}.toml", problems) for lang in LANGUAGES}
        entries = _read(path, problems).get("competence", ())
        for entry in entries:
            competences += list(_competence(area, entry, texts, problems))
        known = {entry.get("key") for entry in entries}
        for lang, table in texts.items():
            problems += [
                f"text/{lang}/{area}.toml: “{key}” is in no area." for key in table if key not in known
            ]
    if problems:
        raise CatalogueError(problems)
    return CatalogueFiles(tuple(competences), contexts)


def _read(path: Path, problems: list[str]) -> dict[str, Any]:
    where = f"{path.parent.name}/{path.name}"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        problems.append(f"{where} is missing.")
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{where} cannot be read: {error}.")
    return {}


def _competence(
    area: str, entry: dict[str, Any], texts: Mapping[str, dict[str, Any]], problems: list[str]
) -> Iterator[CompetenceFile]:
    key = str(entry.get("key", "(no key)"))
    words: dict[str, TextFile] = {}
    for lang, table in texts.items():
        text = table.get(key, {})
        missing = [field for field in ("name", "card", "synonyms") if not text.get(field)]
        problems += [f"{key}: no {field} in text/{lang}/{area}.toml." for field in missing]
        if not missing:
            words[lang] = TextFile(text["name"], text["card"], tuple(text["synonyms"]))
    lacking = [field for field in ("contexts", "commonness", "pictogram") if not entry.get(field)]
    problems += [f"{key}: no {field} in areas/{area}.toml." for field in lacking]
    unknown = set(entry) - {"key", "contexts", "commonness", "pictogram", "esco"}
    problems += [f"{key}: nobody knows what “{field}” means." for field in sorted(unknown)]
    if not lacking:
        yield CompetenceFile(
            key,
            area,
            tuple(entry["contexts"]),
            entry["commonness"],
            entry["pictogram"],
            entry.get("esco"),
            words,
        )


def problems_of(files: CatalogueFiles) -> list[str]:
    """What the product promises about its catalogue and these files do not keep."""
    problems = [problem for entry in files.competences for problem in _problems_of(entry, files.contexts)]
    repeated = [key for key, times in Counter(entry.key for entry in files.competences).items() if times > 1]
    problems += [f"{key} stands in the catalogue more than once." for key in repeated]
    if len(files.competences) < FEWEST_COMPETENCES:
        problems.append(f"{len(files.competences)} competences; at least {FEWEST_COMPETENCES} are promised.")
    cards = Counter(context for entry in files.competences for context in entry.contexts)
    problems += [
        f"{context} has {cards[context]} cards; at least {FEWEST_CARDS} are promised."
        for context in files.contexts
        if cards[context] < FEWEST_CARDS
    ]
    return problems + _duplicates(files)


def _problems_of(entry: CompetenceFile, contexts: Sequence[str]) -> Iterator[str]:
    if not _KEY.fullmatch(entry.key):
        yield f"{entry.key}: a key is lower-case words joined by hyphens."
    if not 1 <= len(set(entry.contexts)) == len(entry.contexts) <= 3:
        yield f"{entry.key}: one to three different contexts."
    for context in set(entry.contexts) - set(contexts):
        yield f"{entry.key}: “{context}” is no context of life."
    if not 1 <= entry.commonness <= 100:
        yield f"{entry.key}: commonness is between 1 and 100."
    if not _PICTOGRAM.fullmatch(entry.pictogram):
        yield f"{entry.key}: “{entry.pictogram}” is no code point."
    if entry.esco and not _ESCO.fullmatch(entry.esco):
        yield f"{entry.key}: “{entry.esco}” is no address of an ESCO skill."
    for language, text in entry.texts.items():
        yield from _problems_of_text(f"{entry.key} ({language})", language, text)


def _problems_of_text(where: str, language: str, text: TextFile) -> Iterator[str]:
    limits = [("name", text.name, LONGEST_NAME), ("card", text.card, LONGEST_CARD)]
    for kind, value, longest in [*limits, *(("synonym", each, LONGEST_SYNONYM) for each in text.synonyms)]:
        if len(value) > longest:
            yield f"{where}: the {kind} “{value}” has {len(value)} characters; {longest} fit."
        if value != " ".join(value.split()):
            yield f"{where}: stray blanks in the {kind} “{value}”."
    if language == "pt" and not text.card.startswith("Já "):
        yield f"{where}: the card begins with “Já”."
    if len(text.synonyms) < FEWEST_SYNONYMS.get(language, 2):
        yield f"{where}: {len(text.synonyms)} synonyms are too few."
    for synonym, times in Counter(each.casefold() for each in text.synonyms).items():
        if times > 1:
            yield f"{where}: the synonym “{synonym}” stands there twice."


def _duplicates(files: CatalogueFiles) -> list[str]:
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in files.competences:
        for language, text in entry.texts.items():
            names[language, text.name.casefold()].append(entry.key)
            names[language, text.card.casefold()].append(entry.key)
    return [
        f"{' and '.join(keys)} have the same words in {language}: “{value}”."
        for (language, value), keys in names.items()
        if len(keys) > 1
    ]


def main() -> None:
    """Check the product's catalogue (the list of checks calls this); ends with 1 on any problem."""
    try:
        problems = problems_of(read_catalogue())
    except CatalogueError as error:
        problems = error.problems
    if problems:
        raise SystemExit("\n".join(problems))


if __name__ == "__main__":
    main()
