"""Lists of offers as spreadsheets: the columns, reading a row, writing rows.

The headings are Portuguese, as the people are who exchange such lists; values may be written in any language
of the vocabularies.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from app.core.exports import Cell
from app.core.text import fold, tidy
from app.core.workbooks import Value
from app.directory.competences import Meant, meant_by, names_by_id
from app.directory.models import Offer, OfferKind
from app.directory.vocabulary import vocabulary

Cells = list[Cell]
MOST_PAY = Decimal(100_000)
_THOUSANDS = re.compile(r"\.(?=\d{3}(\D|$))|\s")
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PARTS = re.compile(r"[;\n|]")
COLUMNS: Mapping[str, str] = {
    "kind": "Tipo",
    "title": "Título",
    "employer": "Empregador",
    "description": "Descrição",
    "place": "Local",
    "positions": "Postos",
    "contract": "Contrato",
    "working_time": "Regime",
    "hours": "Horário",
    "pay_from": "Salário de",
    "pay_to": "Salário até",
    "benefits": "Outras regalias",
    "schooling": "Escolaridade",
    "requirements": "Outros requisitos",
    "competences": "Competências",
    "starts_on": "Começa em",
    "ends_on": "Acaba em",
    "total_hours": "Horas ao todo",
    "how_to_apply": "Como concorrer",
    "phone": "Telefone",
    "email": "E-mail",
    "url": "Ligação",
    "valid_until": "Válida até",
    "source": "Fonte",
    "external_id": "N.º da oferta",
    "hindrances": "Motivos por preencher",
}
HEADINGS = list(COLUMNS.values())
EXAMPLE: Cells = [
    "Oferta de emprego", "Cozinheiro/a de lar", "Lar de Santa Comba", "Preparar refeições para 40 pessoas.",
    "Santa Comba da Várzea", 1, "Sem termo", "Por turnos", "7h00–15h00 ou 14h00–22h00", 920, 1050,
    "Subsídio de alimentação", "9.º ano", "", "Cozinhar refeições", None, None, None, "Telefonar de manhã",
    "+351200000000", "", "", date(2027, 12, 31), "IEFP", "589000001",
    "O horário não serve (noite, turnos, fins de semana)",
]  # fmt: skip
LONGEST = {
    "description": 4_000,
    "requirements": 1_000,
    "how_to_apply": 1_000,
    "url": 500,
    "phone": 40,
    "source": 60,
}


class RowProblem(ValueError):
    """What is wrong with a row: `problem` is a key of the wording, `column` the field it is about."""

    def __init__(self, problem: str, column: str) -> None:
        self.problem, self.column = problem, column
        super().__init__(problem, column)


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A row that was understood: the values of the model's columns, competences and reasons."""

    values: dict[str, Any]
    competences: tuple[UUID, ...] = ()
    hindrances: tuple[str, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads rows of one list; remembers what names of competences mean, which a list repeats."""

    source: str
    _meant: dict[str, Meant] = field(default_factory=dict)

    def read(self, cells: Mapping[str, Value]) -> OfferRow:
        """The offer in a row; raises RowProblem for the first thing that is wrong with it."""
        by_heading = {_folded(heading): value for heading, value in cells.items()}
        typed = {name: by_heading.get(_folded(heading), "") for name, heading in COLUMNS.items()}
        values = {name: READERS.get(name, _text)(value, name) for name, value in typed.items()}
        if not values["title"]:
            raise RowProblem("missing", "title")
        values["kind"] = values["kind"] or OfferKind.VACANCY.value
        competences = self._competences(str(values.pop("competences")))
        hindrances = tuple(
            _value("unfilled", each, "hindrances") for each in _listed(values.pop("hindrances"))
        )
        if values["pay_from"] and values["pay_to"] and values["pay_to"] < values["pay_from"]:
            raise RowProblem("less", "pay_to")
        values["source"] = values["source"] or self.source
        values["external_id"] = values["external_id"] or content_hash(values)
        return OfferRow(values, competences, hindrances)

    def _competences(self, names: str) -> tuple[UUID, ...]:
        if names not in self._meant:
            self._meant[names] = meant_by(_listed(names))
        if self._meant[names].unknown:
            raise RowProblem("unknown", "competences")
        return self._meant[names].ids


def content_hash(values: Mapping[str, Any]) -> str:
    """What stands for the number of an offer that has none: the same words give the same."""
    told = [
        fold(str(values[name])) for name in ("kind", "title", "employer", "place", "hours", "description")
    ]
    return "content-" + hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def cents_of(text: str) -> int | None:
    """Cents of an amount as people write it, or None: 920 · 920,50 · 1.050,50 € · 1 050."""
    plain = _THOUSANDS.sub("", text.replace("€", "").replace("EUR", "").strip()).replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return int(amount * 100) if amount.is_finite() and 0 <= amount <= MOST_PAY else None


def written(offers: Sequence[Offer], organisations: Mapping[UUID, str]) -> list[Cells]:
    """Offers as rows of the same columns, so that what goes out can come in again."""
    competences = names_by_id(each.competence_id for offer in offers for each in offer.competences)
    names = {**organisations, **competences}
    return [[_cell(offer, name, names) for name in COLUMNS] for offer in offers]


def _cell(offer: Offer, name: str, names: Mapping[UUID, str]) -> Cell:
    match name:
        case "competences":
            return "; ".join(sorted(names.get(each.competence_id, "") for each in offer.competences))
        case "hindrances":
            return "; ".join(
                vocabulary("unfilled").name(each.reason, "pt").value for each in offer.hindrances
            )
        case "employer":
            own = names.get(offer.organisation_id, "") if offer.organisation_id else ""
            return offer.employer or own
        case "pay_from" | "pay_to":
            cents: int | None = getattr(offer, name)
            return None if cents is None else Decimal(cents) / 100
    value: Cell = getattr(offer, name)
    return vocabulary(VALUES[name]).name(str(value), "pt").value if name in VALUES and value else value


def _listed(names: str) -> list[str]:
    return [each for part in _PARTS.split(names) if (each := tidy(part))]


def _text(value: Value, name: str) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value)
    text = text.removesuffix(".0") if isinstance(value, float) else text
    if len(text) > LONGEST.get(name, 2_000 if name in {"competences", "hindrances"} else 200):
        raise RowProblem("long", name)
    return text


def _number(value: Value, name: str) -> int | None:
    text = _text(value, name)
    if text and not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise RowProblem("number", name)
    return int(text) if text else None


def _cents(value: Value, name: str) -> int | None:
    text = _text(value, name)
    if text and cents_of(text) is None:
        raise RowProblem("money", name)
    return cents_of(text) if text else None


def _day(value: Value, name: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value, name)
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise RowProblem("day", name) from error


def _phone(value: Value, name: str) -> str:
    import phonenumbers as numbers  # 8 MB of tables that most pages do not need

    text = _text(value, name)
    if not text:
        return ""
    try:
        number = numbers.parse(text, "PT")
    except numbers.NumberParseException as error:
        raise RowProblem("phone", name) from error
    if not numbers.is_possible_number(number):
        raise RowProblem("phone", name)
    return str(numbers.format_number(number, numbers.PhoneNumberFormat.E164))


def _mail(value: Value, name: str) -> str:
    text = _text(value, name)
    if text and not _MAIL.fullmatch(text):
        raise RowProblem("email", name)
    return text


def _link(value: Value, name: str) -> str:
    text = _text(value, name)
    if text and not text.startswith(("https://", "http://")):
        raise RowProblem("link", name)
    return text


VALUES = {
    "kind": "offers",
    "contract": "contracts",
    "working_time": "working_times",
    "schooling": "schooling",
}


def _value(name: str, text: str, column: str) -> str:
    """The key of a vocabulary's value, written as its key or its name in any language."""
    key = _keys(name).get(_folded(text))
    if key is None:
        raise RowProblem("unknown", column)
    return key


@cache
def _keys(name: str) -> dict[str, str]:
    """Every way to write a value of a vocabulary, and its key."""
    values = vocabulary(name).values()
    names = {fold(each): value.key for value in values for each in value.names.values()}
    return names | {fold(value.key): value.key for value in values}


@lru_cache(maxsize=4_096)
def _folded(text: str) -> str:
    """A list repeats its headings and answers in every row."""
    return fold(text)


def _answer(value: Value, name: str) -> str:
    text = _text(value, name)
    return _value(VALUES[name], text, name) if text else ""


READERS: Mapping[str, Callable[[Value, str], Any]] = {
    "positions": _number,
    "total_hours": _number,
    "pay_from": _cents,
    "pay_to": _cents,
    "starts_on": _day,
    "ends_on": _day,
    "valid_until": _day,
    "phone": _phone,
    "email": _mail,
    "url": _link,
    **dict.fromkeys(VALUES, _answer),
}
