"""What of a person a partner's list can tell us: the fields that a column may stand for, how they are read.

No free text comes in by a list: nobody here could answer for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core import clock, values
from app.core.links import derived
from app.core.reading import Column, Fault, GoodRow, Placed, Reading, Values, placed, read_list
from app.core.sheets import SheetRow, Value
from app.core.text import fold, tidy
from app.core.values import Problem, Reader, Unreadable
from app.network.queries import get_zone
from app.people import listed
from app.people.facts import days, kinds
from app.people.facts.held import Subject

INTEREST, WORK = "interest", "work"
LABELS: Mapping[str, Any] = {
    "name": _("Whole name"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "born": _("Birthday, or year of birth"),
    "contact": _("Telephone, e-mail"),
    "parish": _("Parish"),
    "language": _("Language"),
    WORK: _("Situation with regard to work"),
    INTEREST: _("What the person looks for"),
}
KNOWN_AS: Mapping[str, tuple[str, ...]] = {
    "name": listed.NAME,
    "given_name": ("Nome próprio", "Primeiro nome", "Given name", "First name"),
    "family_name": ("Apelido", "Apelidos", "Último nome", "Family name", "Surname", "Last name"),
    "born": (*listed.BORN, "Data nasc.", "Date of birth"),
    "contact": (*listed.CONTACT, "Correio eletrónico", "Email"),
    "parish": listed.PARISH,
    "language": listed.LANGUAGE,
    WORK: listed.WORK,
    INTEREST: ("Interesses", "O que procura", "Interests"),
}
HEADINGS: Mapping[str, str] = {name: headings[0] for name, headings in KNOWN_AS.items()}
GATHERING = frozenset({"contact"})
"""Of these several columns may tell."""
_VITAL = frozenset({"name", "born", "contact"})
"""By these a person is known."""
Mapped = dict[str, list[str]]


def offered() -> list[str]:
    """The fields that a column can stand for today, in their order."""
    return [name for name in KNOWN_AS if name not in {WORK, INTEREST} or name in kinds.kinds()]


def columns(municipality_id: UUID) -> tuple[Column, ...]:
    """How the fields are read there today."""
    today = clock.today(get_zone(municipality_id))
    readers: Mapping[str, Reader] = {
        **dict.fromkeys(("name", "given_name", "family_name"), values.text()),
        "born": lambda value: _born(value, today),
        "contact": values.identifier(),
        "parish": listed.parish_in(municipality_id),
        "language": lambda value: listed.language(value) or "",
        WORK: listed.work,
        INTEREST: values.several_of(lambda: kinds.values_of(INTEREST)),
    }
    return tuple(
        Column(name, KNOWN_AS[name], readers[name], is_vital=name in _VITAL, gathers=name in GATHERING)
        for name in offered()
    )


def proposed(headings: Sequence[str], remembered: Mapping[str, Sequence[str]]) -> Mapped:
    """Which columns of a list stand for which field: as the last time, else by what they are called."""
    there, known = {fold(each): each for each in headings}, set(offered())
    before = {
        name: found
        for name, several in remembered.items()
        if name in known and (found := [there[fold(each)] for each in several if fold(each) in there])
    }
    taken = {heading for several in before.values() for heading in several}
    left = [each for each in headings if each not in taken]
    by_name = placed(
        left, [Column(name, KNOWN_AS[name], values.text(), gathers=name in GATHERING) for name in known]
    )
    said = {name: list(by_name[name]) for name in known if name not in before and name in by_name}
    return {name: {**before, **said}[name] for name in offered() if name in before or name in said}


def read(sheet: Iterable[SheetRow], fields: Sequence[Column], mapping: Placed) -> Reading:
    """What rows say, of the fields that are offered today."""
    known = {each.name for each in fields}
    told = {name: headings for name, headings in mapping.items() if name in known}
    return read_list(sheet, fields, check=_whole_name, told=told)


def _whole_name(said: Values, _faults: Sequence[Fault]) -> Iterator[Fault]:
    whole = said.get("name") or tidy(f"{said.pop('given_name', '')} {said.pop('family_name', '')}")
    if whole:
        said["name"] = whole
    else:
        yield Fault(Problem.MISSING, HEADINGS["name"])


def key_of(organisation_id: UUID, row: GoodRow) -> str:
    """The same for the same name, birth and contact; it tells nothing of them."""
    said = [fold(str(row.values.get(name) or "")) for name in ("name", "born", "contact")]
    return derived("outreach list row", organisation_id, repr(said).encode()).hex()[:32]


def answers_of(said: Values) -> dict[Subject, str]:
    """What a row tells besides: facts."""
    work = said.get(WORK)
    wanted = {(INTEREST, each): kinds.YES for each in said.get(INTEREST) or ()}
    return {**({(WORK, ""): work} if work else {}), **wanted}


def _born(value: Value, today: date) -> str:
    written = value.isoformat()[:10] if isinstance(value, date) else values.plain(value)
    try:
        return days.read(written, today)
    except (days.NoSuchDay, days.Ahead, days.TooLongAgo):
        raise Unreadable(Problem.YEAR) from None
