"""Lists of offers as spreadsheets: the columns, what a list says, what did not enter, offers as rows.

The headings are Portuguese, as the people are who exchange such lists; values may be written in any language
of the vocabularies.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any
from uuid import UUID

from app.core.exports import Cell
from app.core.i18n import MAIN
from app.core.reading import BrokenRow, Column, Fault, Reading, Values, read_list
from app.core.sheets import SheetRow, Value
from app.core.text import fold
from app.core.values import (
    Problem,
    Reader,
    Unreadable,
    day,
    link,
    mail,
    money,
    number,
    one_of,
    parts,
    phone,
    several_of,
    text,
)
from app.directory.index.models import DirectoryImport
from app.directory.index.vocabulary import vocabulary
from app.directory.shelves.models.offers import Offer, OfferKind
from app.skills.picker.queries import meant_by, names_of

MOST_ROWS = 10_000
"""Rows of a list that somebody brings."""
VALUES = {
    "kind": "offers",
    "contract": "contracts",
    "working_time": "working_times",
    "schooling": "schooling",
}
"""The columns that hold a value of a vocabulary, and of which."""


def _competences(value: Value) -> tuple[UUID, ...]:
    meant = meant_by(parts(value))
    if meant.unknown:
        raise Unreadable(Problem.UNKNOWN)
    return meant.ids


def _answer(name: str) -> Reader:
    return one_of(partial(vocabulary, VALUES[name]))


def columns() -> tuple[Column, ...]:
    """The columns for reading one list, which asks only once what the same names of competences mean."""
    return (
        Column("kind", ("Tipo",), _answer("kind")),
        Column("title", ("Título",), text(), is_required=True),
        Column("employer", ("Empregador",), text()),
        Column("description", ("Descrição",), text(4_000)),
        Column("place", ("Local",), text()),
        Column("positions", ("Postos",), number),
        Column("contract", ("Contrato",), _answer("contract")),
        Column("working_time", ("Regime",), _answer("working_time")),
        Column("hours", ("Horário",), text()),
        Column("pay_from", ("Salário de",), money),
        Column("pay_to", ("Salário até",), money),
        Column("benefits", ("Outras regalias",), text()),
        Column("schooling", ("Escolaridade",), _answer("schooling")),
        Column("requirements", ("Outros requisitos",), text(1_000)),
        Column("competences", ("Competências",), cache(_competences)),
        Column("starts_on", ("Começa em",), day),
        Column("ends_on", ("Acaba em",), day),
        Column("total_hours", ("Horas ao todo",), number),
        Column("how_to_apply", ("Como concorrer",), text(1_000)),
        Column("phone", ("Telefone",), phone),
        Column("email", ("E-mail",), mail),
        Column("url", ("Ligação",), link),
        Column("valid_until", ("Válida até",), day),
        Column("source", ("Fonte",), text(60)),
        Column("external_id", ("N.º da oferta",), text()),
        Column("hindrances", ("Motivos por preencher",), several_of(partial(vocabulary, "unfilled"))),
    )


HEADINGS: Mapping[str, str] = {each.name: each.headings[0] for each in columns()}
EXAMPLE: list[Cell] = [
    "Oferta de emprego", "Cozinheiro/a de lar", "Lar de Santa Comba", "Preparar refeições para 40 pessoas.",
    "Santa Comba da Várzea", 1, "Sem termo", "Por turnos", "7h00–15h00 ou 14h00–22h00", 920, 1050,
    "Subsídio de alimentação", "9.º ano", "", "Cozinhar refeições", None, None, None, "Telefonar de manhã",
    "+351200000000", "", "", date(2027, 12, 31), "IEFP", "589000001",
    "O horário não serve (noite, turnos, fins de semana)",
]  # fmt: skip


def read_offers(sheet: Sequence[SheetRow], source: str) -> Reading:
    """What a list from a source says, an offer that stands there twice once; raises MissingColumns where it
    has no titles.
    """
    seen = set()

    def check(values: Values) -> Iterator[Fault]:
        values["kind"] = values["kind"] or OfferKind.VACANCY.value
        values["source"] = values["source"] or source
        values["external_id"] = values["external_id"] or content_hash(values)
        key = (values["source"], values["external_id"])
        if values["pay_from"] and values["pay_to"] and values["pay_to"] < values["pay_from"]:
            yield Fault(Problem.LESS, HEADINGS["pay_to"])
        elif key in seen:
            yield Fault(Problem.TWICE, HEADINGS["external_id"])
        else:
            seen.add(key)

    return read_list(sheet, columns(), check=check)


def content_hash(values: Mapping[str, Any]) -> str:
    """What stands for the number of an offer that has none: the same words give the same."""
    told = [
        fold(str(values[name])) for name in ("kind", "title", "employer", "place", "hours", "description")
    ]
    return "content-" + hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


def kept(broken: BrokenRow) -> dict[str, Any]:
    """A row that did not enter, as the report of its list keeps it."""
    faults = [[each.problem, each.heading] for each in broken.faults]
    return {"number": broken.number, "faults": faults, "row": dict(broken.cells)}


def broken_rows(report: DirectoryImport) -> list[BrokenRow]:
    """The rows that did not enter; older reports keep one fault of each, by the name of its column."""
    return [
        BrokenRow(
            each["number"],
            each["row"],
            tuple(
                Fault(Problem(problem), HEADINGS.get(column, column))
                for problem, column in each.get("faults") or [[each["problem"], each["field"]]]
            ),
        )
        for each in report.broken
    ]


def written(offers: Sequence[Offer], organisations: Mapping[UUID, str]) -> list[list[Cell]]:
    """Offers as rows of the same columns, so that what goes out can come in again."""
    competences = names_of(each.competence_id for offer in offers for each in offer.competences)
    names = {**organisations, **competences}
    return [[_cell(offer, name, names) for name in HEADINGS] for offer in offers]


def _cell(offer: Offer, name: str, names: Mapping[UUID, str]) -> Cell:
    match name:
        case "competences":
            return "; ".join(sorted(names.get(each.competence_id, "") for each in offer.competences))
        case "hindrances":
            return "; ".join(
                vocabulary("unfilled").name(each.reason, MAIN).value for each in offer.hindrances
            )
        case "employer":
            own = names.get(offer.organisation_id, "") if offer.organisation_id else ""
            return offer.employer or own
        case "pay_from" | "pay_to":
            cents: int | None = getattr(offer, name)
            return None if cents is None else Decimal(cents) / 100
    value: Cell = getattr(offer, name)
    return vocabulary(VALUES[name]).name(str(value), MAIN).value if name in VALUES and value else value
