"""The skills sheet ("Folha do que sei fazer"): what a person takes along, in their language and Portuguese.

One description for three papers: the PDF (papers/sheet.typ), the A4 page and the 80 mm slip (HTML).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import segno
from babel.dates import format_date
from flask_babel import lazy_gettext as _

from app.core import i18n, pdf
from app.core.db import db
from app.core.texts import Text
from app.network.models import Municipality
from app.skills import codes, snapshot
from app.skills.codes import ClaimCode
from app.skills.models import Inventory, InventoryEntry
from app.skills.scales import FREQUENCY_WORDS, LEVEL_WORDS, WISH_WORDS, Frequency

TEMPLATE = Path(__file__).parent / "papers" / "sheet.typ"
_PICTOGRAMS = Path(__file__).parents[1] / "ui/static/vendor/pictograms"
_WORDS: dict[str, Any] = {
    "title": _("Sheet of what I can do"),
    "own": _("In my own words"),
    "marks": _("What the signs mean"),
    "declared": _("Said by the person."),
    "evidenced": _("Said by the person, with an example or something to show."),
    "confirmed": _("Seen with the facilitator."),
    "code": _("Your code"),
    "code_use": _("Show this code at the desk if you want somebody to go on with you from here."),
    "not_yet": _("Nothing has been chosen yet."),
    "about": _("This sheet says what the person told about themselves. It belongs to the person."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """Words, with the language they are really in."""

    text: str
    lang: str
    dir: str


Both = tuple[Said, ...]
"""The same in each language of the sheet, in the order of its columns."""


@dataclass(frozen=True, slots=True)
class Line:
    """One competence: its name, how often, how well, whether with pleasure; own words as they were said."""

    pictogram: str
    state: str
    names: Both
    facts: Both
    own_words: Said | None


@dataclass(frozen=True, slots=True)
class Section:
    """A context of life and its competences."""

    pictogram: str
    heading: Both
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CodeBox:
    """The claim code of a list nobody has received yet."""

    digits: str
    scanned: str
    pictures: tuple[tuple[str, Both], ...]
    until: Both


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is printed. `languages` are the columns in order; `words` the fixed sentences."""

    languages: tuple[Said, ...]
    words: dict[str, Both]
    name: str
    place: str
    made_on: Both
    sections: tuple[Section, ...]
    own: tuple[Said, ...]
    code: CodeBox | None


def sheet_data(
    inventory: Inventory,
    *,
    languages: Sequence[str],
    name: str | None = None,
    code: ClaimCode | None = None,
) -> Sheet:
    """The sheet of a list in one or two languages, the person's first; `name` only from the office."""
    columns = [i18n.language(each) for each in dict.fromkeys(languages)]
    columns.sort(key=lambda each: each.direction == "rtl")  # Arabic stands on the right
    in_all = _speaker(columns)
    municipality = db.session.get_one(Municipality, inventory.municipality_id)
    made_at = inventory.saved_at or inventory.created_at
    told = [entry for entry in inventory.entries if entry.frequency != Frequency.NEVER.value]
    own = tuple(_own_words(entry, inventory) for entry in told if entry.competence_id is None)
    return Sheet(
        languages=tuple(Said(each.name, each.tag, each.direction) for each in columns),
        words={key: in_all(words) for key, words in _WORDS.items()},
        name=name or "",
        place=municipality.name,
        made_on=_days(columns, made_at.date()),
        sections=_sections(inventory, told, columns),
        own=tuple(words for words in own if words),
        code=_code_box(code, columns) if code else None,
    )


def render(sheet: Sheet) -> bytes:
    """The sheet as a tagged A4 PDF; raises core.pdf.PaperError."""
    wanted = {line.pictogram for section in sheet.sections for line in section.lines}
    wanted |= {section.pictogram for section in sheet.sections}
    wanted |= {point for point, _names in sheet.code.pictures} if sheet.code else set()
    drawings = {point: (_PICTOGRAMS / f"{point}.svg").read_text("utf-8") for point in sorted(wanted)}
    qr = segno.make(sheet.code.scanned, error="m", micro=False).svg_inline(border=0) if sheet.code else ""
    return pdf.render(TEMPLATE, {**_printable(asdict(sheet)), "drawings": drawings, "qr": qr})


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return pdf.printable(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value


def _speaker(columns: Sequence[i18n.Language]) -> Callable[[Any], Both]:
    def speak(message: Any) -> Both:
        return tuple(Said(i18n.text_in(each.code, message), each.tag, each.direction) for each in columns)

    return speak


def _days(columns: Sequence[i18n.Language], day: date) -> Both:
    return tuple(
        Said(format_date(day, "long", locale=each.locale), each.tag, each.direction) for each in columns
    )


def _said(text: Text) -> Said:
    spoken = i18n.language(text.lang)
    return Said(text.value, spoken.tag, spoken.direction)


def _sections(
    inventory: Inventory, told: Sequence[InventoryEntry], columns: Sequence[i18n.Language]
) -> tuple[Section, ...]:
    catalogue = snapshot.current()
    lines: dict[str, list[Line]] = defaultdict(list)
    for entry in told:
        competence = catalogue.competence(entry.competence_id)
        if competence is not None:
            lines[entry.context].append(_line(entry, competence, inventory, columns))
    return tuple(
        Section(
            pictogram=context.pictogram,
            heading=tuple(_said(context.name(each.code)) for each in columns),
            lines=tuple(lines[context.key]),
        )
        for context in catalogue.contexts
        if lines[context.key]
    )


def _line(
    entry: InventoryEntry,
    competence: snapshot.CompetenceView,
    inventory: Inventory,
    columns: Sequence[i18n.Language],
) -> Line:
    scales = ((FREQUENCY_WORDS, entry.frequency), (LEVEL_WORDS, entry.level), (WISH_WORDS, entry.wish))
    facts = [words[value] for words, value in scales if value]
    return Line(
        pictogram=competence.pictogram,
        state=entry.state,
        names=tuple(_said(competence.name(each.code)) for each in columns),
        facts=tuple(
            Said(" · ".join(i18n.text_in(each.code, fact) for fact in facts), each.tag, each.direction)
            for each in columns
        ),
        own_words=_own_words(entry, inventory),
    )


def _own_words(entry: InventoryEntry, inventory: Inventory) -> Said | None:
    if not entry.own_words:
        return None
    spoken = i18n.language(inventory.language)
    return Said(entry.own_words, spoken.tag, spoken.direction)


def _code_box(code: ClaimCode, columns: Sequence[i18n.Language]) -> CodeBox:
    def until(each: i18n.Language) -> str:
        day = format_date(code.valid_until, "long", locale=each.locale)
        return i18n.text_in(each.code, _("Valid until %(day)s", day=day))

    return CodeBox(
        digits=code.grouped,
        scanned=code.scanned,
        pictures=tuple(
            (
                point,
                tuple(Said(codes.picture(key).name(each.code), each.tag, each.direction) for each in columns),
            )
            for point, key in code.pictures
        ),
        until=tuple(Said(until(each), each.tag, each.direction) for each in columns),
    )
