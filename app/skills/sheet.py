"""The skills sheet ("Folha do que sei fazer"): what a person takes along, in their language and Portuguese.

One description for three papers: the PDF (papers/sheet.typ), the A4 page and the 80 mm slip (HTML).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _

from app.core import i18n, pdf
from app.core.db import db
from app.core.papers.paper import qr
from app.core.papers.speaker import Both, Said, Speaker, day
from app.core.text import direction
from app.core.texts import Text
from app.network.desk import on_paper
from app.network.models import Municipality
from app.skills import codes, snapshot
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory, InventoryEntry
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
    "code_use": _(
        "Show this code at the desk to go on with somebody. At the kiosk it opens your list again."
    ),
    "not_yet": _("Nothing has been chosen yet."),
    "about": _("This sheet says what the person told about themselves. It belongs to the person."),
}


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
    municipality: str
    desk: tuple[Both, ...]
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
    speaker = Speaker(*languages)
    municipality = db.session.get_one(Municipality, inventory.municipality_id)
    made_at = inventory.saved_at or inventory.created_at
    told = [entry for entry in inventory.entries if entry.frequency != Frequency.NEVER.value]
    own = tuple(_own_words(entry, inventory) for entry in told if entry.competence_id is None)
    return Sheet(
        languages=speaker.each(lambda spoken: spoken.name),
        words={key: _in_all(speaker, words) for key, words in _WORDS.items()},
        name=name or "",
        municipality=municipality.name,
        desk=on_paper(municipality, speaker),
        made_on=speaker.each(day(made_at.date())),
        sections=_sections(inventory, told, speaker),
        own=tuple(words for words in own if words),
        code=_code_box(code, speaker) if code else None,
    )


def render(sheet: Sheet) -> bytes:
    """The sheet as a tagged A4 PDF; raises core.pdf.PaperError."""
    return pdf.render(TEMPLATE, _drawn(sheet))


def pages(sheet: Sheet) -> list[bytes]:
    """The pages of the same A4 sheet as pictures; raises core.pdf.PaperError."""
    return pdf.pages(TEMPLATE, _drawn(sheet))


def _drawn(sheet: Sheet) -> dict[str, Any]:
    wanted = {line.pictogram for section in sheet.sections for line in section.lines}
    wanted |= {section.pictogram for section in sheet.sections}
    wanted |= {point for point, _names in sheet.code.pictures} if sheet.code else set()
    drawings = {point: (_PICTOGRAMS / f"{point}.svg").read_text("utf-8") for point in sorted(wanted)}
    code = qr(sheet.code.scanned) if sheet.code else ""
    return {**pdf.printable(sheet), "drawings": drawings, "qr": code}


def _in_all(speaker: Speaker, message: Any) -> Both:
    return speaker.each(lambda spoken: i18n.text_in(spoken.code, message))


def _sections(inventory: Inventory, told: Sequence[InventoryEntry], speaker: Speaker) -> tuple[Section, ...]:
    catalogue = snapshot.current()
    known = catalogue.several(entry.competence_id for entry in told)
    lines: dict[str, list[Line]] = defaultdict(list)
    for entry in told:
        if entry.competence_id and (competence := known.get(entry.competence_id)):
            lines[entry.context].append(_line(entry, competence, inventory, speaker))
    return tuple(
        Section(context.pictogram, speaker.named(context.name), tuple(lines[context.key]))
        for context in catalogue.contexts
        if lines[context.key]
    )


def _line(
    entry: InventoryEntry, competence: snapshot.CompetenceView, inventory: Inventory, speaker: Speaker
) -> Line:
    scales = ((FREQUENCY_WORDS, entry.frequency), (LEVEL_WORDS, entry.level), (WISH_WORDS, entry.wish))
    facts = [words[value] for words, value in scales if value]
    return Line(
        pictogram=competence.pictogram,
        state=entry.state,
        names=speaker.named(competence.name),
        facts=speaker.each(lambda spoken: " · ".join(i18n.text_in(spoken.code, fact) for fact in facts)),
        own_words=_own_words(entry, inventory),
    )


def _own_words(entry: InventoryEntry, inventory: Inventory) -> Said | None:
    if not entry.own_words:
        return None
    said = Said.of(Text(entry.own_words, inventory.language))
    return replace(said, dir=direction(said.text))  # people write in other scripts than the list's, too


def _code_box(code: ClaimCode, speaker: Speaker) -> CodeBox:
    def until(spoken: i18n.Language) -> str:
        return i18n.text_in(spoken.code, _("Valid until %(day)s", day=day(code.valid_until)(spoken)))

    def picture(key: str) -> Both:
        return speaker.each(lambda spoken: codes.picture(key).name(spoken.code))

    pictures = tuple((point, picture(key)) for point, key in code.pictures)
    return CodeBox(code.grouped, code.scanned, pictures, speaker.each(until))
